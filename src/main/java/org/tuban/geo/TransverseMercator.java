package org.tuban.geo;

/**
 * Transverse Mercator (Gauss–Krüger) on the CGCS2000 ellipsoid by Krüger's series to the sixth order of the third
 * flattening.
 *
 * <p>Exact to nanometres within 3900 km of the central meridian and to millimetres over all of China from any zone,
 * where the usual short series (Snyder's, which GeoTools has) is metres off. Source: Karney 2011, "Transverse Mercator
 * with an accuracy of a few nanometers", equations 7 to 19, 35 and 36.
 */
final class TransverseMercator implements Projection {

    private static final double F = Cgcs2000.FLATTENING;
    private static final double N = F / (2 - F);
    private static final double E2 = F * (2 - F);
    private static final double E = Math.sqrt(E2);

    /** Radius of the sphere that has the same length of meridian. */
    private static final double RECTIFYING_RADIUS =
            Cgcs2000.SEMI_MAJOR_AXIS / (1 + N) * (1 + N * N / 4 + Math.pow(N, 4) / 64 + Math.pow(N, 6) / 256);

    /** Beyond it the series no longer means anything; about 150 degrees from the central meridian. */
    private static final double FARTHEST = 2.623395162778;

    private static final double[] ALPHA = {
        series(1, 1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0),
        series(2, 13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0),
        series(3, 61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0),
        series(4, 49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0),
        series(5, 34729 / 80640.0, -3418889 / 1995840.0),
        series(6, 212378941 / 319334400.0)
    };

    private static final double[] BETA = {
        series(1, 1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0),
        series(2, 1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0),
        series(3, 17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0),
        series(4, 4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0),
        series(5, 4583 / 161280.0, -108847 / 3991680.0),
        series(6, 20648693 / 638668800.0)
    };

    private final double centralMeridian;
    private final double scale;
    private final double falseEasting;
    private final double falseNorthing;

    /**
     * A zone.
     *
     * @param centralMeridian degrees
     * @param scaleFactor on the central meridian; 1 for Gauss–Krüger zones
     * @param falseEasting metres
     * @param falseNorthing metres, of the equator
     */
    TransverseMercator(double centralMeridian, double scaleFactor, double falseEasting, double falseNorthing) {
        this.centralMeridian = centralMeridian;
        this.scale = scaleFactor * RECTIFYING_RADIUS;
        this.falseEasting = falseEasting;
        this.falseNorthing = falseNorthing;
    }

    /** Sum of the factors times powers of N, the first of the given power. */
    private static double series(int power, double... factors) {
        double sum = 0;
        for (int i = 0; i < factors.length; i++) {
            sum += factors[i] * Math.pow(N, power + i);
        }
        return sum;
    }

    @Override
    public void forward(double[] position) {
        double longitude = Math.toRadians(Math.IEEEremainder(position[0] - centralMeridian, 360));
        double conformal = conformal(Math.tan(Math.toRadians(position[1])));
        double cosine = Math.cos(longitude);
        double xi = Math.atan2(conformal, cosine);
        double eta = asinh(Math.sin(longitude) / Math.hypot(conformal, cosine));
        double north = xi;
        double east = eta;
        for (int j = 1; j <= ALPHA.length; j++) {
            north += ALPHA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
            east += ALPHA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
        }
        boolean far = !(Math.abs(east) <= FARTHEST);
        position[0] = far ? Double.NaN : falseEasting + scale * east;
        position[1] = far ? Double.NaN : falseNorthing + scale * north;
    }

    @Override
    public void inverse(double[] position) {
        double east = (position[0] - falseEasting) / scale;
        double north = (position[1] - falseNorthing) / scale;
        if (!(Math.abs(east) <= FARTHEST) || !(Math.abs(north) <= Math.PI)) {
            position[0] = Double.NaN;
            position[1] = Double.NaN;
            return;
        }
        double xi = north;
        double eta = east;
        for (int j = 1; j <= BETA.length; j++) {
            xi -= BETA[j - 1] * Math.sin(2 * j * north) * Math.cosh(2 * j * east);
            eta -= BETA[j - 1] * Math.cos(2 * j * north) * Math.sinh(2 * j * east);
        }
        double conformal = Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi));
        double longitude = Math.toDegrees(Math.atan2(Math.sinh(eta), Math.cos(xi)));
        position[0] = Math.IEEEremainder(centralMeridian + longitude, 360);
        position[1] = Math.toDegrees(Math.atan(geodetic(conformal)));
    }

    /** Tangent of the conformal latitude from that of the geodetic one. Karney 2011, equations 7 to 9. */
    private static double conformal(double tangent) {
        double secant = Math.hypot(1, tangent);
        double sigma = Math.sinh(E * atanh(E * tangent / secant));
        return tangent * Math.hypot(1, sigma) - sigma * secant;
    }

    /** Tangent of the geodetic latitude from that of the conformal one, by Newton's method. Equations 19 to 21. */
    private static double geodetic(double conformal) {
        double tangent = conformal / (1 - E2);
        for (int i = 0; i < 6; i++) {
            double now = conformal(tangent);
            tangent += (conformal - now)
                    / Math.hypot(1, now)
                    * (1 + (1 - E2) * tangent * tangent)
                    / ((1 - E2) * Math.hypot(1, tangent));
        }
        return tangent;
    }

    private static double asinh(double value) {
        return Math.copySign(Math.log(Math.abs(value) + Math.hypot(1, value)), value);
    }

    private static double atanh(double value) {
        return 0.5 * Math.log1p(2 * value / (1 - value));
    }
}
