package org.tuban.cql2;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Makes shapes of positions for whichever reader, and refuses what is none. */
final class ShapeBuilder {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int LINE_MINIMUM = 2;
    private static final int RING_MINIMUM = 4;

    Point point(Coordinate position) {
        return GEOMETRIES.createPoint(position);
    }

    LineString line(List<Coordinate> positions, String place) {
        if (positions.size() < LINE_MINIMUM) {
            throw FilterProblem.at(place, "a line of one position", "two positions or more");
        }
        return GEOMETRIES.createLineString(positions.toArray(new Coordinate[0]));
    }

    Polygon polygon(List<List<Coordinate>> rings, String place) {
        LinearRing[] made = rings.stream().map(ring -> ring(ring, place)).toArray(LinearRing[]::new);
        LinearRing[] holes = new LinearRing[made.length - 1];
        System.arraycopy(made, 1, holes, 0, holes.length);
        return GEOMETRIES.createPolygon(made[0], holes);
    }

    private static LinearRing ring(List<Coordinate> positions, String place) {
        int last = positions.size() - 1;
        if (positions.size() < RING_MINIMUM) {
            throw FilterProblem.at(
                    place, "a ring of %d positions".formatted(positions.size()), "four or more, the last as the first");
        }
        if (!positions.get(0).equals2D(positions.get(last))) {
            throw FilterProblem.at(place, "an open ring", "rings whose last position is their first");
        }
        return GEOMETRIES.createLinearRing(positions.toArray(new Coordinate[0]));
    }

    Geometry multiPoint(List<Coordinate> positions) {
        return GEOMETRIES.createMultiPointFromCoords(positions.toArray(new Coordinate[0]));
    }

    Geometry multiLine(List<List<Coordinate>> lines, String place) {
        return GEOMETRIES.createMultiLineString(
                lines.stream().map(line -> line(line, place)).toArray(LineString[]::new));
    }

    Geometry multiPolygon(List<List<List<Coordinate>>> polygons, String place) {
        return GEOMETRIES.createMultiPolygon(
                polygons.stream().map(polygon -> polygon(polygon, place)).toArray(Polygon[]::new));
    }

    Geometry collection(List<Geometry> parts) {
        return GEOMETRIES.createGeometryCollection(parts.toArray(new Geometry[0]));
    }
}
