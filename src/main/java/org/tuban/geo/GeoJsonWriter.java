package org.tuban.geo;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

    private static final int DECIMALS = 9;
    private static final long SCALE = 1_000_000_000L;
    /** Below it, a double times SCALE is exact enough to round to the nearest unit. */
    private static final double FAST_LIMIT = 1_000_000;

    private final JsonGenerator json;
    private final char[] digits = new char[24];

    GeoJsonWriter(JsonGenerator json) {
        this.json = json;
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
        writeOrdinate(sequence.getX(index));
        writeOrdinate(sequence.getY(index));
        json.writeEndArray();
    }

    private void writeOrdinate(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an ordinate is not a finite number");
        }
        if (Math.abs(value) < FAST_LIMIT) {
            writeScaled(Math.round(value * SCALE));
        } else {
            BigDecimal rounded = BigDecimal.valueOf(value)
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            json.writeNumber(rounded.toPlainString());
        }
    }

    /** Writes {@code scaled / SCALE}, filling the buffer from its end. */
    private void writeScaled(long scaled) {
        long whole = Math.abs(scaled) / SCALE;
        long fraction = Math.abs(scaled) % SCALE;
        int at = digits.length;
        boolean started = false;
        for (int i = 0; i < DECIMALS; i++) {
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
