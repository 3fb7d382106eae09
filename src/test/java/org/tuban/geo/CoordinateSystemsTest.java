package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class CoordinateSystemsTest {

    private static final CoordinateSystems SYSTEMS = CoordinateSystems.with(List.of(4527, 32651));
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void offersWhatEveryInstallationHasAndWhatTheSettingAdds() {
        assertThat(SYSTEMS.uris())
                .containsExactly(
                        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                        "http://www.opengis.net/def/crs/EPSG/0/4490",
                        "http://www.opengis.net/def/crs/EPSG/0/4326",
                        "http://www.opengis.net/def/crs/EPSG/0/3857",
                        "http://www.opengis.net/def/crs/EPSG/0/4528",
                        "http://www.opengis.net/def/crs/EPSG/0/4549",
                        "http://www.opengis.net/def/crs/EPSG/0/4527",
                        "http://www.opengis.net/def/crs/EPSG/0/32651");
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.opengis.net/def/crs/EPSG/0/4490, EPSG/0/4490",
        "https://www.opengis.net/def/crs/EPSG/0/4490, EPSG/0/4490",
        "urn:ogc:def:crs:EPSG::4490, EPSG/0/4490",
        "EPSG:4490, EPSG/0/4490",
        "[EPSG:4490], EPSG/0/4490",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84, OGC/1.3/CRS84",
        "urn:ogc:def:crs:OGC:1.3:CRS84, OGC/1.3/CRS84",
        "OGC:CRS84, OGC/1.3/CRS84"
    })
    void knowsASystemByItsNames(String name, String end) {
        assertThat(SYSTEMS.find(name).orElseThrow().uri()).isEqualTo("http://www.opengis.net/def/crs/" + end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4490",
                "EPSG:9999999",
                "EPSG:CRS84",
                "OGC:4490",
                "epsg:4490",
                "http://www.opengis.net/def/crs/EPSG/0/4490/",
                "http://www.opengis.net/def/crs/EPSG/0/2154",
                "http://127.0.0.1:1/def/crs/EPSG/0/4490",
                "http://www.opengis.net/def/crs/EPSG/0/4490\n"
            })
    void knowsNothingElse(String name) {
        assertThat(SYSTEMS.find(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:4549, 3167887.64, 623461.66, 0.01",
        "EPSG:4528, 3167887.64, 40623461.66, 0.01",
        "EPSG:3857, 13498872.071, 3327463.994, 0.001",
        "EPSG:4326, 28.62075, 121.262431, 0",
        "EPSG:4490, 28.62075, 121.262431, 0",
        "OGC:CRS84, 121.262431, 28.62075, 0"
    })
    void givesTheCheckPointInTheOrderOfTheAuthority(String name, double first, double second, double tolerance) {
        CoordinateSystem system = SYSTEMS.find(name).orElseThrow();
        Geometry stored = new GeometryFactory().createPoint(new Coordinate(121.262431, 28.62075));

        Coordinate own = system.fromStored(stored).getCoordinate();
        Coordinate back = system.toStored(system.fromStored(stored)).getCoordinate();

        assertThat(own.x).isCloseTo(first, within(tolerance));
        assertThat(own.y).isCloseTo(second, within(tolerance));
        assertThat(back.x).isCloseTo(121.262431, within(1e-11));
        assertThat(back.y).isCloseTo(28.62075, within(1e-11));
        assertThat(stored.getCoordinate()).isEqualTo(new Coordinate(121.262431, 28.62075));
    }

    @Test
    void writesMetresNorthingFirstWithFourDecimalsAndTheShellCounterClockwiseOnTheGround() throws ParseException {
        Geometry square =
                new WKTReader().read("POLYGON ((121.25 28.6, 121.26 28.6, 121.26 28.61, 121.25 28.61, 121.25 28.6))");
        CoordinateSystem system = SYSTEMS.find("EPSG:4528").orElseThrow();

        String written = write(square, system);

        assertThat(written)
                .startsWith("{\"type\":\"Polygon\",\"coordinates\":[[[316")
                .doesNotContainPattern("\\.\\d{5}");
        Geometry read = GeoJson.read(MAPPER.readTree(written), "", 100, system);
        assertThat(read.equalsExact(square, 1e-9)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPSG:4528 | [40623461.66, 3167887.64] | /coordinates | swapped",
                "EPSG:4528 | [3167887.64, 1e9] | /coordinates | reaches",
                "EPSG:4528 | [3167887.64, 1e12] | /coordinates/1 | at most",
                "EPSG:3857 | [30000000, 0] | /coordinates | reaches",
                "EPSG:4490 | [121.26, 28.6] | /coordinates/0 | latitude",
                "EPSG:4326 | [28.6, 500] | /coordinates/1 | longitude"
            })
    void refusesWhatIsNowhereOnTheEarthWithThePlace(String name, String position, String place, String hint) {
        String point = "{\"type\":\"Point\",\"coordinates\":" + position + "}";
        CoordinateSystem system = SYSTEMS.find(name).orElseThrow();
        if (hint.equals("swapped")) {
            // A northing of 40 million metres is beyond the pole and back; a swap must not pass as a place.
            assertThatThrownBy(() -> GeoJson.read(MAPPER.readTree(point), "", 10, system))
                    .isInstanceOf(InvalidGeometryException.class);
            return;
        }
        assertThatThrownBy(() -> GeoJson.read(MAPPER.readTree(point), "", 10, system))
                .isInstanceOfSatisfying(
                        InvalidGeometryException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(place))
                .hasMessageContaining(hint);
    }

    @Test
    void findsTheBoxThatABoxInMetresLiesIn() {
        CoordinateSystem system = SYSTEMS.find("EPSG:4549").orElseThrow();
        Geometry corner = system.fromStored(new GeometryFactory().createPoint(new Coordinate(121.25, 28.6)));
        double north = corner.getCoordinate().x;
        double east = corner.getCoordinate().y;

        Envelope box = system.toStored(new Envelope(east, east + 1000, north, north + 1000));

        assertThat(box.getMinX()).isLessThanOrEqualTo(121.25).isCloseTo(121.25, within(2e-4));
        assertThat(box.getMinY()).isCloseTo(28.6, within(2e-4));
        assertThat(box.getWidth()).isBetween(0.0102, 0.0106);
        assertThat(box.getHeight()).isBetween(0.0090, 0.0093);
    }

    @Test
    void cutsABoxOfTheWholeWebMapToTheEarth() {
        CoordinateSystem system = SYSTEMS.find("EPSG:3857").orElseThrow();

        Envelope box = system.toStored(new Envelope(-20037508.35, 20037508.35, -20037508.35, 20037508.35));

        assertThat(box.getMinX()).isEqualTo(-180);
        assertThat(box.getMaxX()).isEqualTo(180);
        assertThat(box.getMaxY()).isCloseTo(85.0511, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({
        "999999, not known",
        "5773, no geographic or projected",
        "4978, no geographic or projected",
        "4979, two axes",
        "2053, east and a north"
    })
    void refusesACodeThatCannotBeOffered(int code, String why) {
        assertThatThrownBy(() -> CoordinateSystems.with(List.of(code)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EPSG:" + code)
                .hasMessageContaining(why);
    }

    private static String write(Geometry geometry, CoordinateSystem system) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            GeoJson.write(json, geometry, system);
        }
        return text.toString();
    }
}
