package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeometryValidityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0)) | Self-intersection | POINT (1.000000000 1.000000000)",
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5)) | Hole lies outside shell | POINT"
                        + " (5.000000000 5.000000000)",
                "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 1))) | Nested shells | POINT"
                        + " (1.000000000 1.000000000)",
                "LINESTRING (1 1, 1 1) | Too few distinct points in geometry component | POINT (1.000000000"
                        + " 1.000000000)"
            })
    void namesTheDefectAndItsPlace(String shape, String reason, String place) {
        GeometryDefect defect = GeometryValidity.findDefect(wkt(shape)).orElseThrow();

        assertThat(defect.reason()).isEqualTo(reason);
        assertThat(defect.place()).isEqualTo(place);
    }

    @Test
    void refusesOrdinatesThatAreNoNumbers() {
        Geometry broken = new GeometryFactory().createPoint(new Coordinate(Double.NaN, 1));

        assertThat(GeometryValidity.findDefect(broken)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT (1 1)",
                "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((2 2, 3 2, 3 3, 2 2)))",
                "POLYGON EMPTY"
            })
    void findsNothingInValidShapes(String shape) {
        assertThat(GeometryValidity.findDefect(wkt(shape))).isEmpty();
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
