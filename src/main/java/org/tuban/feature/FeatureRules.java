package org.tuban.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.springframework.stereotype.Component;
import org.tuban.geo.GeometryValidity;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Field;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** What a feature must be like before it is written: its layer's fields, known sources, a valid shape on the earth. */
@Component
final class FeatureRules {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);
    private static final int MAX_VERTICES = 200_000;
    private static final String SHAPELESS = "none";
    /** Name of the shape in refusals, and of a shape that could not be read among the values of an edit. */
    private static final String GEOMETRY = "geometry";

    private final Layers layers;

    FeatureRules(Layers layers) {
        this.layers = layers;
    }

    /** Refuses an id that could not stand in an address. */
    void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.invalidParameter("id", id, ID.pattern());
        }
    }

    /** Refuses values or a shape that the layer does not allow, with all faults at once. */
    void check(Layer layer, Map<String, @Nullable Object> values, @Nullable Geometry geometry) {
        checkChanged(layer, values, geometry, true);
    }

    /** The same for a feature whose shape may have stayed as it is: then it was checked when it came. */
    void checkChanged(
            Layer layer, Map<String, @Nullable Object> values, @Nullable Geometry geometry, boolean shapeChanged) {
        List<Map<String, @Nullable Object>> faults = new ArrayList<>();
        for (Field field : layer.fields()) {
            Object value = values.get(field.name());
            add(faults, field.name(), value, FieldValue.fault(field, value, layers));
        }
        // With as many values as fields, each field has its own: that is seen without a look at the names.
        if (values.size() != layer.fields().size()) {
            values.forEach((name, value) -> {
                if (layer.field(name).isEmpty()) {
                    boolean refused = value instanceof FieldValue.Refused;
                    add(
                            faults,
                            name,
                            value,
                            refused ? ((FieldValue.Refused) value).fault() : "the layer has no such field");
                }
            });
        }
        Object source = values.get("source");
        if (source != null && !layers.sources().containsKey(source.toString())) {
            add(faults, "source", source, "there is no such source");
        }
        boolean shapeless = SHAPELESS.equals(values.get("geometry_accuracy"));
        boolean unread = values.get(GEOMETRY) instanceof FieldValue.Refused;
        if (shapeless != (geometry == null) && !unread) {
            add(
                    faults,
                    "geometry_accuracy",
                    values.get("geometry_accuracy"),
                    "none belongs to no shape, and only there");
        }
        if (geometry != null && shapeChanged) {
            add(faults, GEOMETRY, null, shapeFault(layer.geometry(), geometry));
        }
        if (!faults.isEmpty()) {
            throw new Problem(ProblemType.INVALID_FEATURE, sentence(layer, faults)).with("fields", faults);
        }
    }

    private static @Nullable String shapeFault(GeometryType type, Geometry geometry) {
        if (geometry.isEmpty()) {
            return "an empty shape is not allowed; leave it out";
        }
        if (!type.binding().isInstance(geometry)) {
            return "allowed is %s; it is %s".formatted(type.id(), geometry.getGeometryType());
        }
        if (geometry.getClass() == GeometryCollection.class) {
            return "a collection of shapes of several kinds is not allowed";
        }
        if (geometry.getNumPoints() > MAX_VERTICES) {
            return "allowed are at most %d vertices; it has %d".formatted(MAX_VERTICES, geometry.getNumPoints());
        }
        if (!EARTH.contains(geometry.getEnvelopeInternal())) {
            return "allowed are longitudes -180 to 180 and latitudes -90 to 90; it reaches "
                    + geometry.getEnvelopeInternal();
        }
        return GeometryValidity.findDefect(geometry)
                .map(defect -> "%s at %s".formatted(defect.reason(), defect.place()))
                .orElse(null);
    }

    private static void add(
            List<Map<String, @Nullable Object>> faults, String field, @Nullable Object value, @Nullable String fault) {
        if (fault != null) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("field", field);
            entry.put("value", FieldValue.toJson(value));
            entry.put("problem", fault);
            faults.add(entry);
        }
    }

    private static String sentence(Layer layer, List<Map<String, @Nullable Object>> faults) {
        Map<String, @Nullable Object> first = faults.get(0);
        String value = first.get("value") == null ? "" : " \"%s\"".formatted(first.get("value"));
        return "layer %s: %s%s: %s".formatted(layer.id(), first.get("field"), value, first.get("problem"))
                + (faults.size() > 1 ? " (and %d more)".formatted(faults.size() - 1) : "");
    }
}
