package org.tuban.dossier;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;
import org.tuban.geo.GeometrySerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A feature as GeoJSON (RFC 7946), with {@code version} and {@code valid_from} beside its fields.
 *
 * @param type always {@code Feature}
 * @param id its id in its layer
 * @param geometry EPSG:4490, or null
 * @param properties values by field name, in the order of the layer
 */
record ShownFeature(
        String type,
        String id,

        @JsonSerialize(using = GeometrySerializer.class) @Nullable
        Geometry geometry,

        Map<String, @Nullable Object> properties) {

    static ShownFeature of(Feature feature) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        feature.properties().forEach((name, value) -> properties.put(name, Json.value(value)));
        properties.put("version", feature.version());
        properties.put("valid_from", feature.validFrom());
        return new ShownFeature("Feature", feature.ref().id(), feature.geometry(), properties);
    }
}
