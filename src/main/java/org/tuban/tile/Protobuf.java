package org.tuban.tile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message of Protocol Buffers, field by field. Source: Protocol Buffers encoding, "Message Structure". */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** An unsigned number, or a signed one that is not negative. */
    Protobuf number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A signed number, small when it is near zero. */
    Protobuf signed(int field, long value) {
        return number(field, zigzag(value));
    }

    /** A floating-point number of 64 bits. */
    Protobuf fraction(int field, double value) {
        tag(field, FIXED_64);
        long bits = Double.doubleToLongBits(value);
        for (int k = 0; k < Double.BYTES; k++) {
            bytes.write((int) (bits >>> (Byte.SIZE * k)));
        }
        return this;
    }

    /** A text. */
    Protobuf text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A message inside this one. */
    Protobuf message(int field, Protobuf value) {
        return bytes(field, value.toBytes());
    }

    /** Unsigned numbers of 32 bits, packed. */
    Protobuf packed(int field, Iterable<Integer> values) {
        Protobuf inner = new Protobuf();
        values.forEach(value -> inner.varint(Integer.toUnsignedLong(value)));
        return message(field, inner);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** The number with its sign in the last bit. */
    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private Protobuf bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void tag(int field, int wire) {
        varint((long) field << 3 | wire);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
