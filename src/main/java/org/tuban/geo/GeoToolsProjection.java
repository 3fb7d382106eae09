package org.tuban.geo;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.cs.CoordinateSystemAxis;
import org.geotools.api.referencing.cs.EllipsoidalCS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.OperationNotFoundException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/** A system of the EPSG dataset that this service has no formula of its own for. */
final class GeoToolsProjection implements Projection {

    /** Ellipsoids nearer to CGCS2000's than this in 1/f are those of systems that agree with it: WGS 84, GRS 80. */
    private static final double SAME_FLATTENING = 1e-4;

    private final MathTransform forward;
    private final MathTransform inverse;

    private GeoToolsProjection(MathTransform forward, MathTransform inverse) {
        this.forward = forward;
        this.inverse = inverse;
    }

    /**
     * The system of an EPSG code.
     *
     * @throws IllegalArgumentException with a sentence, if there is no such system, it is not made of an east and a
     *     north axis, or no transformation to CGCS2000 is known
     */
    static CoordinateSystem decode(int code) {
        try {
            CoordinateReferenceSystem official = CRS.decode("EPSG:" + code, false);
            if (!(official instanceof ProjectedCRS) && !(official instanceof GeographicCRS)) {
                throw refused(code, "is no geographic or projected system");
            }
            boolean northFirst = northFirst(code, official);
            Projection projection = projection(code, CRS.decode("EPSG:" + code, true));
            boolean degrees = official.getCoordinateSystem() instanceof EllipsoidalCS;
            return new CoordinateSystem(
                    CoordinateSystem.EPSG + code, Integer.toString(code), degrees, northFirst, projection);
        } catch (FactoryException unknown) {
            throw new IllegalArgumentException("EPSG:%d is not known".formatted(code), unknown);
        }
    }

    private static boolean northFirst(int code, CoordinateReferenceSystem system) {
        if (system.getCoordinateSystem().getDimension() != 2) {
            throw refused(code, "does not have two axes");
        }
        CoordinateSystemAxis first = system.getCoordinateSystem().getAxis(0);
        CoordinateSystemAxis second = system.getCoordinateSystem().getAxis(1);
        boolean northFirst = first.getDirection().equals(AxisDirection.NORTH)
                && second.getDirection().equals(AxisDirection.EAST);
        boolean eastFirst = first.getDirection().equals(AxisDirection.EAST)
                && second.getDirection().equals(AxisDirection.NORTH);
        if (!northFirst && !eastFirst) {
            throw refused(code, "does not have an east and a north axis");
        }
        return northFirst;
    }

    private static Projection projection(int code, CoordinateReferenceSystem eastFirst) throws FactoryException {
        MathTransform forward = find(code, eastFirst);
        try {
            return new GeoToolsProjection(forward, forward.inverse());
        } catch (TransformException oneWay) {
            throw new IllegalArgumentException("EPSG:%d cannot be turned back".formatted(code), oneWay);
        }
    }

    /** Without a known datum shift only systems on CGCS2000's own ellipsoid agree with it; others are metres away. */
    private static MathTransform find(int code, CoordinateReferenceSystem target) throws FactoryException {
        try {
            return CRS.findMathTransform(Cgcs2000.crs(), target, false);
        } catch (OperationNotFoundException noShift) {
            Ellipsoid ellipsoid = CRS.getEllipsoid(target);
            boolean agrees = Math.abs(ellipsoid.getSemiMajorAxis() - Cgcs2000.SEMI_MAJOR_AXIS) < 1
                    && Math.abs(ellipsoid.getInverseFlattening() - 1 / Cgcs2000.FLATTENING) < SAME_FLATTENING;
            if (!agrees) {
                throw new IllegalArgumentException(
                        "EPSG:%d has another datum, and its shift to CGCS2000 is not known".formatted(code), noShift);
            }
            return CRS.findMathTransform(Cgcs2000.crs(), target, true);
        }
    }

    private static IllegalArgumentException refused(int code, String why) {
        return new IllegalArgumentException("EPSG:%d %s".formatted(code, why));
    }

    @Override
    public void forward(double[] position) {
        transform(forward, position);
    }

    @Override
    public void inverse(double[] position) {
        transform(inverse, position);
    }

    private static void transform(MathTransform transform, double[] position) {
        try {
            transform.transform(position, 0, position, 0, 1);
        } catch (TransformException nowhere) {
            position[0] = Double.NaN;
            position[1] = Double.NaN;
        }
    }
}
