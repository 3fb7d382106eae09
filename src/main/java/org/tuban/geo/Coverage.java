package org.tuban.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlay.snap.GeometrySnapper;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.tuban.geo.PartitionException.Reason;

/**
 * Shapes that lie side by side: puts them together, and says whether others cover the same ground.
 *
 * <p>Ground is the same if what is missing, what is added and what is covered twice come to less than
 * {@link Partition#LEAST_SQUARE_METRES} in all; so nothing is moved, which equal sums of areas alone would not show.
 */
public final class Coverage {

    /** Vertices of all shapes that a client gives for one operation. */
    public static final int MOST_GIVEN_VERTICES = 10_000;

    /** About a centimetre: given vertices that are nearer to others are meant to be those. */
    private static final double SNAP_DEGREES = 1e-7;

    private Coverage() {}

    /**
     * One shape of several that touch along lines.
     *
     * <p>Vertices where they met stay on the common ring: a neighbour may have them too. Gaps between them that are smaller
     * than the least area are closed.
     *
     * @param shapes valid polygons or multipolygons, EPSG:4490 with x = longitude
     * @return a Polygon, or a MultiPolygon if one of them is
     * @throws PartitionException not-touching, with the way between them; overlap
     */
    public static Geometry merge(List<? extends Geometry> shapes) {
        shapes.forEach(Coverage::requirePolygonal);
        refuseTooMany(shapes);
        requireTouching(shapes, overlaps(shapes));
        Geometry whole = withoutPinholes(OverlayNGRobust.union(new ArrayList<>(shapes)));
        requireSameGround(shapes, List.of(whole));
        return oriented(whole);
    }

    /**
     * Given shapes with the vertices of those that they follow or border on.
     *
     * <p>A vertex about a centimetre or less from one of theirs becomes that one, and such a vertex near an edge is put into
     * it: neighbours then share their vertices exactly.
     *
     * @param before shapes that are there
     * @param given valid polygons or multipolygons to follow them
     * @return the given ones in their order
     * @throws PartitionException no-polygon, sliver, too-complex
     */
    public static List<Geometry> aligned(List<? extends Geometry> before, List<? extends Geometry> given) {
        given.forEach(Coverage::requirePolygonal);
        int vertices = Integer.sum(vertices(before), vertices(given));
        if (given.size() > Partition.MOST_PARTS || vertices > MOST_GIVEN_VERTICES) {
            throw new PartitionException(
                    Reason.TOO_COMPLEX,
                    "%d shapes with %d vertices, old ones included; allowed are %d with %d"
                            .formatted(given.size(), vertices, Partition.MOST_PARTS, MOST_GIVEN_VERTICES),
                    null);
        }
        GeometryFactory factory = given.get(0).getFactory();
        Geometry old = factory.buildGeometry(new ArrayList<>(before));
        List<Geometry> aligned = new ArrayList<>();
        given.forEach(shape -> aligned.add(new GeometrySnapper(shape).snapTo(old, SNAP_DEGREES)));
        for (int i = 0; i < aligned.size(); i++) {
            List<Geometry> others = new ArrayList<>(aligned);
            Geometry shape = others.remove(i);
            Geometry beside = factory.buildGeometry(others);
            shape = new GeometrySnapper(shape).snapTo(beside, SNAP_DEGREES);
            requireValid(shape, i);
            Partition.refuseSliver(shape, i);
            aligned.set(i, oriented(shape));
        }
        return aligned;
    }

    /**
     * Refuses shapes that do not cover the ground of others, once.
     *
     * @throws PartitionException overlap or difference, with the square metres and a place
     */
    public static void requireSameGround(List<? extends Geometry> before, List<? extends Geometry> after) {
        List<Geometry> all = new ArrayList<>(before);
        all.addAll(after);
        Crossings.refuseTooMany(all);
        List<Overlap> overlaps = overlaps(after);
        double twice = overlaps.stream().mapToDouble(Overlap::squareMetres).sum();
        if (twice >= Partition.LEAST_SQUARE_METRES) {
            throw refusal(overlaps);
        }
        ShapeDifference difference = ShapeDifference.of(union(before), union(after));
        double missing = squareMetres(difference.removed());
        double added = squareMetres(difference.added());
        if (missing + added + twice >= Partition.LEAST_SQUARE_METRES) {
            Geometry larger = missing >= added ? difference.removed() : difference.added();
            throw new PartitionException(
                    Reason.DIFFERENCE,
                    String.format(
                            Locale.ROOT,
                            "the shapes do not cover the same ground: %.2f m² are missing, %.2f m² are added",
                            missing,
                            added),
                    largest(larger),
                    missing + added);
        }
    }

    /** What two of several shapes have in common; of no area if they share a line. */
    private record Overlap(int one, int other, Geometry common, double squareMetres) {}

