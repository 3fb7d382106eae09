package org.tuban.geo;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;

/**
 * China Geodetic Coordinate System 2000, EPSG:4490, with x = longitude and y = latitude.
 *
 * <p>Every stored shape is in it. It is read from its text rather than from the EPSG database, whose first use takes
 * seconds.
 */
public final class Cgcs2000 {

    /** EPSG number. */
    public static final int SRID = 4490;

    /** Semi-major axis of its ellipsoid in metres. */
    public static final double SEMI_MAJOR_AXIS = 6378137.0;

    /** Flattening of its ellipsoid. */
    public static final double FLATTENING = 1 / 298.257222101;

    /** OGC well-known text, longitude first. Source: EPSG dataset, code 4490. */
    public static final String WKT = """
            GEOGCS["China Geodetic Coordinate System 2000",
              DATUM["China_2000",
                SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],
                AUTHORITY["EPSG","1043"]],
              PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],
              UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],
              AXIS["Longitude",EAST],AXIS["Latitude",NORTH],
              AUTHORITY["EPSG","4490"]]""";

    private Cgcs2000() {}

    /** The system as GeoTools knows it. */
    public static CoordinateReferenceSystem crs() {
        return Holder.CRS_4490;
    }

    private static final class Holder {
        static final CoordinateReferenceSystem CRS_4490 = parse();

        private static CoordinateReferenceSystem parse() {
            try {
                return CRS.parseWKT(WKT);
            } catch (FactoryException impossible) {
                throw new IllegalStateException("the text of EPSG:4490 is not readable", impossible);
            }
        }
    }
}
