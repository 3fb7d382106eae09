package org.tuban.draft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.audit.CanonicalDigest;
import org.tuban.feature.Edit;
import org.tuban.feature.FieldValue;
import org.tuban.feature.Operation;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values and shape as they were sent, right or not: a draft may be half-finished.
 *
 * @param values by field name, as JSON gave them
 * @param geometry GeoJSON in EPSG:4490; a JSON null takes the shape away; null leaves it as it is
 */
record DraftContent(
        Map<String, @Nullable Object> values, @Nullable JsonNode geometry) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VALUES = "values";
    private static final String GEOMETRY = "geometry";

    /** Copies the values. */
    DraftContent {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads what {@link #text} wrote. */
    static DraftContent parse(String text) {
        JsonNode node = JSON.readTree(text);
        return new DraftContent(
                JSON.convertValue(node.get(VALUES), new TypeReference<Map<String, @Nullable Object>>() {}),
                node.get(GEOMETRY));
    }

    /** As it is kept. */
    String text() {
        ObjectNode node = JSON.createObjectNode();
        node.set(VALUES, JSON.valueToTree(values));
        if (geometry != null) {
            node.set(GEOMETRY, geometry);
        }
        return JSON.writeValueAsString(node);
    }

    /** SHA-256 of what is kept, for the audit. */
    String digest() {
        return new CanonicalDigest().add(text()).hex();
    }

    /** The edit that it amounts to; what cannot be read stands in it as refused, to be named with all other faults. */
    Edit edit(Layer layer, Operation operation, @Nullable String note) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        values.forEach((name, raw) -> read.put(
                name,
                layer.field(name)
                        .<@Nullable Object>map((Field field) -> FieldValue.read(field, raw))
                        .orElse(raw)));
        Edit.Shape shape = null;
        if (geometry != null) {
            try {
                shape = new Edit.Shape(
                        geometry.isNull() ? null : GeoJson.read(geometry, "/geometry", GeoJson.MAX_POSITIONS));
            } catch (InvalidGeometryException unreadable) {
                read.put(GEOMETRY, new FieldValue.Refused(null, String.valueOf(unreadable.getMessage())));
            }
        }
        return new Edit(operation, read, shape, null, note, Map.of());
    }
}
