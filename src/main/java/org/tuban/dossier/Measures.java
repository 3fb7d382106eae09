package org.tuban.dossier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.geo.EllipsoidArea;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Layer;

/**
 * What can honestly be said about a feature's size and place.
 *
 * @param areaStatedM2 square metres as a source states them, or null
 * @param areaComputedM2 square metres of the shape on the ellipsoid, to two decimals; null if the shape has no area or is
 *     not accurate enough to have one
 * @param areaNote the accuracy that forbids a computed area, such as {@code schematic}, or null
 * @param bbox west, south, east, north in degrees of EPSG:4490, or null without a shape
 */
record Measures(
        @Nullable Number areaStatedM2,
        @Nullable Number areaComputedM2,
        @Nullable String areaNote,
        @Nullable List<Double> bbox) {

    private static final String AREA_STATED = "area_stated_m2";
    private static final int SURFACE = 2;

    static Measures of(Feature feature, Layer layer) {
        Geometry shape = feature.geometry();
        boolean surface = shape == null ? isSurface(layer.geometry()) : shape.getDimension() == SURFACE;
        boolean measurable = isMeasurable(feature);
        return new Measures(
                feature.properties().get(AREA_STATED) instanceof Number stated
                        ? Json.number(stated.doubleValue())
                        : null,
                surface && measurable && shape != null ? Json.number(squareMetres(shape)) : null,
                surface && !measurable ? Accuracy.of(feature) : null,
                shape == null ? null : bbox(shape.getEnvelopeInternal()));
    }

    /** False if the shape is too rough for an area, an overlap or any other result. */
    static boolean isMeasurable(Feature feature) {
        return Accuracy.isMeasurable(feature);
    }

    private static boolean isSurface(GeometryType type) {
        return type == GeometryType.POLYGON || type == GeometryType.MULTI_POLYGON;
    }

    private static double squareMetres(Geometry shape) {
        return Math.round(EllipsoidArea.squareMetres(shape) * 100) / 100.0;
    }

    private static List<Double> bbox(Envelope box) {
        return List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }
}
