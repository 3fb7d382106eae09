package org.tuban.tile;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Brings shapes onto the whole-number grid of one tile: x to the east, y to the south, 0 to {@value #EXTENT}.
 *
 * <p>A tile keeps a margin around itself so that outlines along its edge are not drawn as edges. Polygons are cut and
 * rounded in one step (snap rounding), which leaves them valid on the grid; what rounds away to nothing is left out.
 */
final class TileGrid {

    /** Cells along each side of a tile. */
    static final int EXTENT = 4096;

    /** Cells kept around the tile: four pixels of a tile 256 pixels wide. */
    static final int MARGIN = 64;

    private static final PrecisionModel WHOLE_NUMBERS = new PrecisionModel(1);
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final Envelope WINDOW = new Envelope(-MARGIN, EXTENT + MARGIN, -MARGIN, EXTENT + MARGIN);
    private static final Geometry WINDOW_SHAPE = SHAPES.toGeometry(WINDOW);

    private final Projection projection;
    private final double west;
    private final double north;
    private final double cell;

    TileGrid(TileAddress tile) {
        this.projection = tile.set().projection();
        this.west = tile.west();
        this.north = tile.north();
        this.cell = tile.set().matrix(tile.level()).span() / EXTENT;
    }

    /** The parts of a shape (EPSG:4490) that lie on the tile, on its grid: points, lines or polygons, never mixed. */
    List<Geometry> place(Geometry shape) {
        Geometry placed = SHAPES.createGeometry(shape);
        placed.apply(new Placing());
        List<Geometry> found = new ArrayList<>();
        for (int dimension = 2; dimension >= 0; dimension--) {
            List<Geometry> parts = new ArrayList<>();
            for (Geometry part : partsOf(placed, dimension)) {
                if (WINDOW.intersects(part.getEnvelopeInternal())) {
                    parts.addAll(clip(part, dimension));
                }
            }
            if (!parts.isEmpty()) {
                found.add(SHAPES.buildGeometry(parts));
            }
        }
        return found;
    }

    private static List<Geometry> clip(Geometry part, int dimension) {
        return switch (dimension) {
            case 2 -> partsOf(OverlayNG.overlay(part, WINDOW_SHAPE, OverlayNG.INTERSECTION, WHOLE_NUMBERS), 2);
            case 1 -> lines(part);
            default -> points(part);
        };
    }

    private static List<Geometry> lines(Geometry line) {
        Geometry within = WINDOW.contains(line.getEnvelopeInternal())
                ? line
                : OverlayNGRobust.overlay(line, WINDOW_SHAPE, OverlayNG.INTERSECTION);
        List<Geometry> lines = new ArrayList<>();
        for (Geometry part : partsOf(within, 1)) {
            Coordinate[] rounded = rounded(part.getCoordinates());
            if (rounded.length > 1) {
                lines.add(SHAPES.createLineString(new CoordinateArraySequence(rounded)));
            }
        }
        return lines;
    }

    private static List<Geometry> points(Geometry point) {
        return List.of(SHAPES.createPoint(rounded(point.getCoordinates())[0]));
    }

    /** Rounded to whole numbers, without repetitions. */
    private static Coordinate[] rounded(Coordinate[] line) {
        List<Coordinate> kept = new ArrayList<>(line.length);
        for (Coordinate place : line) {
            Coordinate cell = new Coordinate(Math.rint(place.x), Math.rint(place.y));
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals2D(cell)) {
                kept.add(cell);
            }
        }
        return kept.toArray(Coordinate[]::new);
    }

    /** The simple parts of a shape that have a dimension. */
    private static List<Geometry> partsOf(Geometry shape, int dimension) {
        if (shape instanceof Polygon || shape instanceof LineString || shape instanceof Point) {
            return !shape.isEmpty() && shape.getDimension() == dimension ? List.of(shape) : List.of();
        }
        List<Geometry> parts = new ArrayList<>();
        for (int k = 0; k < shape.getNumGeometries(); k++) {
            parts.addAll(partsOf(shape.getGeometryN(k), dimension));
        }
        return parts;
    }

    /** Writes cells over the degrees. */
    private final class Placing implements CoordinateSequenceFilter {

        @Override
        public void filter(CoordinateSequence places, int k) {
            double x = (projection.x(places.getX(k)) - west) / cell;
            double y = (north - projection.y(places.getY(k))) / cell;
            places.setOrdinate(k, CoordinateSequence.X, x);
            places.setOrdinate(k, CoordinateSequence.Y, y);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
