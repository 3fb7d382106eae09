package org.tuban.geo;

/**
 * Popular Visualisation Pseudo-Mercator, EPSG:3857: the sphere's formula on the ellipsoid's latitude.
 *
 * <p>Source: IOGP Guidance Note 7-2, method 1024.
 */
final class WebMercator implements Projection {

    private static final double RADIUS = Cgcs2000.SEMI_MAJOR_AXIS;

    @Override
    public void forward(double[] position) {
        position[0] = RADIUS * Math.toRadians(position[0]);
        // asinh(tan φ): finite at the poles, unlike ln tan(π/4 + φ/2).
        double tangent = Math.tan(Math.toRadians(position[1]));
        double northing = Math.log(Math.abs(tangent) + Math.hypot(1, tangent));
        position[1] = RADIUS * Math.copySign(northing, tangent);
    }

    @Override
    public void inverse(double[] position) {
        position[0] = Math.toDegrees(position[0] / RADIUS);
        position[1] = Math.toDegrees(Math.atan(Math.sinh(position[1] / RADIUS)));
    }
}
