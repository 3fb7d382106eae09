package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

class GeoJsonReadTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'Point','coordinates':[121.25,28.6]} | POINT (121.25 28.6)",
                "{'type':'LineString','coordinates':[[1,2],[3,4]]} | LINESTRING (1 2, 3 4)",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]} | POLYGON ((0 0, 1 0, 1 1, 0 0))",
                "{'type':'MultiPoint','coordinates':[[1,2]]} | MULTIPOINT ((1 2))",
                "{'type':'MultiLineString','coordinates':[[[1,2],[3,4]]]} | MULTILINESTRING ((1 2, 3 4))",
                "{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]]]} | MULTIPOLYGON (((0 0, 1 0, 1 1,"
                        + " 0 0)))",
                "{'bbox':[1,2,1,2],'type':'Point','coordinates':[-180,-90]} | POINT (-180 -90)"
            })
    void readsEveryKindOfShape(String json, String wkt) {
        Geometry shape = read(json);

        assertThat(shape).hasToString(wkt);
        assertThat(shape.getSRID()).isEqualTo(4490);
    }

    @Test
    void turnsRingsTheWayTheStandardAsks() {
        String json = "{'type':'Polygon','coordinates':"
                + "[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]}";

        assertThat(read(json)).hasToString("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,2] | `` | an object",
                "{'coordinates':[1,2]} | /type | Point",
                "{'type':7,'coordinates':[1,2]} | /type | Point",
                "{'type':'Circle','coordinates':[1,2]} | /type | Point",
                "{'type':'GeometryCollection','geometries':[]} | /geometries | no such member",
                "{'type':'Feature','geometry':null} | /geometry | no such member",
                "{'type':'Point','crs':{},'coordinates':[1,2]} | /crs | longitude and latitude",
                "{'type':'Point'} | /coordinates | an array",
                "{'type':'Point','coordinates':null} | /coordinates | a position",
                "{'type':'Point','coordinates':[]} | /coordinates | two numbers",
                "{'type':'Point','coordinates':[1]} | /coordinates | two numbers",
                "{'type':'Point','coordinates':[1,2,3]} | /coordinates | heights are not kept",
                "{'type':'Point','coordinates':[1,2,3,4,5,6,7,8,9]} | /coordinates | two numbers",
                "{'type':'Point','coordinates':['1',2]} | /coordinates/0 | -180 to 180",
                "{'type':'Point','coordinates':[1,null]} | /coordinates/1 | -90 to 90",
                "{'type':'Point','coordinates':[500,2]} | /coordinates/0 | -180 to 180",
                "{'type':'Point','coordinates':[28,121]} | /coordinates/1 | -90 to 90",
                "{'type':'Point','coordinates':[40500000,3165000]} | /coordinates/0 | -180 to 180",
                "{'type':'Point','coordinates':[1e400,2]} | /coordinates/0 | -180 to 180",
                "{'type':'Point','coordinates':[1,-1e400]} | /coordinates/1 | -90 to 90",
                "{'type':'Point','coordinates':[123456789012345678901234567890,2]} | /coordinates/0 | -180 to 180",
                "{'type':'Point','coordinates':[[1,2],3]} | /coordinates/0 | -180 to 180",
                "{'type':'LineString','coordinates':[[1,2]]} | /coordinates | two positions",
                "{'type':'LineString','coordinates':[1,2]} | /coordinates/0 | a position",
                "{'type':'LineString','coordinates':{}} | /coordinates | two positions",
                "{'type':'Polygon','coordinates':[]} | /coordinates | one ring",
                "{'type':'Polygon','coordinates':[[]]} | /coordinates/0 | four positions",
                "{'type':'Polygon','coordinates':[[[0,0],[1,1],[0,0]]]} | /coordinates/0 | four positions",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1]]]} | /coordinates/0/3 | a ring is closed",
                "{'type':'MultiPolygon','coordinates':[]} | /coordinates | one part",
                "{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[9,9]]]]} | /coordinates/0/0/3 | a ring is"
                        + " closed"
            })
    void refusesWithThePlaceAndTheLimit(String json, String pointer, String allowed) {
        InvalidGeometryException refusal = catchThrowableOfType(InvalidGeometryException.class, () -> read(json));

        assertThat(refusal.pointer()).isEqualTo(pointer);
        assertThat(refusal.allowed()).contains(allowed);
        assertThat(refusal.found()).isNotBlank().hasSizeLessThan(80);
    }

    @Test
    void takesTheGreatestNumberOfPositionsAndRefusesOneMore() {
        assertThat(read(line(GeoJson.MAX_POSITIONS)).getNumPoints()).isEqualTo(10_000);

        InvalidGeometryException refusal =
                catchThrowableOfType(InvalidGeometryException.class, () -> read(line(GeoJson.MAX_POSITIONS + 1)));
        assertThat(refusal).hasMessageContaining("at most 10000 positions");
    }

    @Test
    void countsPositionsOverAllParts() {
        String half = "[" + positions(60) + "]";
        String json = "{'type':'MultiLineString','coordinates':[" + half + "," + half + "]}";

        InvalidGeometryException refusal = catchThrowableOfType(
                InvalidGeometryException.class, () -> GeoJson.read(MAPPER.readTree(json.replace('\'', '"')), "", 100));

        assertThat(refusal.pointer()).isEqualTo("/coordinates/1");
    }

    @Test
    void putsThePlaceOfTheGeometryBeforeItsOwn() {
        InvalidGeometryException refusal = catchThrowableOfType(
                InvalidGeometryException.class,
                () -> GeoJson.read(MAPPER.readTree("{\"type\":\"Point\",\"coordinates\":[1]}"), "/geometry", 100));

        assertThat(refusal.pointer()).isEqualTo("/geometry/coordinates");
    }

    private static String line(int count) {
        return "{'type':'LineString','coordinates':[" + positions(count) + "]}";
    }

    private static String positions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "[" + i / 1000.0 + ",1]").collect(Collectors.joining(","));
    }

    private static Geometry read(String json) {
        return GeoJson.read(MAPPER.readTree(json.replace('\'', '"')));
    }
}
