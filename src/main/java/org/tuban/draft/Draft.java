package org.tuban.draft;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;

/**
 * What somebody wants to make of a feature.
 *
 * @param ref the feature, which need not be there yet
 * @param version 1 for the first, one more each time it is saved
 * @param baseVersion version of the feature that it goes out from; 0 for a feature that is not there yet
 * @param author account that began it
 * @param content what was sent of values and shape
 * @param note reason in words, or null
 * @param createdAt when it was begun
 * @param changedAt when it was saved last
 * @param changedBy account that did
 */
record Draft(
        FeatureRef ref,
        long version,
        long baseVersion,
        String author,
        DraftContent content,
        @Nullable String note,
        Instant createdAt,
        Instant changedAt,
        String changedBy) {

    /**
     * The feature that it would make, to be looked at: nothing in it is checked.
     *
     * @param base what it goes out from; null for a feature that is not there yet
     * @param geometry EPSG:4490, or null
     */
    Feature over(@Nullable Feature base, @Nullable Geometry geometry) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(base == null ? Map.of() : base.properties());
        values.putAll(content.values());
        return new Feature(ref, 1, baseVersion + 1, geometry, values, changedAt, changedAt, changedBy);
    }
}
