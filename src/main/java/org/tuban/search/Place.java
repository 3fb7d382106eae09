package org.tuban.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;

/**
 * A place in a question.
 *
 * @param longitude EPSG:4490 degrees, -180 to 180
 * @param latitude EPSG:4490 degrees, -90 to 90
 */
record Place(double longitude, double latitude) {

    private static final Pattern TWO_NUMBERS =
            Pattern.compile("\\s*(-?\\d{1,3}\\.\\d{1,20})(?:\\s*[,，]\\s*|\\s+)(-?\\d{1,3}\\.\\d{1,20})\\s*");
    private static final double MAX_LATITUDE = 90;
    private static final double MAX_LONGITUDE = 180;

    /** About 11 m: as near as a pointer on a map gets to a line or a point. */
    private static final double NEAR_DEGREES = 1e-4;

    /** The place that a question consists of: longitude and latitude, or the other way round where only that can be. */
    static Optional<Place> find(String typed) {
        Matcher numbers = TWO_NUMBERS.matcher(typed);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        double first = Double.parseDouble(numbers.group(1));
        double second = Double.parseDouble(numbers.group(2));
        Place place = Math.abs(second) > MAX_LATITUDE ? new Place(second, first) : new Place(first, second);
        return place.isOnEarth() ? Optional.of(place) : Optional.empty();
    }

    /** A box of about 22 m round the place. */
    Envelope surroundings() {
        return new Envelope(
                longitude - NEAR_DEGREES, longitude + NEAR_DEGREES, latitude - NEAR_DEGREES, latitude + NEAR_DEGREES);
    }

    private boolean isOnEarth() {
        return Math.abs(longitude) <= MAX_LONGITUDE && Math.abs(latitude) <= MAX_LATITUDE;
    }
}
