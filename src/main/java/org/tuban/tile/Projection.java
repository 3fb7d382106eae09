package org.tuban.tile;

/**
 * How longitude and latitude become places on a flat grid, x to the east and y to the north.
 *
 * <p>CGCS2000 and WGS 84 are within a metre of each other, which the grids make no difference of.
 */
public enum Projection {
    /** Spherical Mercator, metres (EPSG:3857); latitudes end at ±85.0511°. */
    MERCATOR {
        @Override
        double x(double longitude) {
            return RADIUS * Math.toRadians(longitude);
        }

        @Override
        double y(double latitude) {
            double within = Math.max(-MERCATOR_END, Math.min(MERCATOR_END, latitude));
            return RADIUS * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(within) / 2));
        }

        @Override
        double longitude(double x) {
            return Math.toDegrees(x / RADIUS);
        }

        @Override
        double latitude(double y) {
            return Math.toDegrees(2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2);
        }

        @Override
        double metresPerUnit() {
            return 1;
        }
    },
    /** Longitude and latitude as they are, degrees. */
    GEOGRAPHIC {
        @Override
        double x(double longitude) {
            return longitude;
        }

        @Override
        double y(double latitude) {
            return latitude;
        }

        @Override
        double longitude(double x) {
            return x;
        }

        @Override
        double latitude(double y) {
            return y;
        }

        @Override
        double metresPerUnit() {
            return Math.toRadians(1) * RADIUS;
        }
    };

    /** Semi-major axis of CGCS2000 and WGS 84 in metres. */
    private static final double RADIUS = 6378137.0;

    /** Latitude at which the Mercator world is as high as it is wide. */
    private static final double MERCATOR_END = Math.toDegrees(2 * Math.atan(Math.exp(Math.PI)) - Math.PI / 2);

    abstract double x(double longitude);

    abstract double y(double latitude);

    abstract double longitude(double x);

    abstract double latitude(double y);

    /** Length of one unit at the equator, which scale denominators are reckoned by (OGC 17-083r4, clause 6.1). */
    abstract double metresPerUnit();
}
