package org.tuban.tile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field with few different values: one number of a {@link Dictionary} for each row, as short as it can be. */
final class CodeColumn implements Column {

    private final byte[] low;
    private final byte @Nullable [] high;

    private CodeColumn(byte[] low, byte @Nullable [] high) {
        this.low = low;
        this.high = high;
    }

    /**
     * The column as it was saved.
     *
     * @param low lowest eight bits of each row's number
     * @param high the next eight, or null if all are 0
     */
    static CodeColumn of(byte[] low, byte @Nullable [] high) {
        return new CodeColumn(low, high);
    }

    /** The number of a row's value; 0 if it has none. */
    int code(int row) {
        int code = low[row] & 0xFF;
        return high == null ? code : code | (high[row] & 0xFF) << Byte.SIZE;
    }

    byte[] low() {
        return low;
    }

    byte @Nullable [] high() {
        return high;
    }

    /** Fills a column. */
    static final class Builder implements Column.Builder {

        /** Numbers that have room in a row; what comes later has no value on tiles. */
        private static final int MOST = 1 << 16;

        private final Dictionary dictionary;
        private byte[] low;
        private byte @Nullable [] high;
        private int size;

        Builder(Dictionary dictionary, int rows) {
            this.dictionary = dictionary;
            this.low = new byte[rows];
        }

        @Override
        public void add(@Nullable Object value) {
            add(dictionary.codeOf(value));
        }

        @Override
        public void add(Column column, int row) {
            add(((CodeColumn) column).code(row));
        }

        private void add(int code) {
            int kept = code < MOST ? code : 0;
            if (size == low.length) {
                low = Arrays.copyOf(low, Math.max(16, size * 2));
            }
            if (kept > 0xFF && high == null) {
                high = new byte[low.length];
            }
            if (high != null) {
                if (high.length < low.length) {
                    high = Arrays.copyOf(high, low.length);
                }
                high[size] = (byte) (kept >>> Byte.SIZE);
            }
            low[size++] = (byte) kept;
        }

        @Override
        public Column build() {
            return new CodeColumn(Arrays.copyOf(low, size), high == null ? null : Arrays.copyOf(high, size));
        }
    }
}
