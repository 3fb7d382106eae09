package org.tuban.geo;

import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;

/**
 * Why a geometry is not valid.
 *
 * @param reason short English reason, such as {@code Self-intersection}
 * @param longitude degrees, of the place that shows it
 * @param latitude degrees, of the place that shows it
 */
public record GeometryDefect(String reason, double longitude, double latitude) {

    static GeometryDefect at(String reason, Coordinate place) {
        return new GeometryDefect(reason, place.x, place.y);
    }

    /** The place as WKT with nine decimals, such as {@code POINT (121.250000000 28.610000000)}. */
    public String place() {
        return String.format(Locale.ROOT, "POINT (%.9f %.9f)", longitude, latitude);
    }
}
