package org.tuban.http;

import java.util.List;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;

/**
 * The parameter {@code bbox}: a box of longitudes and latitudes in degrees.
 *
 * <p>Source: OGC 17-069r4 (OGC API – Features Part 1), 7.15.3. Six numbers name heights too; every layer is flat, so
 * heights are checked and passed over. Longitudes are read as CGCS2000 ones: it and WGS 84 agree to centimetres.
 *
 * @param west smallest longitude, −180 to 180; greater than {@code east} when the box crosses the antimeridian
 * @param south smallest latitude, −90 to 90
 * @param east greatest longitude, −180 to 180
 * @param north greatest latitude, {@code south} to 90
 */
public record Bbox(double west, double south, double east, double north) {

    private static final String NAME = "bbox";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})(?:[eE][+-]?\\d{1,2})?");
    private static final String SHAPE =
            "4 numbers west,south,east,north in degrees (6 with heights: west,south,low,east,north,high)";

    /**
     * Reads the parameter's text.
     *
     * @throws Problem invalid-parameter, saying which number is wrong and what is allowed there
     */
    public static Bbox parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4 && parts.length != 6) {
            throw refuse(text, SHAPE + "; there are " + parts.length);
        }
        double[] numbers = new double[parts.length];
        for (int at = 0; at < parts.length; at++) {
            if (!NUMBER.matcher(parts[at]).matches()) {
                throw refuse(text, SHAPE + "; '" + parts[at] + "' is no number");
            }
            numbers[at] = Double.parseDouble(parts[at]);
        }
        int upper = parts.length / 2;
        if (parts.length == 6 && numbers[2] > numbers[5]) {
            throw refuse(text, "a low height that is not above the high one");
        }
        return checked(text, new Bbox(numbers[0], numbers[1], numbers[upper], numbers[upper + 1]));
    }

    private static Bbox checked(String text, Bbox box) {
        if (Math.abs(box.west) > 180 || Math.abs(box.east) > 180) {
            throw refuse(text, "longitudes (west and east) from -180 to 180");
        }
        if (Math.abs(box.south) > 90 || Math.abs(box.north) > 90) {
            throw refuse(text, "latitudes (south and north) from -90 to 90");
        }
        if (box.south > box.north) {
            throw refuse(text, "a south that is not above the north");
        }
        return box;
    }

    private static Problem refuse(String text, String allowed) {
        return Problem.invalidParameter(NAME, text, allowed);
    }

    /** The box as one envelope, or as two when it crosses the antimeridian: x = longitude, y = latitude, degrees. */
    public List<Envelope> envelopes() {
        return west <= east
                ? List.of(new Envelope(west, east, south, north))
                : List.of(new Envelope(west, 180, south, north), new Envelope(-180, east, south, north));
    }
}
