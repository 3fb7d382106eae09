package org.tuban.feature;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What a write changes, and what it is explained with.
 *
 * @param operation kind of write
 * @param values new values by field name; null takes a value away; fields not named stay as they are
 * @param shape the new shape; null leaves the shape as it is
 * @param validFrom since when it is so, or null for now
 * @param note reason in words, or null
 * @param evidence what the step was shown with, kept in history; values as JSON can show them
 */
public record Edit(
        Operation operation,
        Map<String, @Nullable Object> values,
        @Nullable Shape shape,
        @Nullable Instant validFrom,
        @Nullable String note,
        Map<String, Object> evidence) {

    /**
     * A new shape.
     *
     * @param geometry EPSG:4490, x = longitude; null takes the shape away
     */
    public record Shape(@Nullable Geometry geometry) {}

    /** Copies the maps. */
    public Edit {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** A change of values that is no workflow step. */
    public static Edit update(Map<String, @Nullable Object> values, @Nullable String note) {
        return new Edit(Operation.UPDATE, values, null, null, note, Map.of());
    }

    /** A workflow step; only the workflow makes one. {@code values} holds the new state among others. */
    public static Edit transition(
            Map<String, @Nullable Object> values,
            @Nullable Instant validFrom,
            @Nullable String note,
            Map<String, Object> evidence) {
        return new Edit(Operation.TRANSITION, values, null, validFrom, note, evidence);
    }

    /** The same with other values. */
    Edit with(Map<String, @Nullable Object> others) {
        return new Edit(operation, others, shape, validFrom, note, evidence);
    }

    /** The same with one more entry in history's evidence. */
    public Edit withEvidence(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(evidence);
        more.put(name, value);
        return new Edit(operation, values, shape, validFrom, note, more);
    }
}
