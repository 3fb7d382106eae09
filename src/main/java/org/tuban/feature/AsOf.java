package org.tuban.feature;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A point of view on both axes of time: what was so then, by what was known then.
 *
 * @param valid when it was so
 * @param recorded by what had been written down at this instant, itself included; null for all that is known now
 */
public record AsOf(TimeInterval valid, @Nullable Instant recorded) {

    /** The day at the end of the interval, in a zone; null if the interval has no end. */
    public @Nullable LocalDate lastDay(ZoneId zone) {
        return valid.to() == null ? null : LocalDate.ofInstant(valid.to(), zone);
    }

    /** What was so at some time of an interval, by what is known now. */
    public static AsOf during(TimeInterval valid) {
        return new AsOf(valid, null);
    }

    /** What was taken for true at an instant. */
    public static AsOf known(Instant recorded) {
        return new AsOf(TimeInterval.at(recorded), recorded);
    }
}
