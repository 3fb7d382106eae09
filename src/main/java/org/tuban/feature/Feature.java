package org.tuban.feature;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;

/**
 * One version of a feature as it is stored.
 *
 * @param ref its layer and id
 * @param key stable number of the feature in its layer, 1 or more, at most 2^53; orders pages
 * @param version 1 for the first, one more at each write
 * @param geometry EPSG:4490, x = longitude, y = latitude; null if nothing defensible is known; do not modify
 * @param properties values by field name in the order of the layer; a field without a value is there with null
 * @param validFrom since when this was so
 * @param recordedAt when it was written down
 * @param recordedBy name of the account that wrote it
 */
public record Feature(
        FeatureRef ref,
        long key,
        long version,
        @Nullable Geometry geometry,
        Map<String, @Nullable Object> properties,
        Instant validFrom,
        Instant recordedAt,
        String recordedBy) {

    private static final String ENGLISH_NAME = "name_en";

    /** Copies the properties. */
    public Feature {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The value of a field as text, or null. */
    public @Nullable String text(String field) {
        Object value = properties.get(field);
        return value == null ? null : value.toString();
    }

    /**
     * What people call it; its id if it has no name.
     *
     * @param layer its layer as the reader sees it: a name in a field that is not there is not told
     */
    public Label label(Layer layer) {
        String name = text(layer, layer.nameField());
        String shown = name == null || name.isBlank() ? ref.id() : name;
        String english = text(layer, ENGLISH_NAME);
        return new Label(shown, english == null ? shown : english);
    }

    private @Nullable String text(Layer layer, String field) {
        return layer.field(field).isPresent() ? text(field) : null;
    }
}
