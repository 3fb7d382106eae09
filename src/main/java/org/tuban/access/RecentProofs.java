package org.tuban.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Remembers for a minute which credentials were right, so that a script does not pay for a password hash at each call.
 *
 * <p>Kept are keyed hashes of name, password and the account's stored hash: never a password, and nothing that still
 * fits once the account's password has changed.
 */
@Component
final class RecentProofs {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final KeyedHash hash = new KeyedHash();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    RecentProofs(Clock clock) {
        this.clock = clock;
    }

    /** The name under which credentials are remembered. */
    String proof(String account, String password, String storedHash) {
        return hash.of(account, password, storedHash);
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
