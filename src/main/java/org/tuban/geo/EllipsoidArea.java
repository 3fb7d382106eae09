package org.tuban.geo;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Areas on the CGCS2000 ellipsoid, measured between geodesics.
 *
 * <p>Source: Karney 2013, "Algorithms for geodesics", section 6; ellipsoid of GB 22021-2008: a = 6378137 m,
 * 1/f = 298.257222101.
 */
public final class EllipsoidArea {

    private static final Geodesic CGCS2000 = new Geodesic(Cgcs2000.SEMI_MAJOR_AXIS, Cgcs2000.FLATTENING);

    private EllipsoidArea() {}

    /**
     * Area that a shape covers, holes taken off.
     *
     * <p>Shape: valid Polygon or MultiPolygon, or a collection of them, x = longitude, y = latitude in degrees of
     * EPSG:4490; any ring direction. Points and lines have no area. Unit: square metres, never negative.
     */
    public static double squareMetres(Geometry shape) {
        double sum = 0;
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon polygon && !polygon.isEmpty()) {
                sum += areaOf(polygon);
            } else if (part instanceof GeometryCollection nested) {
                sum += squareMetres(nested);
            }
        }
        return sum;
    }

    /**
     * Area of a shape of a few kilometres whose sides are straight in degrees, as overlays have them: by the measure of
     * the ellipsoid at its middle. Slivers have no area in it, whereas geodesics along their two sides enclose some.
     *
     * <p>Shape and unit as {@link #squareMetres}; error below 0.1 % for 5 km.
     */
    static double squareMetresOfStraightSides(Geometry shape) {
        double sum = 0;
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon && !part.isEmpty()) {
                sum += part.getArea()
                        * squareMetresOfADegree(part.getEnvelopeInternal().centre().y);
            } else if (part instanceof GeometryCollection nested) {
                sum += squareMetresOfStraightSides(nested);
            }
        }
        return sum;
    }

    /** Square metres of a square degree at a latitude: the product of the radii of curvature, on the parallel. */
    public static double squareMetresOfADegree(double latitude) {
        double squaredEccentricity = Cgcs2000.FLATTENING * (2 - Cgcs2000.FLATTENING);
        double sine = Math.sin(Math.toRadians(latitude));
        double w = 1 - squaredEccentricity * sine * sine;
        double radii = Cgcs2000.SEMI_MAJOR_AXIS * Cgcs2000.SEMI_MAJOR_AXIS * (1 - squaredEccentricity) / (w * w);
        return radii * Math.cos(Math.toRadians(latitude)) * Math.toRadians(1) * Math.toRadians(1);
    }

    private static double areaOf(Polygon polygon) {
        double area = areaOf(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            area -= areaOf(polygon.getInteriorRingN(i));
        }
        return area;
    }

    private static double areaOf(LinearRing ring) {
        PolygonArea measured = new PolygonArea(CGCS2000, false);
        CoordinateSequence positions = ring.getCoordinateSequence();
        // The last position repeats the first; the measure closes the ring itself.
        for (int i = 0; i < positions.size() - 1; i++) {
            measured.AddPoint(positions.getY(i), positions.getX(i));
        }
        return Math.abs(measured.Compute(false, true).area);
    }
}
