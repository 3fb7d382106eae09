package org.tuban.feature;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.tuban.geo.EllipsoidArea;
import org.tuban.geo.GeometrySerializer;
import org.tuban.geo.ShapeDifference;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What one shape of a feature has that another has not.
 *
 * @param added what only the second has, EPSG:4490; null if nothing
 * @param removed what only the first has, EPSG:4490; null if nothing
 * @param addedArea in square metres on the ellipsoid; null if a shape is not accurate enough or has no area
 * @param removedArea likewise
 */
public record ShapeChange(
        @JsonSerialize(using = GeometrySerializer.class) @Nullable
        Geometry added,

        @JsonSerialize(using = GeometrySerializer.class) @Nullable
        Geometry removed,

        @Nullable Double addedArea,
        @Nullable Double removedArea) {

    /**
     * Between what a feature was and what it is; empty if the shape is the same.
     *
     * @param before null if it was not there
     */
    public static Optional<ShapeChange> between(@Nullable Feature before, Feature after) {
        Geometry one = before == null ? null : before.geometry();
        Geometry other = after.geometry();
        boolean same = one == null ? other == null : other != null && one.equalsExact(other);
        if (same) {
            return Optional.empty();
        }
        ShapeDifference difference = ShapeDifference.of(one, other);
        boolean measurable = (before == null || isMeasurable(before)) && isMeasurable(after);
        return Optional.of(new ShapeChange(
                difference.added(),
                difference.removed(),
                measurable ? area(difference.added()) : null,
                measurable ? area(difference.removed()) : null));
    }

    /** A shape that is not there hides nothing. */
    private static boolean isMeasurable(Feature feature) {
        return feature.geometry() == null
                || (feature.geometry() instanceof Polygonal && Accuracy.isMeasurable(feature));
    }

    private static double area(@Nullable Geometry part) {
        return Optional.ofNullable(part).map(EllipsoidArea::squareMetres).orElse(0.0);
    }
}
