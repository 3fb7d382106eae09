package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.tuban.http.Problem;
import tools.jackson.databind.JsonNode;

/**
 * Reads shapes and boxes in the JSON encoding.
 *
 * <p>They look like GeoJSON and are none: their ordinates are in whatever reference system goes with the filter, they
 * may have heights, and they may be collections. So nothing is said of ranges here, and rings stay as they are.
 */
final class GeoJsonShapes {

    private static final Set<String> MEMBERS = Set.of("type", "coordinates", "geometries", "bbox");
    private static final String TYPES =
            "Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon or GeometryCollection";
    private static final int WITH_HEIGHTS = 6;

    private final SyntaxBuilder builder;
    private final ShapeBuilder shapes = new ShapeBuilder();

    GeoJsonShapes(SyntaxBuilder builder) {
        this.builder = builder;
    }

    Geometry read(JsonNode node, String at) {
        return typeOf(node, at).equals(Geometry.TYPENAME_GEOMETRYCOLLECTION) ? collection(node, at) : simple(node, at);
    }

    private static String typeOf(JsonNode node, String at) {
        JsonNode type = node.path("type");
        if (!type.isString()) {
            throw refuse(at + "/type", type, TYPES);
        }
        for (String name : node.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw FilterProblem.at(
                        JsonReader.place(at), "the member '%s'".formatted(name), "only type, coordinates and bbox");
            }
        }
        return type.stringValue();
    }

    private Geometry collection(JsonNode node, String at) {
        JsonNode geometries = node.path("geometries");
        return shapes.collection(each(geometries, at + "/geometries", this::simple));
    }

    private Geometry simple(JsonNode node, String at) {
        String type = typeOf(node, at);
        JsonNode positions = node.path("coordinates");
        String there = at + "/coordinates";
        String place = JsonReader.place(there);
        return switch (type) {
            case "Point" -> shapes.point(position(positions, there));
            case "LineString" -> shapes.line(each(positions, there, this::position), place);
            case "Polygon" -> shapes.polygon(rings(positions, there), place);
            case "MultiPoint" -> shapes.multiPoint(each(positions, there, this::position));
            case "MultiLineString" -> shapes.multiLine(rings(positions, there), place);
            case "MultiPolygon" -> shapes.multiPolygon(each(positions, there, this::rings), place);
            default -> throw refuse(at + "/type", node.path("type"), TYPES + "; a collection holds no other");
        };
    }

    private List<List<Coordinate>> rings(JsonNode node, String at) {
        return each(node, at, (ring, there) -> each(ring, there, this::position));
    }

    /** Reads what stands at a place of the document. */
    private interface Part<T> {
        T read(JsonNode node, String at);
    }

    private static <T> List<T> each(JsonNode node, String at, Part<T> part) {
        if (!node.isArray() || node.isEmpty()) {
            throw refuse(at, node, "an array that is not empty");
        }
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            parts.add(part.read(node.get(i), at + "/" + i));
        }
        return parts;
    }

    private Coordinate position(JsonNode node, String at) {
        builder.countVertex(JsonReader.place(at));
        if (!node.isArray() || node.size() < 2 || node.size() > 3) {
            throw refuse(at, node, "two numbers, or three with a height");
        }
        double height = node.size() == 3 ? number(node.get(2), at + "/2") : Double.NaN;
        return new Coordinate(number(node.get(0), at + "/0"), number(node.get(1), at + "/1"), height);
    }

    /** The numbers of a box. */
    List<Double> bounds(JsonNode node, String at) {
        if (node.size() > WITH_HEIGHTS) {
            throw refuse(at, node, "4 numbers, or 6 with heights");
        }
        return each(node, at, GeoJsonShapes::number);
    }

    private static double number(JsonNode node, String at) {
        if (!node.isNumber()) {
            throw refuse(at, node, "a number");
        }
        double value = node.isIntegralNumber() && node.canConvertToLong()
                ? node.longValue()
                : node.isIntegralNumber() ? Double.parseDouble(node.asString()) : node.doubleValue(Double.NaN);
        return SyntaxBuilder.finite(value, JsonReader.shown(node), JsonReader.place(at)) + 0.0;
    }

    private static Problem refuse(String at, JsonNode found, String allowed) {
        return FilterProblem.at(JsonReader.place(at), JsonReader.shown(found), allowed);
    }
}
