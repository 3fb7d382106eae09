package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC API – Features Part 2 (OGC 18-058r1) over HTTP, requirement by requirement, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class CoordinateSystemsIT {

    private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String BLOCKS = "/ogc/collections/block/items";

    private static TubanServer server;

    CoordinateSystemsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.crs=4527,EPSG:32651");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "/req/crs/fc-md-crs-list, /req/crs/fc-md-storageCrs, /req/crs/fc-md-storageCrs-valid-value, /req/crs/crs-uri")
    void everyCollectionNamesItsSystemsAndTheOneItIsKeptIn() {
        JsonNode collections = TubanServer.json(server.get("/ogc/collections")).get("collections");

        assertThat(collections).isNotEmpty();
        for (JsonNode collection : collections) {
            assertThat(texts(collection.get("crs")))
                    .startsWith(CRS84)
                    .contains(EPSG + 4490, EPSG + 4326, EPSG + 3857, EPSG + 4528, EPSG + 4549)
                    .contains(EPSG + 4527, EPSG + 32651)
                    .contains(collection.get("storageCrs").stringValue());
            assertThat(collection.get("storageCrs").stringValue()).isEqualTo(EPSG + 4490);
        }
    }

    @Test
    @DisplayName("/req/crs/fc-crs-default-value, /req/crs/ogc-crs-header, /req/crs/ogc-crs-header-value")
    void givesLongitudeAndLatitudeOfWgs84WhenNothingIsSaid() {
        HttpResponse<String> answer = server.get(BLOCKS + "?limit=1");

        assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + CRS84 + ">");
        assertThat(first(answer).get(0).doubleValue()).isBetween(121.0, 122.0);
        assertThat(server.get(BLOCKS + "/BLK-FSX-3").headers().firstValue("Content-Crs"))
                .contains("<" + CRS84 + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "4490, 28, 29, 121, 122",
        "4326, 28, 29, 121, 122",
        "3857, 13400000, 13600000, 3300000, 3400000",
        "4528, 3100000, 3200000, 40600000, 40700000",
        "4549, 3100000, 3200000, 600000, 700000",
        "32651, 300000, 400000, 3100000, 3200000"
    })
    @DisplayName("/req/crs/fc-crs-definition, /req/crs/fc-crs-valid-value, /req/crs/fc-crs-action")
    void givesCoordinatesInTheOrderOfTheSystemAskedFor(
            int code, double leastFirst, double mostFirst, double leastSecond, double mostSecond) {
        HttpResponse<String> page = server.get(BLOCKS + "?limit=1&crs=" + EPSG + code);
        HttpResponse<String> item = server.get(BLOCKS + "/BLK-FSX-3?crs=" + EPSG + code);

        for (HttpResponse<String> answer : List.of(page, item)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + EPSG + code + ">");
            assertThat(first(answer).get(0).doubleValue()).isBetween(leastFirst, mostFirst);
            assertThat(first(answer).get(1).doubleValue()).isBetween(leastSecond, mostSecond);
        }
    }

    @Test
    @DisplayName("/req/crs/fc-crs-action: links carry the system on")
    void linksOfAPageKeepTheSystem() {
        JsonNode page = TubanServer.json(server.get("/ogc/collections/parcel/items?limit=1&crs=" + EPSG + 4528));

        for (JsonNode link : page.get("links")) {
            if (List.of("self", "next", "alternate").contains(link.get("rel").stringValue())) {
                assertThat(link.get("href").stringValue())
                        .contains("crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F4528");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crs", "bbox-crs"})
    @DisplayName("/req/crs/fc-crs-valid-value, /req/crs/fc-bbox-crs-valid-values: others are 400")
    void refusesASystemThatIsNotOfferedAndSaysWhichAre(String parameter) {
        for (String name :
                List.of("", "4490", EPSG + 9999, EPSG + "4490;drop", "urn:x", CRS84 + "/", "a".repeat(500))) {
            HttpResponse<String> answer =
                    server.get(BLOCKS + "?" + parameter + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8));

            assertThat(answer.statusCode()).as(name).isEqualTo(400);
            JsonNode problem = TubanServer.json(answer);
            assertThat(problem.get("parameter").stringValue()).isEqualTo(parameter);
            assertThat(problem.get("allowed").stringValue()).contains(CRS84, EPSG + 4490);
        }
        assertThat(server.get(BLOCKS + "/BLK-FSX-3?crs=EPSG:1").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {4490, 4326, 3857, 4528, 4549, 4527, 32651})
    @DisplayName("/req/crs/fc-bbox-crs-definition, /req/crs/fc-bbox-crs-action")
    void findsTheSameFeaturesByABoxInAnySystem(int code) {
        List<String> wanted = ids(server.get("/ogc/collections/parcel/items?limit=1000&bbox=121.2,28.5,121.35,28.7"));
        JsonNode all = TubanServer.json(server.get("/ogc/collections/parcel/items?limit=1000&crs=" + EPSG + code));
        double[] box = {1e9, 1e9, -1e9, -1e9};
        for (JsonNode feature : all.get("features")) {
            grow(box, feature.at("/geometry/coordinates"));
        }

        HttpResponse<String> answer =
                server.get("/ogc/collections/parcel/items?limit=1000&bbox-crs=%s%d&bbox=%s,%s,%s,%s"
                        .formatted(EPSG, code, box[0], box[1], box[2], box[3]));

        assertThat(wanted).isNotEmpty();
        assertThat(ids(answer)).containsExactlyElementsOf(wanted);
        assertThat(ids(server.get("/ogc/collections/parcel/items?limit=1000&bbox-crs=%s%d&bbox=%s,%s,0,%s,%s,0"
                        .formatted(EPSG, code, box[2] + 1, box[3] + 1, box[2] + 2, box[3] + 2))))
                .isEmpty();
    }

    @Test
    @DisplayName("/req/crs/fc-bbox-crs-default-value")
    void readsABoxAsCrs84WhenNothingIsSaid() {
        List<String> silent = ids(server.get(BLOCKS + "?bbox=121.2,28.5,121.35,28.7&crs=" + EPSG + 4528));

        assertThat(silent)
                .isNotEmpty()
                .isEqualTo(ids(server.get(BLOCKS + "?bbox=121.2,28.5,121.35,28.7&bbox-crs=" + CRS84)));
        assertThat(server.get(BLOCKS + "?bbox=121.2,28.5,121.35,28.7&bbox-crs=" + EPSG + 4490)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("bbox-crs with latitude first, across the antimeridian")
    void readsABoxAcrossTheAntimeridianLatitudeFirst() {
        assertThat(ids(server.get(BLOCKS + "?bbox=28,121,29,-170&bbox-crs=" + EPSG + 4326)))
                .isNotEmpty();
        assertThat(ids(server.get(BLOCKS + "?bbox=28,170,29,-170&bbox-crs=" + EPSG + 4326)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,3",
                "3200000,40600000,3100000,40700000",
                "NaN,0,1,1",
                "1e99,1e99,1e99,1e99",
                "-1e99,-1e99,1e99,1e99",
                "99999999999999999999,0,99999999999999999999999,1"
            })
    @DisplayName("bbox in metres that is no box")
    void refusesABoxInMetresThatIsNone(String box) {
        HttpResponse<String> answer = server.get(BLOCKS + "?bbox-crs=" + EPSG + 4528 + "&bbox=" + box);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TubanServer.json(answer).get("parameter").stringValue()).isEqualTo("bbox");
    }

    @Test
    @DisplayName("/req/crs/fc-bbox-crs-action: a box in metres is not the degrees round it")
    void findsByABoxInMetresWhatLiesInItAndNotWhatLiesBesideIt() {
        JsonNode project = TubanServer.json(server.get("/ogc/collections/project/items?limit=1&crs=EPSG:4549"))
                .at("/features/0");
        double north = project.at("/geometry/coordinates/0").doubleValue();
        double east = project.at("/geometry/coordinates/1").doubleValue();
        String id = project.get("id").stringValue();

        // Grid north is 0.6 degrees off true north here: 5 m west of the box near its north-west corner is still within
        // its longitudes.
        assertThat(inMetres(north - 1000, east + 5, north + 1, east + 1005)).doesNotContain(id);
        assertThat(inMetres(north - 1000, east - 5, north + 1, east + 995)).contains(id);
    }

    private static List<String> inMetres(double south, double west, double north, double east) {
        return ids(server.get("/ogc/collections/project/items?limit=1000&bbox-crs=EPSG:4549&bbox=%s,%s,%s,%s"
                .formatted(south, west, north, east)));
    }

    @Test
    @DisplayName("a system is never fetched")
    void opensNoConnectionForTheAddressOfASystem() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(500);
            String address = "http://127.0.0.1:" + trap.getLocalPort() + "/x";

            assertThat(server.get(BLOCKS + "?crs=" + address).statusCode()).isEqualTo(400);
            assertThat(server.get(BLOCKS + "?bbox=1,2,3,4&bbox-crs=" + address).statusCode())
                    .isEqualTo(400);
            assertThat(server.get(BLOCKS + "/BLK-FSX-3?crs=" + address).statusCode())
                    .isEqualTo(400);

            org.assertj.core.api.Assertions.assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("degrees are exact to a tenth of a millimetre")
    void givesTheSamePlaceInEverySystem() {
        JsonNode degrees = first(server.get(BLOCKS + "/BLK-FSX-3"));
        JsonNode swapped = first(server.get(BLOCKS + "/BLK-FSX-3?crs=EPSG:4490"));

        assertThat(swapped.get(0).doubleValue()).isCloseTo(degrees.get(1).doubleValue(), within(0.0));
        assertThat(swapped.get(1).doubleValue()).isCloseTo(degrees.get(0).doubleValue(), within(0.0));
    }

    /** The first position of the first shape of an answer. */
    private static JsonNode first(HttpResponse<String> answer) {
        JsonNode document = TubanServer.json(answer);
        JsonNode feature = document.has("features") ? document.at("/features/0") : document;
        JsonNode position = feature.at("/geometry/coordinates");
        while (position.get(0).isArray()) {
            position = position.get(0);
        }
        return position;
    }

    private static void grow(double[] box, JsonNode coordinates) {
        if (coordinates.isMissingNode() || coordinates.isNull()) {
            return;
        }
        if (coordinates.get(0).isNumber()) {
            for (int i = 0; i < 2; i++) {
                box[i] = Math.min(box[i], coordinates.get(i).doubleValue());
                box[2 + i] = Math.max(box[2 + i], coordinates.get(i).doubleValue());
            }
            return;
        }
        coordinates.forEach(part -> grow(box, part));
    }

    private static List<String> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(TubanServer.json(answer).get("features").spliterator(), false)
                .map(feature -> feature.get("id").stringValue())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
