package org.tuban.geo;

import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;

/** Writes geometries to one generator; formats ordinates in a buffer of its own, without garbage. */
final class GeoJsonWriter {

    /** Below it, a double times the scale is exact enough to round to the nearest unit. */
    private static final double FAST_LIMIT = 1e15;

    private final JsonGenerator json;
    private final int decimals;
    private final long scale;
    private final double fastLimit;
    private final boolean northFirst;
    private final char[] digits = new char[24];

    /**
     * A writer of shapes with x = east and y = north.
     *
     * @param decimals most decimals of an ordinate, 0 to 9
     * @param northFirst true to write y before x
     */
    GeoJsonWriter(JsonGenerator json, int decimals, boolean northFirst) {
        this.json = json;
        this.decimals = decimals;
        this.scale = Math.round(Math.pow(10, decimals));
        this.fastLimit = FAST_LIMIT / scale;
        this.northFirst = northFirst;
    }

    void write(Geometry geometry) {
        json.writeStartObject();
        json.writeStringProperty(
                "type", geometry.getGeometryType().equals("LinearRing") ? "LineString" : geometry.getGeometryType());
        if (geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
            json.writeArrayPropertyStart("geometries");
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                write(geometry.getGeometryN(i));
            }
            json.writeEndArray();
        } else {
            json.writeName("coordinates");
            writeCoordinates(geometry);
        }
        json.writeEndObject();
    }

    private void writeCoordinates(Geometry geometry) {
        if (geometry instanceof Point point) {
            writePoint(point);
        } else if (geometry instanceof LineString line) {
            writeSequence(line.getCoordinateSequence(), false);
        } else if (geometry instanceof Polygon polygon) {
            writePolygon(polygon);
        } else {
            json.writeStartArray();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                writeCoordinates(geometry.getGeometryN(i));
            }
            json.writeEndArray();
        }
    }

    private void writePoint(Point point) {
        if (point.isEmpty()) {
            json.writeStartArray();
            json.writeEndArray();
        } else {
            writePosition(point.getCoordinateSequence(), 0);
        }
    }

    private void writePolygon(Polygon polygon) {
        json.writeStartArray();
        if (!polygon.isEmpty()) {
            writeRing(polygon.getExteriorRing(), true);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                writeRing(polygon.getInteriorRingN(i), false);
            }
        }
        json.writeEndArray();
    }

    private void writeRing(LinearRing ring, boolean counterClockwise) {
        CoordinateSequence sequence = ring.getCoordinateSequence();
        writeSequence(sequence, Orientation.isCCW(sequence) != counterClockwise);
    }

    private void writeSequence(CoordinateSequence sequence, boolean reversed) {
        json.writeStartArray();
        int size = sequence.size();
        for (int i = 0; i < size; i++) {
            writePosition(sequence, reversed ? size - 1 - i : i);
        }
        json.writeEndArray();
    }

    private void writePosition(CoordinateSequence sequence, int index) {
        json.writeStartArray();
        writeOrdinate(northFirst ? sequence.getY(index) : sequence.getX(index));
        writeOrdinate(northFirst ? sequence.getX(index) : sequence.getY(index));
        json.writeEndArray();
    }

    private void writeOrdinate(double value) {
        if (Math.abs(value) < fastLimit) {
            writeScaled(Math.round(value * scale));
        } else {
            json.writeNumber(Decimals.rounded(value, decimals));
        }
    }

    /** Writes {@code scaled / scale}, filling the buffer from its end. */
    private void writeScaled(long scaled) {
        long whole = Math.abs(scaled) / scale;
        long fraction = Math.abs(scaled) % scale;
        int at = digits.length;
        boolean started = false;
        for (int i = 0; i < decimals; i++) {
            int digit = (int) (fraction % 10);
            fraction /= 10;
            started = started || digit != 0;
            if (started) {
                digits[--at] = (char) ('0' + digit);
            }
        }
        if (started) {
            digits[--at] = '.';
        }
        do {
            digits[--at] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (scaled < 0) {
            digits[--at] = '-';
        }
        json.writeNumber(digits, at, digits.length - at);
    }
}
