package org.tuban.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;
import org.tuban.geo.InvalidGeometryException;

/**
 * The parameter {@code bbox}: a box of longitudes and latitudes in degrees, or in the system of {@code bbox-crs}.
 *
 * <p>Source: OGC 17-069r4 (OGC API – Features Part 1), 7.15.3; OGC 18-058r1 (Part 2), 6.4. Six numbers name heights too;
 * every layer is flat, so heights are checked and passed over. Longitudes are read as CGCS2000 ones: it and WGS 84 agree
 * to centimetres.
 *
 * @param west smallest longitude, −180 to 180; greater than {@code east} when the box crosses the antimeridian
 * @param south smallest latitude, −90 to 90
 * @param east greatest longitude, −180 to 180
 * @param north greatest latitude, {@code south} to 90
 * @param outline what a box in metres covers on the ground, within the four; null if it is the four themselves
 */
public record Bbox(
        double west,
        double south,
        double east,
        double north,
        @Nullable Polygon outline) {

    /** A box of longitudes and latitudes. */
    Bbox(double west, double south, double east, double north) {
        this(west, south, east, north, null);
    }

    private static final String NAME = "bbox";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})(?:[eE][+-]?\\d{1,2})?");

    /**
     * Reads the parameter's text, longitudes before latitudes.
     *
     * @throws Problem invalid-parameter, saying which number is wrong and what is allowed there
     */
    public static Bbox parse(String text) {
        return parse(text, CoordinateSystems.CRS84);
    }

    /**
     * Reads the parameter's text in a coordinate system, in that system's order.
     *
     * <p>Of a system with metres it is the box of longitudes and latitudes round what is meant, with its outline.
     *
     * @throws Problem invalid-parameter, saying which number is wrong and what is allowed there
     */
    public static Bbox parse(String text, CoordinateSystem system) {
        double[] numbers = numbers(text, system);
        int upper = numbers.length / 2;
        int first = system.isNorthFirst() ? 1 : 0;
        int second = 1 - first;
        Bbox box = new Bbox(numbers[first], numbers[second], numbers[upper + first], numbers[upper + second]);
        return system.isGeographic() ? checked(text, box) : projected(text, box, system);
    }

    private static double[] numbers(String text, CoordinateSystem system) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4 && parts.length != 6) {
            throw refuse(text, shape(system) + "; there are " + parts.length);
        }
        double[] numbers = new double[parts.length];
        for (int at = 0; at < parts.length; at++) {
            if (!NUMBER.matcher(parts[at]).matches()) {
                throw refuse(text, shape(system) + "; '" + parts[at] + "' is no number");
            }
            numbers[at] = Double.parseDouble(parts[at]);
        }
        if (parts.length == 6 && numbers[2] > numbers[5]) {
            throw refuse(text, "a low height that is not above the high one");
        }
        return numbers;
    }

    private static String shape(CoordinateSystem system) {
        if (!system.isGeographic()) {
            return "4 numbers, %s of the lower and of the upper corner in metres (6 with heights)"
                    .formatted(system.axes());
        }
        return system.isNorthFirst()
                ? "4 numbers south,west,north,east in degrees (6 with heights: south,west,low,north,east,high)"
                : "4 numbers west,south,east,north in degrees (6 with heights: west,south,low,east,north,high)";
    }

    private static Bbox projected(String text, Bbox box, CoordinateSystem system) {
        if (box.west > box.east || box.south > box.north) {
            throw refuse(text, "a lower corner that is not above or right of the upper one");
        }
        try {
            Envelope round = system.toStored(new Envelope(box.west, box.east, box.south, box.north));
            return new Bbox(
                    round.getMinX(),
                    round.getMinY(),
                    round.getMaxX(),
                    round.getMaxY(),
                    findOutline(box, system).orElse(null));
        } catch (InvalidGeometryException outside) {
            throw refuse(text, outside.allowed() + " at every side of the box");
        }
    }

    /** A box that reaches beyond the earth, as that of a whole web map may, is cut to it and has no outline of its own. */
    private static Optional<Polygon> findOutline(Bbox box, CoordinateSystem system) {
        boolean extended = box.west < box.east && box.south < box.north;
        try {
            return extended ? system.outline(new Envelope(box.west, box.east, box.south, box.north)) : Optional.empty();
        } catch (InvalidGeometryException beyond) {
            return Optional.empty();
        }
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
