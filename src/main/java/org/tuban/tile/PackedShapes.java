package org.tuban.tile;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Shapes of rows on the {@link WorldGrid}, a byte or two for each coordinate.
 *
 * <p>A shape is a run of blocks, one for each of point, line and area that it has. A block begins with its kind and its
 * number of parts; a part begins with its number of places and whether it is a hole; each place is its distance from the
 * one before, the first of all from the north-western corner of the shape's box. Rings do not say their first place
 * again; outer rings come before their holes. All numbers are those of Protocol Buffers: short when small.
 */
final class PackedShapes {

    /** Kinds of blocks: the specification's numbers of kinds of shapes. Source: Vector Tile Specification, 4.3.4. */
    static final int POINTS = 1;

    static final int LINES = 2;
    static final int AREAS = 3;

    private final int[] begins;
    private final byte[] bytes;

    /**
     * Shapes that were packed.
     *
     * @param begins where each row's shape begins, and behind the last one where it ends
     * @param bytes all shapes
     */
    PackedShapes(int[] begins, byte[] bytes) {
        this.begins = begins;
        this.bytes = bytes;
    }

    int[] begins() {
        return begins;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Bytes of a row's shape, which grow with its number of places. */
    int length(int row) {
        return begins[row + 1] - begins[row];
    }

    /**
     * Rows of several sources, put together.
     *
     * @param rows for each row its source, and in the lower 32 bits its number there
     */
    static PackedShapes inOrder(List<PackedShapes> sources, long[] rows) {
        int[] begins = new int[rows.length + 1];
        for (int k = 0; k < rows.length; k++) {
            begins[k + 1] = Math.addExact(
                    begins[k], sources.get((int) (rows[k] >> Integer.SIZE)).length((int) rows[k]));
        }
        byte[] bytes = new byte[begins[rows.length]];
        for (int k = 0; k < rows.length; k++) {
            PackedShapes source = sources.get((int) (rows[k] >> Integer.SIZE));
            System.arraycopy(source.bytes, source.begins[(int) rows[k]], bytes, begins[k], begins[k + 1] - begins[k]);
        }
        return new PackedShapes(begins, bytes);
    }

    /** A reader that stands before the first block of a row's shape. */
    void open(int row, Reader reader) {
        reader.bytes = bytes;
        reader.at = begins[row];
        reader.end = begins[row + 1];
    }

    /** Reads numbers one after the other. */
    static final class Reader {

        private byte[] bytes = {};
        private int at;
        private int end;

        boolean hasNext() {
            return at < end;
        }

        /** Where it stands, to come back to. */
        int mark() {
            return at;
        }

        /** Goes back to where it stood. */
        void back(int mark) {
            at = mark;
        }

        long next() {
            byte first = bytes[at++];
            if (first >= 0) {
                return first;
            }
            long value = first & 0x7F;
            for (int shift = 7; ; shift += 7) {
                byte more = bytes[at++];
                value |= (long) (more & 0x7F) << shift;
                if (more >= 0) {
                    return value;
                }
            }
        }

        long nextSigned() {
            return Protobuf.unzigzag(next());
        }
    }

    /** Packs shapes row by row. */
    static final class Builder {

        private static final int USUAL_LENGTH = 48;
        private static final int LONGEST_PLACE = 20;
        private static final int BOX = 4;

        private int[] begins;
        private byte[] bytes;
        private int size;
        private int at;
        private long x;
        private long y;
        private double extent;

        Builder(int rows) {
            begins = new int[rows + 1];
            bytes = new byte[Math.max(USUAL_LENGTH, Math.multiplyExact(rows, USUAL_LENGTH))];
        }

        /**
         * Adds a shape.
         *
         * @param shape EPSG:4490, x = longitude, not empty, numbers finite
         * @param box takes minX, minY, maxX, maxY of the shape on the grid
         * @return how much of a map the shape takes: squared cells of areas, cells of lines
         */
        double add(Geometry shape, int[] box) {
            surround(shape, box);
            x = box[0];
            y = box[1];
            extent = 0;
            for (int kind = AREAS; kind >= POINTS; kind--) {
                int parts = count(shape, kind);
                if (parts > 0) {
                    put((long) parts << 2 | kind);
                    write(shape, kind);
                }
            }
            end();
            return extent;
        }

        /** The shapes added, with the room that was made for more. */
        PackedShapes build() {
            return new PackedShapes(begins, bytes);
        }

        private void end() {
            if (size + 1 >= begins.length) {
                begins = Arrays.copyOf(begins, begins.length * 2 + 2);
            }
            begins[++size] = at;
        }

        private static void surround(Geometry shape, int[] box) {
            var envelope = shape.getEnvelopeInternal();
            box[0] = WorldGrid.x(envelope.getMinX());
            box[1] = WorldGrid.y(envelope.getMaxY());
            box[2] = WorldGrid.x(envelope.getMaxX());
            box[BOX - 1] = WorldGrid.y(envelope.getMinY());
        }

        /** Number of parts of one kind: points, lines, or rings. */
        private static int count(Geometry shape, int kind) {
            if (shape instanceof GeometryCollection) {
                int parts = 0;
                for (int k = 0; k < shape.getNumGeometries(); k++) {
                    parts += count(shape.getGeometryN(k), kind);
                }
                return parts;
            }
            if (shape.isEmpty() || shape.getDimension() + 1 != kind) {
                return 0;
            }
            return shape instanceof Polygon area ? area.getNumInteriorRing() + 1 : 1;
        }

        private void write(Geometry shape, int kind) {
            if (shape instanceof GeometryCollection) {
                for (int k = 0; k < shape.getNumGeometries(); k++) {
                    write(shape.getGeometryN(k), kind);
                }
            } else if (!shape.isEmpty() && shape.getDimension() + 1 == kind) {
                if (shape instanceof Polygon area) {
                    extent += ring(area.getExteriorRing(), 0);
                    for (int hole = 0; hole < area.getNumInteriorRing(); hole++) {
                        extent -= ring(area.getInteriorRingN(hole), 1);
                    }
                } else if (shape instanceof LineString line) {
                    places(line.getCoordinateSequence(), line.getNumPoints(), 0);
                    extent += line.getLength() / 360 * WorldGrid.CELLS;
                } else {
                    places(((Point) shape).getCoordinateSequence(), 1, 0);
                }
            }
        }

        private double ring(LineString ring, int hole) {
            CoordinateSequence places = ring.getCoordinateSequence();
            int number = places.size() - 1;
            long firstX = WorldGrid.x(places.getX(0));
            long firstY = WorldGrid.y(places.getY(0));
            put((long) number << 1 | hole);
            double doubled = 0;
            long beforeX = 0;
            long beforeY = 0;
            for (int k = 0; k < number; k++) {
                go(places, k);
                long hereX = x - firstX;
                long hereY = y - firstY;
                doubled += (double) beforeX * hereY - (double) hereX * beforeY;
                beforeX = hereX;
                beforeY = hereY;
            }
            return Math.abs(doubled) / 2;
        }

        private void places(CoordinateSequence places, int number, int hole) {
            put((long) number << 1 | hole);
            for (int k = 0; k < number; k++) {
                go(places, k);
            }
        }

        private void go(CoordinateSequence places, int k) {
            long nextX = WorldGrid.x(places.getX(k));
            long nextY = WorldGrid.y(places.getY(k));
            put(Protobuf.zigzag(nextX - x));
            put(Protobuf.zigzag(nextY - y));
            x = nextX;
            y = nextY;
        }

        private void put(long value) {
            bytes = Room.in(bytes, at, LONGEST_PLACE);
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[at++] = (byte) (rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
        }
    }
}
