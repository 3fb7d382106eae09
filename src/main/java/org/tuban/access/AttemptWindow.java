package org.tuban.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts by key over the last minute. Not for several threads at once: the owner locks.
 *
 * <p>Memory is bounded: with too many keys the one that was quiet longest is forgotten.
 */
final class AttemptWindow {

    static final Duration LENGTH = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 10_000;

    private final int most;
    private final Map<String, Deque<Instant>> attempts = new LinkedHashMap<>(16, 0.75f, true);

    AttemptWindow(int most) {
        this.most = most;
    }

    /** How long until the key may try again; zero if it may now. */
    Duration wait(String key, Instant now) {
        Deque<Instant> times = attempts.get(key);
        if (times == null) {
            return Duration.ZERO;
        }
        forgetBefore(times, now.minus(LENGTH));
        return times.size() < most
                ? Duration.ZERO
                : Duration.between(now, times.getFirst().plus(LENGTH));
    }

    void add(String key, Instant now) {
        attempts.computeIfAbsent(key, unknown -> new ArrayDeque<>()).addLast(now);
        if (attempts.size() > MOST_KEYS) {
            Iterator<Deque<Instant>> eldest = attempts.values().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** Takes one attempt of that time back. */
    void remove(String key, Instant time) {
        Deque<Instant> times = attempts.get(key);
        if (times != null && times.removeLastOccurrence(time) && times.isEmpty()) {
            attempts.remove(key);
        }
    }

    private static void forgetBefore(Deque<Instant> times, Instant begin) {
        while (!times.isEmpty() && !times.getFirst().isAfter(begin)) {
            times.removeFirst();
        }
    }
}
