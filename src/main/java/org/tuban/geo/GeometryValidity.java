package org.tuban.geo;

import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Validity in the sense of OGC Simple Features: rings that neither cross nor touch along lines, holes inside, parts
 * apart.
 *
 * <p>Source: OGC 06-103r4, section 6.1.11 (polygons) and 6.1.14 (multipolygons).
 */
public final class GeometryValidity {

    private GeometryValidity() {}

    /** True if every place of it is two numbers. One with an infinity, or none, can be neither drawn nor compared. */
    public static boolean isFinite(Geometry geometry) {
        return Arrays.stream(geometry.getCoordinates())
                .allMatch(place -> Double.isFinite(place.x) && Double.isFinite(place.y));
    }

    /** The first defect found, or nothing if the geometry is valid. An empty geometry is valid. */
    public static Optional<GeometryDefect> findDefect(Geometry geometry) {
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        if (error == null) {
            return Optional.empty();
        }
        Coordinate place = error.getCoordinate();
        return Optional.of(GeometryDefect.at(error.getMessage(), place == null ? geometry.getCoordinate() : place));
    }
}
