package org.tuban.geo;

/**
 * The way from longitude and latitude of EPSG:4490 to the coordinates of another system and back.
 *
 * <p>Positions are (east, north) on either side, in the units of that side, whatever order the authority writes them
 * in. Implementations are safe for any thread. A position that has no counterpart becomes NaN.
 */
interface Projection {

    /** Longitude and latitude as they are: systems that differ from CGCS2000 by less than its own realisations do. */
    Projection NONE = new Projection() {
        @Override
        public void forward(double[] position) {
            // The numbers are the same.
        }

        @Override
        public void inverse(double[] position) {
            // The numbers are the same.
        }
    };

    /** Puts the other system's (east, north) in place of (longitude, latitude) in degrees. */
    void forward(double[] position);

    /** Puts (longitude, latitude) in degrees in place of the other system's (east, north). */
    void inverse(double[] position);
}
