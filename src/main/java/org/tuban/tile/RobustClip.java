package org.tuban.tile;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/**
 * Cuts areas that leave a tile more than once, or whose holes do: by overlay with snap rounding, which keeps them valid
 * on the tile's cells.
 */
final class RobustClip {

    private static final PrecisionModel WHOLE_CELLS = new PrecisionModel(1);
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final Geometry WINDOW = SHAPES.toGeometry(new Envelope(
            -TileFrame.MARGIN,
            TileFrame.EXTENT + TileFrame.MARGIN,
            -TileFrame.MARGIN,
            TileFrame.EXTENT + TileFrame.MARGIN));

    private final List<Polygon> areas = new ArrayList<>();
    private final List<LinearRing> holes = new ArrayList<>();
    private LinearRing shell = SHAPES.createLinearRing();

    /** Adds a ring: places, x and y by turns. */
    void ring(double[] xy, int numbers, boolean hole) {
        List<Coordinate> ring = new ArrayList<>();
        for (int k = 0; k < numbers; k += 2) {
            ring.add(new Coordinate(xy[k], xy[k + 1]));
        }
        ring.add(ring.get(0).copy());
        LinearRing closed = SHAPES.createLinearRing(ring.toArray(Coordinate[]::new));
        if (hole) {
            holes.add(closed);
        } else {
            endArea();
            shell = closed;
        }
    }

    /**
     * Draws what of the areas lies inside.
     *
     * @throws org.locationtech.jts.geom.TopologyException if an area is not valid and cannot be cut
     */
    void draw(Pen pen) {
        endArea();
        Geometry cut = OverlayNG.overlay(
                SHAPES.createMultiPolygon(areas.toArray(Polygon[]::new)), WINDOW, OverlayNG.INTERSECTION, WHOLE_CELLS);
        for (int k = 0; k < cut.getNumGeometries(); k++) {
            if (cut.getGeometryN(k) instanceof Polygon area && draw(pen, area.getExteriorRing(), false)) {
                for (int hole = 0; hole < area.getNumInteriorRing(); hole++) {
                    draw(pen, area.getInteriorRingN(hole), true);
                }
            }
        }
    }

    private static boolean draw(Pen pen, LinearRing ring, boolean hole) {
        pen.begin();
        for (int k = 0; k < ring.getNumPoints() - 1; k++) {
            Coordinate place = ring.getCoordinateN(k);
            pen.go(place.x, place.y);
        }
        return pen.ring(hole);
    }

    private void endArea() {
        if (!shell.isEmpty()) {
            areas.add(SHAPES.createPolygon(shell, holes.toArray(LinearRing[]::new)));
            holes.clear();
        }
    }
}
