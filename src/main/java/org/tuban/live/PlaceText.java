package org.tuban.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tuban.feature.ChangeLog.Place;

/** A place in the change log as readers keep it: the same on every service of the database and after every restart. */
final class PlaceText {

    private static final int RADIX = 36;
    private static final Pattern SHAPE = Pattern.compile("([0-9a-z]{1,12})-([0-9a-z]{1,12})");

    private PlaceText() {}

    /** Lower case letters, digits and one hyphen. */
    static String of(Place place) {
        return Long.toString(place.transaction(), RADIX) + "-" + Long.toString(place.number(), RADIX);
    }

    /** The place, if the text is one as {@link #of} writes it. */
    static Optional<Place> read(String text) {
        Matcher parts = SHAPE.matcher(text);
        return parts.matches()
                ? Optional.of(new Place(Long.parseLong(parts.group(1), RADIX), Long.parseLong(parts.group(2), RADIX)))
                : Optional.empty();
    }
}
