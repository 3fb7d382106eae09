package org.tuban.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What one shape has and another has not.
 *
 * @param added what only the later shape has; null if that is nothing
 * @param removed what only the earlier shape has; null if that is nothing
 */
public record ShapeDifference(
        @Nullable Geometry added, @Nullable Geometry removed) {

    /** Between two shapes, degrees of EPSG:4490; a shape that is not there has nothing. */
    public static ShapeDifference of(@Nullable Geometry before, @Nullable Geometry after) {
        return new ShapeDifference(without(after, before), without(before, after));
    }

    private static @Nullable Geometry without(@Nullable Geometry shape, @Nullable Geometry other) {
        if (shape == null || other == null) {
            return shape;
        }
        Geometry rest = OverlayNGRobust.overlay(shape, other, OverlayNG.DIFFERENCE);
        return rest.isEmpty() ? null : rest;
    }
}
