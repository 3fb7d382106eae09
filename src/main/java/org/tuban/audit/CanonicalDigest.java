package org.tuban.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 (FIPS 180-4) over values in one canonical form, so that the same values give the same digest on every machine
 * and from both databases.
 *
 * <p>Each value is one byte that says its kind, and then: nothing (N, absent); 8 bytes big-endian two's complement (I,
 * whole number); 8 bytes big-endian IEEE 754 (R, real number); 8 bytes as a whole number of milliseconds since
 * 1970-01-01T00:00:00Z (T, time); length as 8 bytes and then UTF-8 (S, text) or the bytes (B). Nothing can be moved from
 * one value to the next without changing the digest.
 */
public final class CanonicalDigest {

    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * Adds a value.
     *
     * @param value of class String, Long, Integer, Double, Instant or byte[]; null if absent
     * @return this
     */
    public CanonicalDigest add(@Nullable Object value) {
        if (value == null) {
            digest.update((byte) 'N');
        } else if (value instanceof String text) {
            sized('S', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Long || value instanceof Integer) {
            fixed('I', ((Number) value).longValue());
        } else if (value instanceof Double real) {
            fixed('R', Double.doubleToLongBits(real));
        } else if (value instanceof Instant time) {
            fixed('T', time.toEpochMilli());
        } else if (value instanceof byte[] bytes) {
            sized('B', bytes);
        } else {
            throw new IllegalArgumentException("no canonical form for " + value.getClass());
        }
        return this;
    }

    private void fixed(char kind, long bits) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    private void sized(char kind, byte[] bytes) {
        fixed(kind, bytes.length);
        digest.update(bytes);
    }

    /** The digest as 64 lower-case hexadecimal digits; afterwards this begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
