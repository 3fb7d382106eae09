package org.tuban.geo;

import net.sf.geographiclib.Geodesic;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * Lengths on the CGCS2000 ellipsoid, in metres, along geodesics.
 *
 * <p>Source: Karney 2013, "Algorithms for geodesics".
 */
public final class EllipsoidLength {

    private static final Geodesic CGCS2000 = new Geodesic(Cgcs2000.SEMI_MAJOR_AXIS, Cgcs2000.FLATTENING);

    private EllipsoidLength() {}

    /** Between two places, x = longitude, y = latitude in degrees of EPSG:4490. */
    public static double metresBetween(Coordinate one, Coordinate other) {
        return CGCS2000.Inverse(one.y, one.x, other.y, other.x).s12;
    }

    /** Along a shape's lines, or all rings of its polygons. */
    public static double metresAlong(Geometry shape) {
        double sum = 0;
        for (Object line : LinearComponentExtracter.getLines(shape)) {
            CoordinateSequence positions = ((LineString) line).getCoordinateSequence();
            for (int i = 1; i < positions.size(); i++) {
                sum += metresBetween(positions.getCoordinate(i - 1), positions.getCoordinate(i));
            }
        }
        return sum;
    }
}
