package org.tuban.tile;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Writes a shape as the commands of a pen. Source: Vector Tile Specification 2.1, section 4.3. */
final class VectorTileShape {

    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private final List<Integer> commands = new ArrayList<>();
    private long x;
    private long y;

    private VectorTileShape() {}

    /** The specification's number of a kind of shape: 1 point, 2 line, 3 polygon. */
    static int typeOf(Geometry shape) {
        return shape.getDimension() + 1;
    }

    /** The commands that draw a shape whose parts all have the same dimension. */
    static List<Integer> commands(Geometry shape) {
        VectorTileShape pen = new VectorTileShape();
        if (shape.getDimension() == 0) {
            pen.move(shape.getCoordinates(), 0, shape.getNumPoints());
            return pen.commands;
        }
        for (int k = 0; k < shape.getNumGeometries(); k++) {
            Geometry part = shape.getGeometryN(k);
            if (part instanceof Polygon polygon) {
                pen.ring(polygon.getExteriorRing(), true);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    pen.ring(polygon.getInteriorRingN(hole), false);
                }
            } else {
                Coordinate[] line = part.getCoordinates();
                pen.move(line, 0, 1);
                pen.line(line, 1, line.length);
            }
        }
        return pen.commands;
    }

    /**
     * An outer ring has a positive area by the surveyor's formula, a hole a negative one: reckoned without regard to
     * the axis that points down, that is what JTS calls counter-clockwise.
     */
    private void ring(LinearRing ring, boolean outer) {
        LinearRing turned = Orientation.isCCW(ring.getCoordinateSequence()) == outer ? ring : ring.reverse();
        Coordinate[] places = turned.getCoordinates();
        move(places, 0, 1);
        line(places, 1, places.length - 1);
        command(CLOSE_PATH, 1);
    }

    private void move(Coordinate[] places, int from, int to) {
        command(MOVE_TO, to - from);
        go(places, from, to);
    }

    private void line(Coordinate[] places, int from, int to) {
        command(LINE_TO, to - from);
        go(places, from, to);
    }

    private void go(Coordinate[] places, int from, int to) {
        for (int k = from; k < to; k++) {
            long nextX = Math.round(places[k].x);
            long nextY = Math.round(places[k].y);
            commands.add((int) Protobuf.zigzag(nextX - x));
            commands.add((int) Protobuf.zigzag(nextY - y));
            x = nextX;
            y = nextY;
        }
    }

    private void command(int id, int count) {
        commands.add(count << 3 | id);
    }
}
