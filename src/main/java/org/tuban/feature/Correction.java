package org.tuban.feature;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known better of a span of a feature's past.
 *
 * @param values right values by field name for the whole span; null takes a value away; fields not named stay as they
 *     were at each time of the span
 * @param shape the right shape for the whole span; null leaves shapes as they were
 * @param from since when
 * @param to until when, not included; null for until now and on
 * @param reason why, in words
 * @param evidence what it was shown with, kept in history; values as JSON can show them
 */
public record Correction(
        Map<String, @Nullable Object> values,
        Edit.@Nullable Shape shape,
        Instant from,
        @Nullable Instant to,
        String reason,
        Map<String, Object> evidence) {

    /** Copies the maps. */
    public Correction {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}
