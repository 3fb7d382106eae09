package org.tuban.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Texts that nobody can guess, and what is kept of them.
 *
 * <p>A plain hash will do where a password needs a slow one: of 256 random bits nobody can try the likely ones.
 */
final class Secrets {

    /** Characters of a secret: 256 bits in Base64 for addresses (RFC 4648, section 5). */
    static final String PATTERN = "[A-Za-z0-9_-]{43}";

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits. */
    static String create() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    /** A name for what has a secret, as 16 hexadecimal digits. */
    static String id() {
        return HexFormat.of().formatHex(random(ID_BYTES));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** SHA-256 of a secret, as 64 hexadecimal digits. */
    static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret));
    }

    /** SHA-256 of a secret as others write it: in Base64 for addresses. */
    static String digest(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(secret));
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** Compares in a time that does not tell how much is the same. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
