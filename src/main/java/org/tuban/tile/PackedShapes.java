package org.tuban.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Shapes of rows on the {@link WorldGrid}, two bytes for each coordinate of what is as small as a parcel.
 *
 * <p>A shape is a run of blocks, one for each of point, line and area that it has. A block begins with its kind and its
 * number of parts; a part begins with its number of places, whether any of its ways is long, and whether it is a hole;
 * these are numbers of Protocol Buffers, short when small. Each place is its way from the one before, the first of all
 * from the north-western corner of the shape's box: 16 bits for each axis, or 32 if any way of the part is long. Numbers
 * of all the same length are read three times as fast as numbers as short as can be. Rings do not say their first place
 * again; outer rings come before their holes.
 */
final class PackedShapes {

    /** Kinds of blocks: the specification's numbers of kinds of shapes. Source: Vector Tile Specification, 4.3.4. */
    static final int POINTS = 1;

    static final int LINES = 2;
    static final int AREAS = 3;

    private static final int HOLE = 1;
    private static final int LONG_WAYS = 2;
    private static final int COUNT_SHIFT = 2;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

    /** A reader that stands before the first block of a row's shape, whose box begins at a place. */
    void open(int row, int minX, int minY, Reader reader) {
        reader.bytes = bytes;
        reader.at = begins[row];
        reader.end = begins[row + 1];
        reader.x = minX;
        reader.y = minY;
    }

    /** Reads numbers and places one after the other. */
    static final class Reader {

        private byte[] bytes = {};
        private int[] places = new int[128];
        private int numbers;
        private int at;
        private int end;
        private int x;
        private int y;
        private int markAt;
        private int markX;
        private int markY;

        boolean hasNext() {
            return at < end;
        }

        /** Remembers where it stands. */
        void mark() {
            markAt = at;
            markX = x;
            markY = y;
        }

        /** Goes back to where it stood. */
        void back() {
            at = markAt;
            x = markX;
            y = markY;
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

        /**
         * Reads a part.
         *
         * @return true if it is a hole
         */
        boolean part() {
            long head = next();
            numbers = 2 * (int) (head >>> COUNT_SHIFT);
            places = Room.in(places, 0, numbers);
            if ((head & LONG_WAYS) != 0) {
                readLong();
            } else {
                readShort();
            }
            return (head & HOLE) != 0;
        }

        /** Places of the part on the grid, x and y by turns, in an array that those of the next one will be in too. */
        int[] places() {
            return places;
        }

        /** Numbers in {@link #places}: two for each place. */
        int numbers() {
            return numbers;
        }

        private void readShort() {
            int[] to = places;
            byte[] from = bytes;
            int read = at;
            int hereX = x;
            int hereY = y;
            int last = numbers;
            for (int k = 0; k < last; k += 2) {
                hereX += (short) SHORT.get(from, read);
                hereY += (short) SHORT.get(from, read + Short.BYTES);
                to[k] = hereX;
                to[k + 1] = hereY;
                read += 2 * Short.BYTES;
            }
            at = read;
            x = hereX;
            y = hereY;
        }

        /** A way round more than half of the world wraps around, and so does the sum, which is on the grid again. */
        private void readLong() {
            for (int k = 0; k < numbers; k += 2) {
                x += (int) LONG.get(bytes, at);
                y += (int) LONG.get(bytes, at + Integer.BYTES);
                places[k] = x;
                places[k + 1] = y;
                at += 2 * Integer.BYTES;
            }
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
        private int[] world = new int[128];
        private int x;
        private int y;
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
            int number = ring.getNumPoints() - 1;
            places(ring.getCoordinateSequence(), number, hole);
            double doubled = 0;
            long beforeX = 0;
            long beforeY = 0;
            for (int k = 0; k < 2 * number; k += 2) {
                long hereX = (long) world[k] - world[0];
                long hereY = (long) world[k + 1] - world[1];
                doubled += (double) beforeX * hereY - (double) hereX * beforeY;
                beforeX = hereX;
                beforeY = hereY;
            }
            return Math.abs(doubled) / 2;
        }

        private void places(CoordinateSequence places, int number, int hole) {
            world = Room.in(world, 0, 2 * number);
            boolean anyLong = false;
            int beforeX = x;
            int beforeY = y;
            for (int k = 0; k < number; k++) {
                int hereX = WorldGrid.x(places.getX(k));
                int hereY = WorldGrid.y(places.getY(k));
                anyLong |= isLong((long) hereX - beforeX) || isLong((long) hereY - beforeY);
                world[2 * k] = hereX;
                world[2 * k + 1] = hereY;
                beforeX = hereX;
                beforeY = hereY;
            }
            put((long) number << COUNT_SHIFT | (anyLong ? LONG_WAYS : 0) | hole);
            bytes = Room.in(bytes, at, 2 * number * Integer.BYTES);
            for (int k = 0; k < 2 * number; k += 2) {
                way(world[k] - x, anyLong);
                way(world[k + 1] - y, anyLong);
                x = world[k];
                y = world[k + 1];
            }
        }

        private static boolean isLong(long way) {
            return way != (short) way;
        }

        private void way(int way, boolean isLong) {
            if (isLong) {
                LONG.set(bytes, at, way);
                at += Integer.BYTES;
            } else {
                SHORT.set(bytes, at, (short) way);
                at += Short.BYTES;
            }
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
