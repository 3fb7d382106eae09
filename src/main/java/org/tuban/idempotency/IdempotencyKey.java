package org.tuban.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tuban.http.Problem;

/**
 * What a client calls one request of its own by, however often it sends it.
 *
 * <p>Source: draft-ietf-httpapi-idempotency-key-header, section 2.1: a string in double quotes (RFC 9651, 3.3.3).
 * Without the quotes it is taken, too, since many clients leave them out.
 *
 * @param account whose key it is; two accounts may use the same
 * @param text 1 to 255 visible characters of ASCII
 */
record IdempotencyKey(String account, String text) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])+)\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x5B\\x5D-\\x7E]+");
    private static final int LONGEST = 255;

    /**
     * The key in a header.
     *
     * @throws Problem invalid-parameter if it is empty, too long, or no string
     */
    static IdempotencyKey read(String account, String header) {
        String given = header.strip();
        Matcher quoted = QUOTED.matcher(given);
        if (given.length() <= LONGEST && quoted.matches()) {
            return new IdempotencyKey(account, quoted.group(1));
        }
        if (given.length() <= LONGEST && BARE.matcher(given).matches()) {
            return new IdempotencyKey(account, given);
        }
        throw Problem.invalidParameter(
                HEADER,
                header,
                "a text of your own in double quotes, such as a UUID, of %d characters at most".formatted(LONGEST));
    }

    /** What its row is found by: 32 bytes that do not tell the key. */
    byte[] id() {
        return digest("id");
    }

    /** What its answer is sealed with: 32 bytes that only somebody who knows the key can make. */
    byte[] secret() {
        return digest("answer");
    }

    private byte[] digest(String purpose) {
        MessageDigest digest = sha256();
        digest.update("%s %d:%s ".formatted(purpose, account.length(), account).getBytes(StandardCharsets.UTF_8));
        return digest.digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
