package org.tuban.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import tools.jackson.databind.JsonNode;

/** Reads one geometry; counts its positions and refuses the first thing that is wrong. */
final class GeoJsonReader {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory(new PrecisionModel(), Cgcs2000.SRID);
    private static final String TYPES = "Point, LineString, Polygon, MultiPoint, MultiLineString or MultiPolygon";
    /** Members that RFC 7946 (4 and 7.1) keeps out of a geometry; {@code crs} would change what numbers mean. */
    private static final List<String> FOREIGN = List.of("crs", "geometry", "properties", "features", "geometries");

    private static final int RING_MINIMUM = 4;
    private static final int LINE_MINIMUM = 2;
    private static final double MAX_LONGITUDE = 180;
    private static final double MAX_LATITUDE = 90;
    private static final double MAX_METRES = 1_000_000_000;

    private final int maxPositions;
    private final CoordinateSystem system;
    private int positions;

    /** A reader of one geometry in a coordinate system, ordinates in that system's order. */
    GeoJsonReader(int maxPositions, CoordinateSystem system) {
        this.maxPositions = maxPositions;
        this.system = system;
    }

    Geometry read(JsonNode node, String at) {
        if (!node.isObject()) {
            throw refusal(at, node, "an object with \"type\" and \"coordinates\"");
        }
        String type = readType(node, at);
        for (String name : FOREIGN) {
            if (node.has(name)) {
                throw refusal(
                        at + "/" + name, node.get(name), "no such member; coordinates are longitude and latitude");
            }
        }
        JsonNode coordinates = node.get("coordinates");
        String place = at + "/coordinates";
        if (coordinates == null) {
            throw new InvalidGeometryException(place, "nothing", "an array");
        }
        return switch (type) {
            case "Point" -> point(coordinates, place);
            case "LineString" -> line(coordinates, place);
            case "Polygon" -> polygon(coordinates, place);
            case "MultiPoint" ->
                GEOMETRIES.createMultiPoint(
                        each(coordinates, place, this::point).toArray(new Point[0]));
            case "MultiLineString" ->
                GEOMETRIES.createMultiLineString(
                        each(coordinates, place, this::line).toArray(new LineString[0]));
            case "MultiPolygon" ->
                GEOMETRIES.createMultiPolygon(
                        each(coordinates, place, this::polygon).toArray(new Polygon[0]));
            default -> throw refusal(at + "/type", node.get("type"), TYPES);
        };
    }

    private static String readType(JsonNode node, String at) {
        JsonNode type = node.get("type");
        if (type == null) {
            throw new InvalidGeometryException(at + "/type", "nothing", TYPES);
        }
        if (!type.isString()) {
            throw refusal(at + "/type", type, TYPES);
        }
        return type.stringValue();
    }

    /** Reads what stands at a place of the document. */
    private interface Part<T> {
        T read(JsonNode node, String at);
    }

