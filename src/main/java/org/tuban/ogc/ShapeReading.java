package org.tuban.ogc;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Edit;
import org.tuban.feature.FieldValue;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.GeoJson;
import org.tuban.geo.GeometryDefect;
import org.tuban.geo.GeometryRepair;
import org.tuban.geo.GeometryValidity;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.layer.Layer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** Reads the shapes that a client sends in a coordinate system, and repairs them for those who ask for it. */
final class ShapeReading {

    /** Half of what answers round to, in degrees: nearer than this a shape is the one that the client was given. */
    private static final double SAME = 1e-9;

    private static final String PLACE = "/geometry";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Layer layer;
    private final CoordinateSystem crs;
    private final boolean lenient;

    ShapeReading(Layer layer, CoordinateSystem crs, boolean lenient) {
        this.layer = layer;
        this.crs = crs;
        this.lenient = lenient;
    }

    /**
     * What was read.
     *
     * @param shape the shape as it is stored; null if it stays as it is, or cannot be read
     * @param fault why it cannot be read, or null
     * @param changes what was repaired
     */
    record Result(Edit.@Nullable Shape shape, FieldValue.@Nullable Refused fault, List<SentFeature.Change> changes) {}

    /** Reads a GeoJSON geometry; {@code current} is the shape that it replaces. */
    Result read(JsonNode node, @Nullable Geometry current) {
        if (node.isNull()) {
            return new Result(new Edit.Shape(null), null, List.of());
        }
        try {
            Geometry sent = GeoJson.read(node, PLACE, GeoJson.MAX_POSITIONS, crs);
            if (current != null && sent.equalsExact(current, SAME)) {
                return new Result(null, null, List.of());
            }
            return lenient ? repaired(sent) : new Result(new Edit.Shape(sent), null, List.of());
        } catch (InvalidGeometryException refused) {
            return new Result(
                    null, new FieldValue.Refused(refused.found(), String.valueOf(refused.getMessage())), List.of());
        }
    }

    private Result repaired(Geometry sent) {
        Optional<GeometryDefect> defect = GeometryValidity.findDefect(sent);
        boolean fits = layer.geometry().binding().isInstance(sent);
        if (defect.isEmpty() && fits) {
            return new Result(new Edit.Shape(sent), null, List.of());
        }
        String reason = defect.map(found -> "%s at %s".formatted(found.reason(), found.place()))
                .orElse("the layer takes %s".formatted(layer.geometry().id()));
        return GeometryRepair.repair(sent, layer.geometry().binding())
                .map(mended -> new Result(
                        new Edit.Shape(mended), null, List.of(new SentFeature.Change(PLACE, "repaired: " + reason))))
                // What cannot be repaired is left to the rules, which name the place.
                .orElseGet(() -> new Result(new Edit.Shape(sent), null, List.of()));
    }

    /** A stored shape as a client of this coordinate system reads it. */
    JsonNode write(@Nullable Geometry stored) {
        if (stored == null) {
            return NullNode.getInstance();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            GeoJson.write(json, stored, crs);
        }
        return MAPPER.readTree(text.toString());
    }
}
