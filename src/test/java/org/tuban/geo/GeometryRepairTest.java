package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeometryRepairTest {

    private static final String BOW_TIE = "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON ((0 0, 2 0, 4 0, 2 0, 2 2, 0 2, 0 0)) | POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
                "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (1 1, 2 1, 2 2, 1 1)) "
                        + "| POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))"
            })
    void makesAValidPolygonOfWhatCanBeOne(String broken, String mended) throws ParseException {
        Geometry repaired = GeometryRepair.repair(wkt(broken), Polygon.class).orElseThrow();

        assertThat(repaired.equalsTopo(wkt(mended))).isTrue();
        assertThat(GeometryValidity.findDefect(repaired)).isEmpty();
        assertThat(repaired.getSRID()).isEqualTo(4490);
    }

    @Test
    void keepsToTheClassThatIsWanted() throws ParseException {
        assertThat(GeometryRepair.repair(wkt(BOW_TIE), Polygon.class)).isEmpty();
        assertThat(GeometryRepair.repair(wkt(BOW_TIE), Point.class)).isEmpty();
        assertThat(GeometryRepair.repair(wkt(BOW_TIE), MultiPolygon.class)
                        .orElseThrow()
                        .getNumGeometries())
                .isEqualTo(2);
        assertThat(GeometryRepair.repair(wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"), MultiPolygon.class)
                        .orElseThrow()
                        .getNumGeometries())
                .isEqualTo(1);
    }

    @Test
    void doesNotTakeALineForAnArea() throws ParseException {
        assertThat(GeometryRepair.repair(wkt("POLYGON ((0 0, 1 0, 2 0, 0 0))"), Polygon.class))
                .isEmpty();
    }

    private static Geometry wkt(String text) throws ParseException {
        return new WKTReader().read(text);
    }
}
