package org.tuban.tile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a message of Protocol Buffers, field by field, into bytes that grow as needed and can be used again.
 *
 * <p>Source: Protocol Buffers encoding, "Message Structure".
 */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int size;

    Protobuf() {
        this(256);
    }

    Protobuf(int room) {
        bytes = new byte[room];
    }

    /** Number of bytes written. */
    int size() {
        return size;
    }

    /** Forgets what was written and keeps the room. */
    void clear() {
        size = 0;
    }

    /** An unsigned number, or a signed one that is not negative. */
    Protobuf number(int field, long value) {
        tag(field, VARINT);
        return varint(value);
    }

    /** A signed number, small when it is near zero. */
    Protobuf signed(int field, long value) {
        return number(field, zigzag(value));
    }

    /** A floating-point number of 64 bits. */
    Protobuf fraction(int field, double value) {
        tag(field, FIXED_64);
        long bits = Double.doubleToLongBits(value);
        ensure(Double.BYTES);
        for (int k = 0; k < Double.BYTES; k++) {
            bytes[size++] = (byte) (bits >>> (Byte.SIZE * k));
        }
        return this;
    }

    /** A text. */
    Protobuf text(int field, String value) {
        byte[] written = value.getBytes(StandardCharsets.UTF_8);
        return bytes(field, written, 0, written.length);
    }

    /** A message inside this one. */
    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.bytes, 0, value.size);
    }

    /** Bytes, or a message that is written already. */
    Protobuf bytes(int field, byte[] value, int from, int length) {
        ensure(1 + sizeOf(length) + length);
        int at = put(bytes, size, field << 3 | LENGTH, length);
        System.arraycopy(value, from, bytes, at, length);
        size = at + length;
        return this;
    }

    /** What was written elsewhere, as it is. */
    Protobuf raw(Protobuf value) {
        return raw(value.bytes, 0, value.size);
    }

    /** Bytes as they are. */
    Protobuf raw(byte[] value, int from, int length) {
        ensure(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    /** The beginning of a message of known length that is written next. */
    Protobuf begin(int field, int length) {
        tag(field, LENGTH);
        return varint(length);
    }

    /** An unsigned number without a field. */
    Protobuf varint(long value) {
        ensure(sizeOf(value));
        size = put(bytes, size, value);
        return this;
    }

    /** Two unsigned numbers without a field. */
    Protobuf varints(long first, long second) {
        ensure(2 * LONGEST_VARINT);
        size = put(bytes, put(bytes, size, first), second);
        return this;
    }

    /**
     * The ways from place to place, each as two numbers with their signs in the last bit.
     *
     * @param xy places, x and y by turns
     * @param first index of the place that is gone to first
     * @param step 2 to go on in the order of the places, -2 to go back
     * @param count number of places to go to
     * @param x where the pen stands
     * @param y where the pen stands
     */
    Protobuf ways(int[] xy, int first, int step, int count, int x, int y) {
        ensure(2 * LONGEST_VARINT * count);
        byte[] room = bytes;
        int at = size;
        int beforeX = x;
        int beforeY = y;
        for (int k = 0, place = first; k < count; k++, place += step) {
            int hereX = xy[place];
            int hereY = xy[place + 1];
            at = way(room, at, hereX - beforeX);
            at = way(room, at, hereY - beforeY);
            beforeX = hereX;
            beforeY = hereY;
        }
        size = at;
        return this;
    }

    /** Whether a way takes one byte or two is a toss-up, so two are written, and the next way begins on the second. */
    private static int way(byte[] room, int at, int way) {
        int number = way << 1 ^ way >> 31;
        if (number >>> 14 == 0) {
            int more = 127 - number >>> 31;
            room[at] = (byte) (number & 0x7F | more << 7);
            room[at + 1] = (byte) (number >>> 7);
            return at + 1 + more;
        }
        int next = at;
        while ((number & ~0x7F) != 0) {
            room[next++] = (byte) (number & 0x7F | 0x80);
            number >>>= 7;
        }
        room[next++] = (byte) number;
        return next;
    }

    /**
     * A feature of a vector tile.
     *
     * @param id number of the feature
     * @param tags its properties
     * @param kind kind of its shape
     * @param commands its shape
     */
    Protobuf feature(long id, Protobuf tags, int kind, Protobuf commands) {
        int length = 1 + sizeOf(id) + 2 + 2 + sizeOf(tags.size) + tags.size + sizeOf(commands.size) + commands.size;
        ensure(length + 2 * LONGEST_VARINT);
        byte[] room = bytes;
        int at = put(room, size, 2 << 3 | LENGTH, length);
        at = put(room, at, 1 << 3 | VARINT, id);
        at = put(room, at, 2 << 3 | LENGTH, tags.size);
        System.arraycopy(tags.bytes, 0, room, at, tags.size);
        at = put(room, at + tags.size, 3 << 3 | VARINT, kind);
        at = put(room, at, 4 << 3 | LENGTH, commands.size);
        System.arraycopy(commands.bytes, 0, room, at, commands.size);
        size = at + commands.size;
        return this;
    }

    /** Puts a tag of one byte and a number where there is room. */
    private static int put(byte[] room, int at, int tag, long number) {
        room[at] = (byte) tag;
        return put(room, at + 1, number);
    }

    private static int put(byte[] room, int at, long number) {
        int next = at;
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            room[next++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        room[next++] = (byte) rest;
        return next;
    }

    /** All bytes written; they are not copied if there was room for just as many. */
    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The number with its sign in the last bit. */
    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** The number whose sign is in the last bit. */
    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    /** Bytes that a number takes. */
    static int sizeOf(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    private void tag(int field, int wire) {
        ensure(1);
        bytes[size++] = (byte) (field << 3 | wire);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
