package org.tuban.cql2;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON encoding. */
final class JsonWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonWriter() {}

    static JsonNode write(Syntax syntax) {
        if (syntax instanceof Syntax.Operation operation) {
            return NODES.objectNode().put("op", operation.op()).set("args", all(operation.args()));
        }
        if (syntax instanceof Syntax.Property property) {
            return NODES.objectNode().put("property", property.name());
        }
        if (syntax instanceof Syntax.Text text) {
            return NODES.stringNode(text.value());
        }
        if (syntax instanceof Syntax.Numeral numeral) {
            return number(numeral.value());
        }
        if (syntax instanceof Syntax.Truth truth) {
            return NODES.booleanNode(truth.value());
        }
        if (syntax instanceof Syntax.Shape shape) {
            return shape(shape.geometry());
        }
        if (syntax instanceof Syntax.Box box) {
            ArrayNode bounds = NODES.arrayNode();
            box.bounds().forEach(bound -> bounds.add(number(bound)));
            return NODES.objectNode().set("bbox", bounds);
        }
        return syntax instanceof Syntax.Array array ? all(array.items()) : time(syntax);
    }

    private static ArrayNode all(List<Syntax> parts) {
        ArrayNode array = NODES.arrayNode();
        parts.forEach(part -> array.add(write(part)));
        return array;
    }

    private static JsonNode time(Syntax syntax) {
        if (syntax instanceof Syntax.Interval interval) {
            ArrayNode bounds = NODES.arrayNode().add(bound(interval.start())).add(bound(interval.end()));
            return NODES.objectNode().set("interval", bounds);
        }
        String member = syntax instanceof Syntax.Day ? "date" : "timestamp";
        return NODES.objectNode().put(member, TextWriter.written(syntax));
    }

    private static JsonNode bound(Syntax bound) {
        return bound instanceof Syntax.Property || bound instanceof Syntax.Operation
                ? write(bound)
                : NODES.stringNode(TextWriter.written(bound));
    }

    private static JsonNode number(Number value) {
        Number canonical = Numbers.canonical(value);
        return canonical instanceof Long whole ? NODES.numberNode(whole) : NODES.numberNode(canonical.doubleValue());
    }

    private static ObjectNode shape(Geometry geometry) {
        ObjectNode shape = NODES.objectNode().put("type", geometry.getGeometryType());
        if (geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
            ArrayNode parts = shape.putArray("geometries");
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                parts.add(shape(geometry.getGeometryN(i)));
            }
            return shape;
        }
        shape.set("coordinates", coordinates(geometry));
        return shape;
    }

    private static ArrayNode coordinates(Geometry geometry) {
        if (geometry instanceof Point point) {
            return position(point.getCoordinate());
        }
        ArrayNode array = NODES.arrayNode();
        if (geometry instanceof LineString line) {
            for (Coordinate position : line.getCoordinates()) {
                array.add(position(position));
            }
        } else if (geometry instanceof Polygon polygon) {
            array.add(coordinates(polygon.getExteriorRing()));
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                array.add(coordinates(polygon.getInteriorRingN(i)));
            }
        } else if (geometry instanceof GeometryCollection many) {
            for (int i = 0; i < many.getNumGeometries(); i++) {
                array.add(coordinates(many.getGeometryN(i)));
            }
        }
        return array;
    }

    private static ArrayNode position(Coordinate position) {
        ArrayNode array = NODES.arrayNode().add(number(position.x)).add(number(position.y));
        return Double.isNaN(position.getZ()) ? array : array.add(number(position.getZ()));
    }
}
