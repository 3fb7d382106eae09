package org.tuban.feature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, both ends included; an instant has equal ends.
 *
 * @param from first instant, or null for an open begin
 * @param to last instant, or null for an open end
 */
public record TimeInterval(@Nullable Instant from, @Nullable Instant to) {

    /** One instant. */
    public static TimeInterval at(Instant instant) {
        return new TimeInterval(instant, instant);
    }

    /** Refuses an end before the begin. */
    public TimeInterval {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("interval ends before it begins");
        }
    }
}
