package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
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

/** OGC 20-002, classes create-replace-delete and update, over HTTP, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class CreateReplaceUpdateDeleteIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String PARCELS = "/ogc/collections/parcel/items";

    private static TubanServer server;
    private static Editor planner;

    CreateReplaceUpdateDeleteIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        planner = new Editor(server, "planner");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/conf/create-replace-delete/options, /conf/update/options")
    void saysWhichMethodsAndTypesItTakes() {
        HttpResponse<String> items = planner.send("OPTIONS", PARKS, "", BodyPublishers.noBody());
        HttpResponse<String> item = planner.send("OPTIONS", PARKS + "/PRK-TY", "", BodyPublishers.noBody());
        HttpResponse<String> all = planner.send("OPTIONS", "/ogc/transactions", "", BodyPublishers.noBody());

        assertThat(List.of(items.statusCode(), item.statusCode(), all.statusCode()))
                .containsOnly(200);
        assertThat(items.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
        assertThat(items.headers().firstValue("Accept-Post")).contains("application/geo+json, application/json");
        assertThat(item.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PUT, PATCH, DELETE");
        assertThat(item.headers().firstValue("Accept-Patch")).contains("application/merge-patch+json");
        assertThat(all.headers().firstValue("Allow")).contains("OPTIONS, POST");
        assertThat(planner.send("OPTIONS", PARKS + "/NO-SUCH", "", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /ogc/collections/park/items",
        "DELETE, /ogc/collections/park/items",
        "POST, /ogc/collections/park/items/PRK-TY",
        "GET, /ogc/transactions"
    })
    @DisplayName("405 with Allow")
    void refusesAMethodThatAnAddressDoesNotTakeAndSaysWhichItDoes(String method, String path) {
        HttpResponse<String> answer = planner.send(method, path, Editor.GEO_JSON, BodyPublishers.ofString("{}"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow())
                .contains("OPTIONS")
                .doesNotContain(method);
    }

    @Test
    @DisplayName("/conf/create-replace-delete/create")
    void makesAFeatureAndSaysWhere() {
        HttpResponse<String> made = planner.post(PARKS, Editor.park("", "新公园"));
        HttpResponse<String> named = planner.post(PARKS, Editor.park(Editor.freshId(), "Named"));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEmpty();
        assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
        String location = made.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches(server.uri(PARKS) + "/park-[a-z2-9]{8}");
        JsonNode feature = planner.get(location.replaceFirst("^http://[^/]+", ""));
        assertThat(feature.at("/properties/name").stringValue()).isEqualTo("新公园");
        assertThat(feature.at("/properties/area_stated_m2").doubleValue()).isEqualTo(1200.5);
        assertThat(feature.at("/geometry/coordinates/0/2/1").doubleValue()).isEqualTo(28.61);
        assertThat(named.statusCode()).isEqualTo(201);
        assertThat(named.headers().firstValue("Location").orElseThrow()).contains("/T-");
    }

    @Test
    @DisplayName("/per/create-replace-delete/rid")
    void refusesAnIdThatIsTaken() {
        HttpResponse<String> answer = planner.post(PARKS, Editor.park("PRK-TY", "Again"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TubanServer.json(answer).get("type").stringValue()).endsWith("/already-exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    @DisplayName(
            "/conf/create-replace-delete/create-content-type, replace-content-type, /conf/update/update-content-type")
    void refusesABodyThatDoesNotSayItsTypeOrHasAnother(String method) {
        String path = method.equals("POST") ? PARKS : PARKS + "/PRK-TY";

        HttpResponse<String> silent =
                planner.send(method, path, "", BodyPublishers.ofString(Editor.park("", "X")), "If-Match", "\"1\"");
        HttpResponse<String> xml =
                planner.send(method, path, "application/gml+xml", BodyPublishers.ofString("<a/>"), "If-Match", "\"1\"");

        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(TubanServer.json(silent).get("parameter").stringValue()).isEqualTo("Content-Type");
        assertThat(xml.statusCode()).isEqualTo(415);
        assertThat(TubanServer.json(xml).get("allowed").stringValue())
                .contains(method.equals("PATCH") ? "merge-patch" : "geo+json");
        String header = method.equals("PATCH") ? "Accept-Patch" : method.equals("POST") ? "Accept-Post" : "Accept";
        assertThat(xml.headers().firstValue(header)).isPresent();
    }

    @Test
    @DisplayName("/conf/create-replace-delete/replace")
    void replacesAFeatureSoThatWhatIsNotSentIsGone() {
        String park = planner.makePark("Before");
        String other = """
                {"type":"Feature","geometry":%s,"properties":{"name":"After","kind":"culture",\
                "geometry_accuracy":"schematic","source":"src-tuban-example"}}""".formatted(Editor.TRIANGLE);

        HttpResponse<String> answer = planner.put(park, other, "If-Match", "\"1\"");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode after = planner.get(park);
        assertThat(after.at("/properties/name").stringValue()).isEqualTo("After");
        assertThat(after.at("/properties/area_stated_m2").isNull()).isTrue();
        assertThat(after.at("/geometry/coordinates/0").size()).isEqualTo(4);
        assertThat(after.at("/properties/version").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?crs=EPSG:4528", "?crs=EPSG:4490", "?crs=EPSG:3857"})
    @DisplayName("what was got can be put back")
    void takesBackUnchangedWhatItGave(String crs) {
        String park = planner.makePark("Round trip");
        HttpResponse<String> got = server.get(park + crs);
        String system = got.headers().firstValue("Content-Crs").orElseThrow();
        JsonNode before = planner.get(park);

        HttpResponse<String> put = planner.put(park, got.body(), "If-Match", "\"1\"", "Content-Crs", system);

        assertThat(put.statusCode()).as(put.body()).isEqualTo(204);
        JsonNode after = planner.get(park);
        assertThat(after.get("geometry")).isEqualTo(before.get("geometry"));
        assertThat(after.at("/properties/name")).isEqualTo(before.at("/properties/name"));
        assertThat(after.at("/properties/version").intValue()).isEqualTo(2);
    }

    @Test
    @DisplayName("what was got can be put back: every demo feature of a layer with a workflow")
    void takesBackParcelsWithTheirState() {
        for (JsonNode parcel : planner.get(PARCELS + "?limit=5").get("features")) {
            String path = PARCELS + "/" + parcel.get("id").stringValue();

            HttpResponse<String> put = planner.put(path, planner.read(path).body(), "If-Match", planner.tag(path));

            assertThat(put.statusCode()).as(put.body()).isEqualTo(204);
            assertThat(planner.get(path).at("/properties/status")).isEqualTo(parcel.at("/properties/status"));
        }
    }

    @Test
    @DisplayName("/conf/create-replace-delete/replace-rid, /conf/update/update-rid, /conf/features/geojson")
    void refusesToChangeAnId() {
        String park = planner.makePark("Keeps its id");

        HttpResponse<String> put = planner.put(park, Editor.park("OTHER", "X"), "If-Match", "\"1\"");
        HttpResponse<String> patch = planner.patch(park, "{\"id\":\"OTHER\"}", "If-Match", "\"1\"");
        HttpResponse<String> taken = planner.patch(park, "{\"id\":null}", "If-Match", "\"1\"");

        assertThat(List.of(put.statusCode(), patch.statusCode(), taken.statusCode()))
                .containsOnly(400);
        assertThat(TubanServer.json(put).get("path").stringValue()).isEqualTo("/id");
        assertThat(planner.tag(park)).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("/conf/create-replace-delete/replace-exceptions")
    void doesNotMakeFeaturesByPut() {
        HttpResponse<String> plain = planner.put(PARKS + "/NO-SUCH", Editor.park("", "X"));
        HttpResponse<String> conditional = planner.put(PARKS + "/NO-SUCH", Editor.park("", "X"), "If-Match", "\"xyz\"");

        assertThat(plain.statusCode()).isEqualTo(404);
        assertThat(conditional.statusCode()).isEqualTo(404);
        assertThat(server.get(PARKS + "/NO-SUCH").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("/conf/create-replace-delete/delete")
    void endsAFeatureAndKeepsItsHistory() {
        String park = planner.makePark("Ends");

        HttpResponse<String> answer = planner.delete(park + "?note=%E8%AF%AF%E5%BB%BA", "If-Match", "\"1\"");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(server.get(park).statusCode()).isEqualTo(404);
        assertThat(planner.history(park).get(0).get("op").stringValue()).isEqualTo("delete");
        assertThat(planner.history(park).get(0).get("note").stringValue()).isEqualTo("误建");
        assertThat(planner.delete(park, "If-Match", "\"2\"").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("/conf/update/update, /conf/features/json-merge-patch")
    void changesWhatAPatchNamesAndNothingElse() {
        String park = planner.makePark("Patched");

        HttpResponse<String> answer = planner.patch(
                park,
                "{\"properties\":{\"name\":\"Renamed\",\"area_stated_m2\":null,\"investment_wan_yuan\":4000},\"geometry\":"
                        + Editor.TRIANGLE + "}",
                "If-Match",
                "\"1\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        JsonNode after = planner.get(park);
        assertThat(after.at("/properties/name").stringValue()).isEqualTo("Renamed");
        assertThat(after.at("/properties/area_stated_m2").isNull()).isTrue();
        assertThat(after.at("/properties/investment_wan_yuan").doubleValue()).isEqualTo(4000);
        assertThat(after.at("/properties/kind").stringValue()).isEqualTo("culture");
        assertThat(after.at("/geometry/coordinates/0").size()).isEqualTo(4);
    }

    @Test
    @DisplayName("RFC 7396: a patch of a shape's member; null takes the shape away")
    void patchesAShapeByItsMembers() {
        String park = planner.makePark("Shape");

        int moved = planner.patch(
                        park,
                        "{\"geometry\":{\"coordinates\":[[[121.2,28.6],[121.3,28.6],[121.3,28.7],[121.2,28.6]]]}}",
                        "If-Match",
                        "\"1\"")
                .statusCode();
        int gone = planner.patch(
                        park,
                        "{\"geometry\":null,\"properties\":{\"geometry_accuracy\":\"none\"}}",
                        "If-Match",
                        "\"2\"")
                .statusCode();

        assertThat(List.of(moved, gone)).containsOnly(204);
        assertThat(planner.get(park).get("geometry").isNull()).isTrue();
    }
}