    private <T> List<T> each(JsonNode node, String at, Part<T> part) {
        requireArray(node, at, 1, "an array with at least one part");
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            parts.add(part.read(node.get(i), at + "/" + i));
        }
        return parts;
    }

    private Point point(JsonNode node, String at) {
        return GEOMETRIES.createPoint(position(node, at));
    }

    private LineString line(JsonNode node, String at) {
        requireArray(node, at, LINE_MINIMUM, "at least two positions");
        return GEOMETRIES.createLineString(sequence(node, at));
    }

    private Polygon polygon(JsonNode node, String at) {
        requireArray(node, at, 1, "an array with at least one ring");
        LinearRing shell = ring(node.get(0), at + "/0", true);
        LinearRing[] holes = new LinearRing[node.size() - 1];
        for (int i = 1; i < node.size(); i++) {
            holes[i - 1] = ring(node.get(i), at + "/" + i, false);
        }
        return GEOMETRIES.createPolygon(shell, holes);
    }

    private LinearRing ring(JsonNode node, String at, boolean counterClockwise) {
        requireArray(node, at, RING_MINIMUM, "at least four positions, the last equal to the first");
        Coordinate[] coordinates = sequence(node, at);
        int last = coordinates.length - 1;
        if (!coordinates[0].equals2D(coordinates[last])) {
            throw refusal(at + "/" + last, node.get(last), "the same position as the first: a ring is closed");
        }
        LinearRing ring = GEOMETRIES.createLinearRing(coordinates);
        return Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise ? ring : ring.reverse();
    }

    private Coordinate[] sequence(JsonNode node, String at) {
        // Counted before anything is made of it, so that a huge array costs nothing more than it did to parse.
        if (positions + node.size() > maxPositions) {
            throw tooMany(at);
        }
        Coordinate[] coordinates = new Coordinate[node.size()];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = position(node.get(i), at + "/" + i);
        }
        return coordinates;
    }

    private Coordinate position(JsonNode node, String at) {
        if (++positions > maxPositions) {
            throw tooMany(at);
        }
        if (!node.isArray()) {
            throw refusal(at, node, "a position: an array of " + system.axes());
        }
        if (node.size() != 2) {
            throw new InvalidGeometryException(
                    at, node.size() + " numbers", "two numbers, %s; heights are not kept".formatted(system.axes()));
        }
        int east = system.isNorthFirst() ? 1 : 0;
        JsonNode first = node.get(east);
        JsonNode second = node.get(1 - east);
        if (system.isGeographic()) {
            double longitude = ordinate(first, at + "/" + east, MAX_LONGITUDE, "a longitude from -180 to 180");
            double latitude = ordinate(second, at + "/" + (1 - east), MAX_LATITUDE, "a latitude from -90 to 90");
            return stored(node, at, longitude, latitude);
        }
        String metres = "a number of at most 1,000,000,000";
        return stored(
                node,
                at,
                ordinate(first, at + "/" + east, MAX_METRES, metres),
                ordinate(second, at + "/" + (1 - east), MAX_METRES, metres));
    }

    private CoordinateXY stored(JsonNode node, String at, double east, double north) {
        double[] position = {east, north};
        try {
            system.toStored(position);
        } catch (InvalidGeometryException nowhere) {
            throw refusal(at, node, nowhere.allowed());
        }
        return new CoordinateXY(position[0], position[1]);
    }

    private static double ordinate(JsonNode node, String at, double limit, String allowed) {
        if (!node.isNumber() || (node.isIntegralNumber() && !node.canConvertToLong())) {
            throw refusal(at, node, allowed);
        }
        double value = node.isIntegralNumber() ? node.longValue() : node.doubleValue(Double.NaN);
        // Written so that NaN is refused too.
        if (!(Math.abs(value) <= limit)) {
            throw refusal(at, node, allowed);
        }
        return value + 0.0;
    }

    private static void requireArray(JsonNode node, String at, int minimum, String allowed) {
        if (!node.isArray()) {
            throw refusal(at, node, allowed);
        }
        if (node.size() < minimum) {
            throw new InvalidGeometryException(at, "%d of them".formatted(node.size()), allowed);
        }
    }

    private InvalidGeometryException tooMany(String at) {
        return new InvalidGeometryException(
                at,
                "more than %d positions".formatted(maxPositions),
                "at most %d positions in a geometry".formatted(maxPositions));
    }

    private static InvalidGeometryException refusal(String at, JsonNode found, String allowed) {
        return new InvalidGeometryException(at, shown(found), allowed);
    }

    /** What was found, short enough for an answer: containers by kind only, since their text may be megabytes. */
    private static String shown(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            boolean position =
                    node.size() == 2 && node.get(0).isNumber() && node.get(1).isNumber();
            return position ? shortened(node.toString()) : "an array";
        }
        return shortened(node.toString());
    }

    private static String shortened(String text) {
        int limit = 60;
        return text.length() <= limit ? text : text.substring(0, limit) + "…";
    }
}