    private static List<Overlap> overlaps(List<? extends Geometry> shapes) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            for (int j = i + 1; j < shapes.size(); j++) {
                if (shapes.get(i).getEnvelopeInternal().intersects(shapes.get(j).getEnvelopeInternal())) {
                    Geometry common = OverlayNGRobust.overlay(shapes.get(i), shapes.get(j), OverlayNG.INTERSECTION);
                    if (common.getDimension() >= 1 && !common.isEmpty()) {
                        overlaps.add(new Overlap(i, j, common, EllipsoidArea.squareMetresOfStraightSides(common)));
                    }
                }
            }
        }
        return overlaps;
    }

    private static PartitionException refusal(List<Overlap> overlaps) {
        Overlap most = overlaps.stream()
                .max(Comparator.comparingDouble(Overlap::squareMetres))
                .orElseThrow();
        return new PartitionException(
                Reason.OVERLAP,
                String.format(
                        Locale.ROOT,
                        "shapes %d and %d overlap by %.2f m²",
                        most.one() + 1,
                        most.other() + 1,
                        most.squareMetres()),
                largest(most.common()),
                most.squareMetres());
    }

    private static void requireTouching(List<? extends Geometry> shapes, List<Overlap> overlaps) {
        if (overlaps.stream().mapToDouble(Overlap::squareMetres).sum() >= Partition.LEAST_SQUARE_METRES) {
            throw refusal(overlaps);
        }
        int[] group = IntStream.range(0, shapes.size()).toArray();
        for (Overlap touching : overlaps) {
            int from = group[touching.other()];
            int to = group[touching.one()];
            for (int i = 0; i < group.length; i++) {
                group[i] = group[i] == from ? to : group[i];
            }
        }
        for (int i = 1; i < group.length; i++) {
            if (group[i] != group[0]) {
                throw apart(shapes, group, i);
            }
        }
    }

    private static PartitionException apart(List<? extends Geometry> shapes, int[] group, int other) {
        Geometry one = shapes.get(other);
        List<Geometry> rest = IntStream.range(0, group.length)
                .filter(i -> group[i] == group[0])
                .<Geometry>mapToObj(shapes::get)
                .toList();
        Coordinate[] nearest =
                IndexedFacetDistance.nearestPoints(one, one.getFactory().buildGeometry(rest));
        double metres = EllipsoidLength.metresBetween(nearest[0], nearest[1]);
        String message = metres > 0
                ? String.format(
                        Locale.ROOT, "shape %d does not touch the others: %.2f m lie between", other + 1, metres)
                : "shape %d touches the others in a point only; needed is a common line".formatted(other + 1);
        return new PartitionException(Reason.NOT_TOUCHING, message, nearest[0]);
    }

    private static void refuseTooMany(List<? extends Geometry> shapes) {
        if (shapes.size() > Partition.MOST_PARTS) {
            throw new PartitionException(
                    Reason.TOO_COMPLEX,
                    "%d shapes; allowed are %d".formatted(shapes.size(), Partition.MOST_PARTS),
                    null);
        }
        Crossings.refuseTooMany(shapes);
    }

    private static void requirePolygonal(Geometry shape) {
        if (!(shape instanceof Polygonal) || shape.isEmpty()) {
            throw new PartitionException(
                    Reason.NO_POLYGON, "needed are polygons; one is " + shape.getGeometryType(), null);
        }
    }

    private static void requireValid(Geometry shape, int number) {
        Optional<GeometryDefect> defect = GeometryValidity.findDefect(shape);
        if (defect.isPresent()) {
            GeometryDefect found = defect.get();
            throw new PartitionException(
                    Reason.NO_POLYGON,
                    "shape %d is not valid: %s".formatted(number + 1, found.reason()),
                    new Coordinate(found.longitude(), found.latitude()));
        }
    }

    private static int vertices(List<? extends Geometry> shapes) {
        return shapes.stream().mapToInt(Geometry::getNumPoints).sum();
    }

    private static Geometry union(List<? extends Geometry> shapes) {
        return shapes.size() == 1 ? shapes.get(0) : OverlayNGRobust.union(new ArrayList<>(shapes));
    }

    private static Geometry withoutPinholes(Geometry shape) {
        GeometryFactory factory = shape.getFactory();
        List<Polygon> kept = new ArrayList<>();
        for (Object found : PolygonExtracter.getPolygons(shape)) {
            Polygon polygon = (Polygon) found;
            LinearRing[] holes = IntStream.range(0, polygon.getNumInteriorRing())
                    .mapToObj(polygon::getInteriorRingN)
                    .filter(hole -> EllipsoidArea.squareMetresOfStraightSides(factory.createPolygon(hole))
                            >= Partition.LEAST_SQUARE_METRES)
                    .toArray(LinearRing[]::new);
            kept.add(factory.createPolygon(polygon.getExteriorRing(), holes));
        }
        return kept.size() == 1 ? kept.get(0) : factory.createMultiPolygon(kept.toArray(Polygon[]::new));
    }

    /** Outer rings anticlockwise, as RFC 7946 asks. */
    static Geometry oriented(Geometry shape) {
        Geometry turned = shape instanceof MultiPolygon || shape instanceof Polygon
                ? shape.norm().reverse()
                : shape;
        turned.setSRID(Cgcs2000.SRID);
        return turned;
    }

    private static double squareMetres(@Nullable Geometry part) {
        return part == null ? 0 : EllipsoidArea.squareMetresOfStraightSides(part);
    }

    private static @Nullable Coordinate largest(@Nullable Geometry shape) {
        return shape == null
                ? null
                : IntStream.range(0, shape.getNumGeometries())
                        .mapToObj(shape::getGeometryN)
                        .max(Comparator.comparingDouble(Geometry::getArea))
                        .map(part -> part.getInteriorPoint().getCoordinate())
                        .orElse(null);
    }
}
