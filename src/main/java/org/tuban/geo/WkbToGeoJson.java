package org.tuban.geo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Writes shapes in well-known binary as GeoJSON, digit by digit, without making geometries.
 *
 * <p>The same answer as {@link GeoJsonWriter} gives. Source: OGC 06-103r4, section 8; the codes of dimensions also as
 * PostGIS writes them. Further ordinates are passed over.
 */
final class WkbToGeoJson {

    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int COLLECTION = 7;
    private static final String[] NAMES = {
        "", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"
    };
    private static final byte[][] BEGINNINGS = beginnings();

    private static final VarHandle LITTLE_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

    private static final int THIRD_ORDINATE = 0x80000000;
    private static final int MEASURE = 0x40000000;
    private static final int SYSTEM = 0x20000000;
    private static final int FLAGS = THIRD_ORDINATE | MEASURE | SYSTEM;
    private static final int ORDINATE = 8;

    /** A sum of that part of its terms is their rounding, not an area. */
    private static final double ROUNDING = 1e-12;

    private final JsonBytes json;
    private final byte[] wkb;
    private final int decimals;
    private final boolean northFirst;
    private int at;
    private boolean little;
    private int stride;

    WkbToGeoJson(JsonBytes json, byte[] wkb, int from, CoordinateSystem system) {
        this.json = json;
        this.wkb = wkb;
        this.at = from;
        this.decimals = system.decimals();
        this.northFirst = system.isNorthFirst();
    }

    private static byte[][] beginnings() {
        byte[][] texts = new byte[NAMES.length][];
        for (int type = 0; type < NAMES.length; type++) {
            String member = type == COLLECTION ? "geometries" : "coordinates";
            texts[type] =
                    "{\"type\":\"%s\",\"%s\":".formatted(NAMES[type], member).getBytes(StandardCharsets.US_ASCII);
        }
        return texts;
    }

    /** Writes the shape that begins here. */
    void write() {
        int type = header();
        json.raw(BEGINNINGS[type]);
        if (type == COLLECTION) {
            parts(true);
        } else {
            coordinates(type);
        }
        json.raw('}');
    }

    private void coordinates(int type) {
        switch (type) {
            case POINT -> point();
            case LINE -> {
                int size = whole();
                positions(size, false);
            }
            case POLYGON -> rings();
            default -> parts(false);
        }
    }

    /** The members of a collection, or the coordinates of a multiple shape's. */
    private void parts(boolean whole) {
        int count = whole();
        json.raw('[');
        for (int part = 0; part < count; part++) {
            if (part > 0) {
                json.raw(',');
            }
            if (whole) {
                write();
            } else {
                coordinates(header());
            }
        }
        json.raw(']');
    }

    private void point() {
        if (Double.isNaN(ordinate(at))) {
            json.raw('[');
            json.raw(']');
        } else {
            position(at);
        }
        at += stride;
    }

    private void rings() {
        int count = whole();
        json.raw('[');
        for (int ring = 0; ring < count; ring++) {
            if (ring > 0) {
                json.raw(',');
            }
            int size = whole();
            positions(size, size > 0 && isCounterClockwise(at, size) != (ring == 0));
        }
        json.raw(']');
    }

    private void positions(int size, boolean reversed) {
        json.raw('[');
        for (int index = 0; index < size; index++) {
            if (index > 0) {
                json.raw(',');
            }
            position(at + (reversed ? size - 1 - index : index) * stride);
        }
        json.raw(']');
        at += size * stride;
    }

    private void position(int from) {
        double x = ordinate(from);
        double y = ordinate(from + ORDINATE);
        json.raw('[');
        json.rounded(northFirst ? y : x, decimals);
        json.raw(',');
        json.rounded(northFirst ? x : y, decimals);
        json.raw(']');
    }

    /** By the ring's area; where that is no more than rounding, by the way that is exact and slower. */
    private boolean isCounterClockwise(int from, int size) {
        double west = ordinate(from);
        double south = ordinate(from + ORDINATE);
        double sum = 0;
        double terms = 0;
        double x = 0;
        double y = 0;
        for (int index = 1; index < size; index++) {
            double nextX = ordinate(from + index * stride) - west;
            double nextY = ordinate(from + index * stride + ORDINATE) - south;
            sum += x * nextY - nextX * y;
            terms += Math.abs(x * nextY) + Math.abs(nextX * y);
            x = nextX;
            y = nextY;
        }
        if (Math.abs(sum) > terms * ROUNDING) {
            return sum > 0;
        }
        double[] ring = new double[2 * size];
        for (int index = 0; index < size; index++) {
            ring[2 * index] = ordinate(from + index * stride);
            ring[2 * index + 1] = ordinate(from + index * stride + ORDINATE);
        }
        return Orientation.isCCW(new PackedCoordinateSequence.Double(ring, 2, 0));
    }

    /** Reads byte order, type and dimensions; gives the type, 1 to 7. */
    private int header() {
        little = wkb[at++] != 0;
        int code = whole();
        int flags = code & FLAGS;
        int plain = code & ~FLAGS;
        int type = plain % 1000;
        int more = plain / 1000;
        boolean third = (flags & THIRD_ORDINATE) != 0 || more == 1 || more == 3;
        boolean measure = (flags & MEASURE) != 0 || more == 2 || more == 3;
        stride = ORDINATE * (2 + (third ? 1 : 0) + (measure ? 1 : 0));
        if ((flags & SYSTEM) != 0) {
            at += Integer.BYTES;
        }
        if (type < POINT || type > COLLECTION || more > 3) {
            throw new IllegalArgumentException("no shape that GeoJSON has: code " + code);
        }
        return type;
    }

    private int whole() {
        int value = little ? (int) LITTLE_INT.get(wkb, at) : (int) BIG_INT.get(wkb, at);
        at += Integer.BYTES;
        return value;
    }

    private double ordinate(int from) {
        return little ? (double) LITTLE_DOUBLE.get(wkb, from) : (double) BIG_DOUBLE.get(wkb, from);
    }
}
