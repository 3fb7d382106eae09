package org.tuban.tile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A field whose values differ from row to row: what a tile writes for each, one behind the other. Values of rows that
 * follow one another are so on a tile in one stroke.
 */
final class ValueColumn implements Column {

    private final int[] begins;
    private final byte[] bytes;

    /**
     * A column of values.
     *
     * @param begins where each row's value begins, and behind the last one where it ends
     * @param bytes all values as a layer of a tile has them, each behind its field and length; a row may have none
     */
    ValueColumn(int[] begins, byte[] bytes) {
        this.begins = begins;
        this.bytes = bytes;
    }

    /** Bytes of a row's value; 0 if it has no value. */
    int length(int row) {
        return begins[row + 1] - begins[row];
    }

    /** Where a row's value begins. */
    int begin(int row) {
        return begins[row];
    }

    /** A row's value, which is a text. */
    String text(int row) {
        int at = begins[row];
        // The field and length of the value, then those of the text in it; each field's number takes one byte.
        for (int field = 0; field < 2; field++) {
            at++;
            while (bytes[at++] < 0) {
                // A length of more than 127 takes more bytes.
            }
        }
        return new String(bytes, at, begins[row + 1] - at, StandardCharsets.UTF_8);
    }

    /** How many of some rows that follow one another have a value. */
    int count(int first, int end) {
        int count = 0;
        for (int row = first; row < end; row++) {
            count += length(row) > 0 ? 1 : 0;
        }
        return count;
    }

    int[] begins() {
        return begins;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Fills a column. */
    static final class Builder implements Column.Builder {

        private static final int USUAL_LENGTH = 16;

        private int[] begins;
        private byte[] bytes;
        private int size;
        private final Protobuf written = new Protobuf(64);

        Builder(int rows) {
            begins = new int[rows + 1];
            bytes = new byte[Math.max(USUAL_LENGTH, Math.multiplyExact(rows, USUAL_LENGTH))];
        }

        @Override
        public void add(@Nullable Object value) {
            byte[] message = Values.encode(value);
            written.clear();
            if (message.length > 0) {
                written.bytes(LayerMessage.VALUE, message, 0, message.length);
            }
            byte[] entry = written.toBytes();
            add(entry, 0, entry.length);
        }

        @Override
        public void add(Column column, int row) {
            ValueColumn other = (ValueColumn) column;
            add(other.bytes, other.begin(row), other.length(row));
        }

        private void add(byte[] from, int begin, int length) {
            if (size + 1 >= begins.length) {
                begins = Arrays.copyOf(begins, begins.length * 2 + 2);
            }
            bytes = Room.in(bytes, begins[size], length);
            System.arraycopy(from, begin, bytes, begins[size], length);
            begins[size + 1] = begins[size] + length;
            size++;
        }

        @Override
        public Column build() {
            return new ValueColumn(
                    begins.length == size + 1 ? begins : Arrays.copyOf(begins, size + 1),
                    bytes.length == begins[size] ? bytes : Arrays.copyOf(bytes, begins[size]));
        }
    }
}
