package org.tuban.geo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/** Why ground cannot be divided or put together as asked: what is wrong, where, and by how much. */
public final class PartitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable Coordinate place;
    private final double squareMetres;

    /** What is wrong. */
    public enum Reason {
        /** The line does not divide the shape, or does not even meet it. */
        LINE_MISSES,
        /** An end of the line lies inside the shape. */
        LINE_ENDS_INSIDE,
        /** The line crosses or touches itself. */
        LINE_CROSSES_ITSELF,
        /** The shape is no polygon, several of them where one is needed, or not valid. */
        NO_POLYGON,
        /** More vertices, crossings or parts than are worked on. */
        TOO_COMPLEX,
        /** A part is smaller or narrower than what is taken for ground. */
        SLIVER,
        /** Shapes share no line. */
        NOT_TOUCHING,
        /** Shapes cover the same ground. */
        OVERLAP,
        /** Ground is missing afterwards, or was not there before. */
        DIFFERENCE;

        /** Name in answers: lower case words joined by hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    PartitionException(Reason reason, String message, @Nullable Coordinate place) {
        this(reason, message, place, Double.NaN);
    }

    PartitionException(Reason reason, String message, @Nullable Coordinate place, double squareMetres) {
        super(message);
        this.reason = reason;
        this.place = place;
        this.squareMetres = squareMetres;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** Where, as WKT with nine decimals, such as {@code POINT (121.250000000 28.610000000)}; null if nowhere in particular. */
    public @Nullable String place() {
        return place == null ? null : String.format(Locale.ROOT, "POINT (%.9f %.9f)", place.x, place.y);
    }

    /** By how many square metres on the ellipsoid; NaN if that is not what is wrong. */
    public double squareMetres() {
        return squareMetres;
    }
}
