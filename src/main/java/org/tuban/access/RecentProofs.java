package org.tuban.access;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Remembers for a minute which credentials were right, so that a script does not pay for a password hash at each call.
 *
 * <p>Kept are keyed hashes of name, password and the account's stored hash: never a password, and nothing that still
 * fits once the account's password has changed. The key dies with the process.
 */
@Component
final class RecentProofs {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    RecentProofs(Clock clock) {
        this.clock = clock;
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The name under which credentials are remembered. */
    String proof(String account, String password, String storedHash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : new String[] {account, password, storedHash}) {
                byte[] bytes = part.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                // The length in front keeps "ab","c" and "a","bc" apart.
                mac.update(java.nio.ByteBuffer.allocate(Integer.BYTES)
                        .putInt(bytes.length)
                        .array());
                mac.update(bytes);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    synchronized boolean has(String proof) {
        Instant end = ends.get(proof);
        return end != null && clock.instant().isBefore(end);
    }

    synchronized void add(String proof) {
        ends.remove(proof);
        ends.put(proof, clock.instant().plus(LIFE));
        if (ends.size() > MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
    }
}
