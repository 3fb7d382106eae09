package org.tuban.tile;

import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * The edges of an area on the {@link WorldGrid} from west to east, each with the side of it that the area is on.
 *
 * <p>An area is the sum of the strips that lie north of its edges, those of edges with the area to their north taken as
 * they are and the others taken off. Edges straight north have no strip.
 */
final class Edges {

    private static final int ENDS = 4;

    /** West end x, y and east end x, y of each edge. */
    private int[] ends = new int[ENDS * 32];

    private byte[] signs = new byte[32];

    /** West end in the high, number of the edge in the low 32 bits. */
    private long[] order = new long[32];

    private int size;
    private int[] ring = new int[64];

    /** Takes the area of a shape in EPSG:4490 in place of what was there; its points and lines have none. */
    void read(Geometry shape) {
        size = 0;
        add(shape);
        sort();
    }

    /** Takes the area of a row in place of what was there. */
    void read(Segment segment, int row, PackedShapes.Reader reader) {
        size = 0;
        segment.shapes().open(row, segment.boxes().minX(row), segment.boxes().minY(row), reader);
        while (reader.hasNext()) {
            long head = reader.next();
            boolean isArea = (head & 3) == PackedShapes.AREAS;
            for (long part = head >>> 2; part > 0; part--) {
                boolean hole = reader.part();
                if (isArea) {
                    add(reader.places(), reader.numbers(), hole);
                }
            }
        }
        sort();
    }

    int size() {
        return size;
    }

    /** The edge with so many west of it. */
    int at(int place) {
        return (int) order[place];
    }

    int westX(int edge) {
        return ends[ENDS * edge];
    }

    int eastX(int edge) {
        return ends[ENDS * edge + 2];
    }

    /** Cells that a place of an edge lies south of a base line; x is between the ends. */
    double south(int edge, int x, int base) {
        int at = ENDS * edge;
        double west = (double) ends[at + 1] - base;
        double share = ((double) x - ends[at]) / ((double) ends[at + 2] - ends[at]);
        return west + share * ((double) ends[at + 3] - ends[at + 1]);
    }

    /** 1 if the area is north of the edge, -1 if it is south of it. */
    int sign(int edge) {
        return signs[edge];
    }

    private void add(Geometry shape) {
        if (shape instanceof GeometryCollection) {
            for (int k = 0; k < shape.getNumGeometries(); k++) {
                add(shape.getGeometryN(k));
            }
        } else if (shape instanceof Polygon area && !area.isEmpty()) {
            add(area.getExteriorRing(), false);
            for (int hole = 0; hole < area.getNumInteriorRing(); hole++) {
                add(area.getInteriorRingN(hole), true);
            }
        }
    }

    private void add(LineString outline, boolean hole) {
        CoordinateSequence places = outline.getCoordinateSequence();
        int numbers = 2 * (places.size() - 1);
        ring = Room.in(ring, 0, numbers);
        for (int k = 0; k < numbers; k += 2) {
            ring[k] = WorldGrid.x(places.getX(k / 2));
            ring[k + 1] = WorldGrid.y(places.getY(k / 2));
        }
        add(ring, numbers, hole);
    }

    /** Adds a ring that does not say its first place again. */
    private void add(int[] places, int numbers, boolean hole) {
        int outward = (northOf(places, numbers) > 0) == hole ? -1 : 1;
        ends = Room.in(ends, ENDS * size, 2 * numbers);
        signs = Room.in(signs, size, numbers / 2);
        order = Room.in(order, size, numbers / 2);
        for (int k = 0; k < numbers; k += 2) {
            int next = k + 2 == numbers ? 0 : k + 2;
            if (places[k] != places[next]) {
                boolean east = places[k] < places[next];
                System.arraycopy(places, east ? k : next, ends, ENDS * size, 2);
                System.arraycopy(places, east ? next : k, ends, ENDS * size + 2, 2);
                signs[size] = (byte) (east ? outward : -outward);
                order[size] = (long) ends[ENDS * size] << Integer.SIZE | size;
                size++;
            }
        }
    }

    /** Twice the strips north of edges that go east, less those of edges that go west. */
    private static double northOf(int[] places, int numbers) {
        double sum = 0;
        for (int k = 0; k < numbers; k += 2) {
            int next = k + 2 == numbers ? 0 : k + 2;
            double south = (double) places[k + 1] + places[next + 1] - 2.0 * places[1];
            sum += ((double) places[next] - places[k]) * south;
        }
        return sum;
    }

    private void sort() {
        Arrays.sort(order, 0, size);
    }
}
