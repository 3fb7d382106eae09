package org.tuban.feature;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/** What one version makes of the one before. */
final class Versions {

    private Versions() {}

    /** All values of the layer's fields: those that change, and the others as they were. */
    static Map<String, @Nullable Object> merge(
            Layer layer, Map<String, @Nullable Object> old, Map<String, @Nullable Object> changed) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (Field field : layer.fields()) {
            String name = field.name();
            merged.put(name, changed.containsKey(name) ? changed.get(name) : old.get(name));
        }
        return merged;
    }

    /** Values to check: what is to be stored, and what was sent though the layer has no such field. */
    static Map<String, @Nullable Object> withUnknown(Feature feature, Edit edit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(edit.values());
        values.putAll(feature.properties());
        return values;
    }

    /** The same feature with its key. */
    static Feature withKey(Feature feature, long key) {
        return new Feature(
                feature.ref(),
                key,
                feature.version(),
                feature.geometry(),
                feature.properties(),
                feature.validFrom(),
                feature.recordedAt(),
                feature.recordedBy());
    }

    /** Since when a version is so: never in the future, and never before what it follows; for that there are corrections. */
    static Instant validFrom(Edit edit, @Nullable Feature before, Instant now) {
        Instant earliest = before == null ? Instant.MIN : before.validFrom();
        if (edit.validFrom() == null) {
            return now;
        }
        Instant since = Journal.toStoredPrecision(edit.validFrom());
        if (since.isAfter(now) || since.isBefore(earliest)) {
            String allowed = since.isAfter(now)
                    ? "allowed is a time that has come"
                    : "allowed is a time not before %s, since when what is there is so".formatted(earliest);
            throw new Problem(ProblemType.INVALID_FEATURE, "valid_from \"%s\": %s".formatted(since, allowed))
                    .with(
                            "fields",
                            List.of(Map.of("field", "valid_from", "value", since.toString(), "problem", allowed)));
        }
        return since;
    }
}
