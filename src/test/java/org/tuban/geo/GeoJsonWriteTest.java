package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class GeoJsonWriteTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "121.25, 121.25",
        "121, 121",
        "0, 0",
        "-0.0, 0",
        "-0.5, -0.5",
        "0.000000001, 0.000000001",
        "0.0000000001, 0",
        "1e-7, 0.0000001",
        "121.123456789123, 121.123456789",
        "0.1, 0.1",
        "119.99999999999, 120",
        "-179.999999999, -179.999999999",
        "40500000.125, 40500000.125",
        "1e15, 1000000000000000"
    })
    void writesAtMostNineDecimalsAndNeverAnExponent(double ordinate, String expected) {
        Geometry point = new GeometryFactory().createPoint(new Coordinate(ordinate, 1));

        assertThat(write(point)).isEqualTo("{\"type\":\"Point\",\"coordinates\":[" + expected + ",1]}");
    }

    @Test
    void orientsRingsAsTheStandardAsks() {
        String clockwiseShell = "POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))";

        assertThat(write(wkt(clockwiseShell)))
                .isEqualTo("{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINESTRING (1 2, 3 4) | {'type':'LineString','coordinates':[[1,2],[3,4]]}",
                "MULTIPOINT (1 2, 3 4) | {'type':'MultiPoint','coordinates':[[1,2],[3,4]]}",
                "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8)) |"
                        + " {'type':'MultiLineString','coordinates':[[[1,2],[3,4]],[[5,6],[7,8]]]}",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0))) |"
                        + " {'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "POLYGON EMPTY | {'type':'Polygon','coordinates':[]}",
                "POINT EMPTY | {'type':'Point','coordinates':[]}",
                "GEOMETRYCOLLECTION (POINT (1 2)) |"
                        + " {'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[1,2]}]}",
                "LINEARRING (0 0, 1 0, 1 1, 0 0) | {'type':'LineString','coordinates':[[0,0],[1,0],[1,1],[0,0]]}",
                "POINT Z (1 2 3) | {'type':'Point','coordinates':[1,2]}"
            })
    void writesEveryKindOfShape(String wkt, String expected) {
        assertThat(write(wkt(wkt))).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void writesNullForNoShape() {
        assertThat(write(null)).isEqualTo("null");
    }

    @Test
    void refusesAnOrdinateThatIsNoNumber() {
        Geometry broken = new GeometryFactory().createPoint(new Coordinate(Double.POSITIVE_INFINITY, 1));

        assertThatThrownBy(() -> write(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String write(@Nullable Geometry geometry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            GeoJson.write(json, geometry);
        }
        return text.toString();
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
