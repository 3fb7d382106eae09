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
        tag(field, LENGTH);
        varint(length);
        return raw(value, from, length);
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
        ensure(LONGEST_VARINT);
        // Most numbers of a tile are small; fields and not locals keep this from being quick.
        byte[] room = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            room[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        room[at++] = (byte) rest;
        size = at;
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
            int wayX = xy[place] - beforeX;
            int wayY = xy[place + 1] - beforeY;
            beforeX = xy[place];
            beforeY = xy[place + 1];
            int rest = wayX << 1 ^ wayX >> 31;
            while ((rest & ~0x7F) != 0) {
                room[at++] = (byte) (rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            room[at++] = (byte) rest;
            rest = wayY << 1 ^ wayY >> 31;
            while ((rest & ~0x7F) != 0) {
                room[at++] = (byte) (rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            room[at++] = (byte) rest;
        }
        size = at;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
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
        varint((long) field << 3 | wire);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
