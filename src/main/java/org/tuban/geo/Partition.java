package org.tuban.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.operation.valid.IsSimpleOp;
import org.tuban.geo.PartitionException.Reason;

/**
 * Divides a polygon by a line.
 *
 * <p>Method: the polygon's rings and the line are noded together and polygonized, so parts share their vertices exactly
 * and every old vertex stays as it was. Where the line meets a ring between two vertices, a vertex is added to nine
 * decimals of a degree, a tenth of a millimetre. A neighbour's ring does not get it: the two still lie within that of
 * each other, and an operation on one parcel does not write versions of others.
 *
 * <p>Sides are straight in degrees, and areas are measured between geodesics: a vertex more on a side of a kilometre that
 * runs east changes the area beside it by up to 5 m² at 28° N, on one of 100 m by less than a hundredth. So the areas of
 * parts are compared as ground, not as sums.
 */
public final class Partition {

    /** Vertices of a line that divides. */
    public static final int MOST_LINE_VERTICES = 1_000;

    /** Parts that a polygon is divided into, and shapes that are put together, at once. */
    public static final int MOST_PARTS = 50;

    /** The least area that is taken for ground, square metres; to this, areas balance. */
    public static final double LEAST_SQUARE_METRES = 1;

    /** The least width that is taken for ground: 2 × area ÷ perimeter, metres. */
    public static final double LEAST_WIDTH_METRES = 0.1;

    private static final double GRID = 1e9;

    /** About a centimetre, in degrees. */
    private static final double REACH = 1e-7;

    private Partition() {}

    /**
     * The parts, from west to east, in which a line divides a polygon.
     *
     * @param shape valid, EPSG:4490 with x = longitude
     * @param line likewise; its ends lie outside or on a ring
     * @throws PartitionException if it does not divide it into parts that are worth it
     */
    public static List<Polygon> byLine(Geometry shape, LineString line) {
        Polygon whole = polygon(shape);
        refuse(line);
        Crossings.refuseTooMany(List.of(whole, line));
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(whole);
        LineString across = reaching(line, whole, inside);
        Geometry noded = OverlayNGRobust.overlay(whole.getBoundary(), across, OverlayNG.UNION);
        toGrid(noded, whole);
        Polygonizer polygonizer = new Polygonizer();
        for (int i = 0; i < noded.getNumGeometries(); i++) {
            if (noded.getGeometryN(i).getLength() > 0) {
                polygonizer.add(noded.getGeometryN(i));
            }
        }
        List<Polygon> parts = new ArrayList<>();
        for (Object face : polygonizer.getPolygons()) {
            Polygon part = (Polygon) face;
            if (inside.locate(part.getInteriorPoint().getCoordinate()) == Location.INTERIOR) {
                parts.add(part);
            }
        }
        if (parts.size() < 2) {
            throw misses(whole, line);
        }
        if (parts.size() > MOST_PARTS) {
            throw new PartitionException(
                    Reason.TOO_COMPLEX,
                    "the line makes %d parts; allowed are %d".formatted(parts.size(), MOST_PARTS),
                    null);
        }
        parts.sort(
                Comparator.comparingDouble((Polygon part) -> part.getCentroid().getX())
                        .thenComparingDouble(part -> part.getCentroid().getY()));
        for (int i = 0; i < parts.size(); i++) {
            refuseSliver(parts.get(i), i);
            parts.set(i, (Polygon) Coverage.oriented(parts.get(i)));
        }
        Coverage.requireSameGround(List.of(whole), parts);
        return parts;
    }

    private static Polygon polygon(Geometry shape) {
        if (shape instanceof Polygon polygon) {
            return polygon;
        }
        if (shape.getNumGeometries() == 1 && shape.getGeometryN(0) instanceof Polygon only) {
            return only;
        }
        throw new PartitionException(
                Reason.NO_POLYGON,
                "the shape has %d parts, and a line divides one polygon; say the new shapes instead"
                        .formatted(shape.getNumGeometries()),
                null);
    }

