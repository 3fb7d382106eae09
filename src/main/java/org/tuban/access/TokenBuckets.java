package org.tuban.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each key: it holds so many tokens, gains one at a steady rate, and gives one for each request.
 *
 * <p>Of a bucket only the time is kept at which it will be full again (the generic cell rate algorithm of ITU-T I.371).
 * Memory is bounded: with too many keys the one that was quiet longest is forgotten, whose bucket is the fullest.
 */
final class TokenBuckets {

    static final int MOST_KEYS = 10_000;

    private final Duration interval;
    private final Duration capacity;
    private final Clock clock;
    private final Map<String, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Buckets that are full at first.
     *
     * @param perSecond tokens that each gains
     * @param burst how long an empty one takes to be full
     */
    TokenBuckets(int perSecond, Duration burst, Clock clock) {
        this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
        this.capacity = burst;
        this.clock = clock;
    }

    /** Takes a token: zero if there was one, else how long until there is one. */
    synchronized Duration take(String key) {
        Instant now = clock.instant();
        Instant full = fullAt.getOrDefault(key, now);
        if (full.isBefore(now)) {
            full = now;
        }
        // A clock that was put back must not make a bucket emptier than empty.
        Instant emptiest = now.plus(capacity);
        if (full.isAfter(emptiest)) {
            full = emptiest;
        }
        Instant next = full.plus(interval);
        if (next.isAfter(emptiest)) {
            fullAt.put(key, full);
            return Duration.between(emptiest, next);
        }
        fullAt.put(key, next);
        forgetQuietest();
        return Duration.ZERO;
    }

    private void forgetQuietest() {
        if (fullAt.size() > MOST_KEYS) {
            Iterator<Instant> quietest = fullAt.values().iterator();
            quietest.next();
            quietest.remove();
        }
    }
}
