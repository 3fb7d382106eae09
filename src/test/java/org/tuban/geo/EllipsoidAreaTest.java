package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class EllipsoidAreaTest {

    private static final double A = 6_378_137;
    private static final double F = 1 / 298.257222101;

    /** The test set Planimeter0 of GeographicLib; its WGS 84 differs from CGCS2000 by less than a square metre here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON ((0 89, 90 89, 180 89, 270 89, 0 89)) | 24952305678.0",
                "POLYGON ((-1 0, 0 -1, 1 0, 0 1, -1 0)) | 24619419146.0",
            })
    void agreesWithTheReferenceCasesOfGeodesicPolygons(String polygon, double squareMetres) {
        assertThat(EllipsoidArea.squareMetres(wkt(polygon))).isCloseTo(squareMetres, within(1.0));
    }

    @Test
    void measuresStraightSidesAsGeodesicsWhereTheyAreShort() {
        Geometry square = wkt("POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28))");

        assertThat(EllipsoidArea.squareMetresOfStraightSides(square))
                .isCloseTo(EllipsoidArea.squareMetres(square), within(0.05));
    }

    @Test
    void measuresAnEighthOfTheEllipsoid() {
        double e = Math.sqrt(F * (2 - F));
        double whole = 2 * Math.PI * A * A * (1 + (1 - e * e) / e * 0.5 * Math.log((1 + e) / (1 - e)));

        double octant = EllipsoidArea.squareMetres(wkt("POLYGON ((0 0, 90 0, 90 90, 0 0))"));

        assertThat(octant).isCloseTo(whole / 8, within(1.0));
    }

    @Test
    void measuresAParcelLikeTheRadiiOfCurvatureSay() {
        double latitude = Math.toRadians(28.61);
        double size = 0.001;
        double e2 = F * (2 - F);
        double w = Math.sqrt(1 - e2 * Math.pow(Math.sin(latitude), 2));
        double northSouth = A * (1 - e2) / Math.pow(w, 3) * Math.toRadians(size);
        double eastWest = A / w * Math.cos(latitude) * Math.toRadians(size);

        double area = EllipsoidArea.squareMetres(
                wkt("POLYGON ((121.25 28.6095, 121.251 28.6095, 121.251 28.6105, 121.25 28.6105, 121.25 28.6095))"));

        assertThat(area).isCloseTo(northSouth * eastWest, within(0.01));
    }

    @Test
    void takesHolesOffWhicheverWayTheRingsRun() {
        String shell = "(0 0, 0 3, 3 3, 3 0, 0 0)";
        String hole = "(1 1, 1 2, 2 2, 2 1, 1 1)";
        double whole = EllipsoidArea.squareMetres(wkt("POLYGON (" + shell + ")"));
        double inner = EllipsoidArea.squareMetres(wkt("POLYGON (" + hole + ")"));

        double holed = EllipsoidArea.squareMetres(wkt("POLYGON (" + shell + ", " + hole + ")"));

        assertThat(holed).isCloseTo(whole - inner, within(0.001));
        assertThat(holed).isPositive();
    }

    @Test
    void addsTheParts() {
        double one = EllipsoidArea.squareMetres(wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"));

        assertThat(EllipsoidArea.squareMetres(wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((10 0, 11 0, 11 1, 10 0)))")))
                .isCloseTo(2 * one, within(0.01));
        assertThat(EllipsoidArea.squareMetres(
                        wkt("GEOMETRYCOLLECTION (POINT (1 1), GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0))))")))
                .isCloseTo(one, within(0.001));
    }

    @Test
    void knowsNoAreaOfPointsAndLines() {
        assertThat(EllipsoidArea.squareMetres(wkt("POINT (1 1)"))).isZero();
        assertThat(EllipsoidArea.squareMetres(wkt("LINESTRING (0 0, 1 1, 2 0)")))
                .isZero();
        assertThat(EllipsoidArea.squareMetres(wkt("POLYGON EMPTY"))).isZero();
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
