package org.tuban.tile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field whose values differ from row to row: the messages that a tile writes, one behind the other. */
final class ValueColumn implements Column {

    private final int[] begins;
    private final byte[] messages;

    /**
     * A column of messages.
     *
     * @param begins where each row's message begins, and behind the last one where it ends
     * @param messages all messages; that of a row without value is empty
     */
    ValueColumn(int[] begins, byte[] messages) {
        this.begins = begins;
        this.messages = messages;
    }

    /** Bytes of a row's message; 0 if it has no value. */
    int length(int row) {
        return begins[row + 1] - begins[row];
    }

    /** Where a row's message begins. */
    int begin(int row) {
        return begins[row];
    }

    int[] begins() {
        return begins;
    }

    byte[] messages() {
        return messages;
    }

    /** Fills a column. */
    static final class Builder implements Column.Builder {

        private static final int USUAL_LENGTH = 16;

        private int[] begins;
        private byte[] messages;
        private int size;

        Builder(int rows) {
            begins = new int[rows + 1];
            messages = new byte[Math.max(USUAL_LENGTH, Math.multiplyExact(rows, USUAL_LENGTH))];
        }

        @Override
        public void add(@Nullable Object value) {
            byte[] message = Values.encode(value);
            add(message, 0, message.length);
        }

        @Override
        public void add(Column column, int row) {
            ValueColumn other = (ValueColumn) column;
            add(other.messages, other.begin(row), other.length(row));
        }

        private void add(byte[] from, int begin, int length) {
            if (size + 1 >= begins.length) {
                begins = Arrays.copyOf(begins, begins.length * 2 + 2);
            }
            messages = Room.in(messages, begins[size], length);
            System.arraycopy(from, begin, messages, begins[size], length);
            begins[size + 1] = begins[size] + length;
            size++;
        }

        @Override
        public Column build() {
            return new ValueColumn(
                    begins.length == size + 1 ? begins : Arrays.copyOf(begins, size + 1),
                    messages.length == begins[size] ? messages : Arrays.copyOf(messages, begins[size]));
        }
    }
}