    private static void refuse(LineString line) {
        if (line.getNumPoints() > MOST_LINE_VERTICES) {
            throw new PartitionException(
                    Reason.TOO_COMPLEX,
                    "the line has %d vertices; allowed are %d".formatted(line.getNumPoints(), MOST_LINE_VERTICES),
                    null);
        }
        if (line.getLength() == 0) {
            throw new PartitionException(Reason.LINE_MISSES, "the line has no length", line.getCoordinate());
        }
        IsSimpleOp simple = new IsSimpleOp(line);
        if (!simple.isSimple()) {
            throw new PartitionException(
                    Reason.LINE_CROSSES_ITSELF, "the line crosses itself", simple.getNonSimpleLocation());
        }
    }

    /** Vertices that are new go to the grid; those of the polygon stay as they are. */
    private static void toGrid(Geometry noded, Polygon whole) {
        Set<Coordinate> old = new HashSet<>(List.of(whole.getCoordinates()));
        noded.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence positions, int at) {
                if (!old.contains(positions.getCoordinate(at))) {
                    positions.setOrdinate(at, 0, Math.rint(positions.getX(at) * GRID) / GRID);
                    positions.setOrdinate(at, 1, Math.rint(positions.getY(at) * GRID) / GRID);
                }
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
    }

    /** The line, whose ends go a little further if they stop just before a ring: no client can hit it exactly. */
    private static LineString reaching(LineString line, Polygon whole, IndexedPointInAreaLocator inside) {
        Coordinate[] vertices = line.copy().getCoordinates();
        int last = vertices.length - 1;
        vertices[0] = reaching(vertices[0], vertices[1], whole, inside);
        vertices[last] = reaching(vertices[last], vertices[last - 1], whole, inside);
        return line.getFactory().createLineString(vertices);
    }

    private static Coordinate reaching(
            Coordinate end, Coordinate before, Polygon whole, IndexedPointInAreaLocator inside) {
        if (inside.locate(end) != Location.INTERIOR) {
            return end;
        }
        Geometry point = whole.getFactory().createPoint(end);
        if (end.equals2D(before) || !whole.getBoundary().isWithinDistance(point, REACH)) {
            throw new PartitionException(
                    Reason.LINE_ENDS_INSIDE, "the line ends inside the shape; draw it across", end);
        }
        double stretch = 2 * REACH / end.distance(before);
        return new Coordinate(end.x + (end.x - before.x) * stretch, end.y + (end.y - before.y) * stretch);
    }

    private static PartitionException misses(Polygon whole, LineString line) {
        DistanceOp nearest = new DistanceOp(whole, line);
        Coordinate there = nearest.nearestPoints()[1];
        double metres = EllipsoidLength.metresBetween(nearest.nearestPoints()[0], there);
        String message = metres > 0
                ? String.format(Locale.ROOT, "the line misses the shape by %.2f m", metres)
                : "the line meets the shape but does not divide it";
        return new PartitionException(Reason.LINE_MISSES, message, there);
    }

    /**
     * Refuses a part that is too small or too narrow to be ground.
     *
     * @param number its place among the parts, from 0
     */
    static void refuseSliver(Geometry part, int number) {
        double area = EllipsoidArea.squareMetresOfStraightSides(part);
        double width = 2 * area / EllipsoidLength.metresAlong(part);
        if (area < LEAST_SQUARE_METRES || width < LEAST_WIDTH_METRES) {
            throw new PartitionException(
                    Reason.SLIVER,
                    String.format(
                            Locale.ROOT,
                            "part %d is a sliver: the least is %.0f m² and %.1f m of width",
                            number + 1,
                            LEAST_SQUARE_METRES,
                            LEAST_WIDTH_METRES),
                    part.getInteriorPoint().getCoordinate(),
                    area);
        }
    }
}
