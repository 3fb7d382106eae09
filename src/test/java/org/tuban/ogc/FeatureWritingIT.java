package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC 20-002, class features, over HTTP, on both stores; who may write, and what history keeps. */
@ParameterizedClass
@EnumSource(Backend.class)
class FeatureWritingIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String PARCELS = "/ogc/collections/parcel/items";

    private static TubanServer server;
    private static Editor planner;

    FeatureWritingIT(Backend backend) {
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
    @DisplayName("/req/features/content-crs-header, /req/features/default-crs, /req/features/crs-other-crs")
    void readsShapesInTheSystemThatContentCrsNames() {
        String there = planner.makePark("WGS 84");
        HttpResponse<String> metres = server.get(there + "?crs=EPSG:4528");
        String body = metres.body().replaceFirst("\"id\":\"[^\"]*\",", "").replaceFirst(",\"version\":.*?}", "}");

        HttpResponse<String> made = planner.post(
                PARKS,
                body,
                "Content-Crs",
                metres.headers().firstValue("Content-Crs").orElseThrow());
        HttpResponse<String> unknown =
                planner.post(PARKS, body, "Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/1>");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String location = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        assertThat(planner.get(location).get("geometry"))
                .isEqualTo(planner.get(there).get("geometry"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(TubanServer.json(unknown).get("parameter").stringValue()).isEqualTo("Content-Crs");
        assertThat(planner.post(PARKS, body).statusCode()).isEqualTo(422);
    }

    @Test
    @DisplayName("/conf/features/schema: all that is wrong at once")
    void namesEverythingThatIsWrongWithAFeature() {
        String wrong = """
                {"type":"Feature","id":"no id","time":null,"geometry":{"type":"Point","coordinates":[500,28]},
                 "properties":{"kind":"no-such","area_stated_m2":"much","colour":"red","version":7,"as_of":"soon",
                  "geometry_accuracy":"schematic","source":"hearsay","valid_from":"2999-01-01"}}""";

        HttpResponse<String> answer = planner.post(PARKS, wrong);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TubanServer.json(answer).get("type").stringValue()).endsWith("/invalid-feature");
        assertThat(TubanServer.json(answer)
                        .get("fields")
                        .valueStream()
                        .map(fault -> fault.get("field").stringValue()))
                .contains(
                        "id",
                        "/time",
                        "geometry",
                        "name",
                        "kind",
                        "area_stated_m2",
                        "colour",
                        "version",
                        "as_of",
                        "source",
                        "valid_from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | ''",
                "{} | /type",
                "{\"type\":\"FeatureCollection\"} | /features",
                "{\"type\":\"FeatureCollection\",\"features\":[]} | /features",
                "{\"type\":\"Point\",\"coordinates\":[1,2]} | /type",
                "{\"type\":\"Feature\",\"geometry\":null} | /properties",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":[]} | /properties",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"a\\u0000\"}} | /properties/name",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"\\ud840\"}} | /properties/name",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"area_stated_m2\":1e400}} | /properties/area_stated_m2"
            })
    @DisplayName("a body that is no feature")
    void refusesABodyThatIsNoFeatureWithThePlace(String body, String path) {
        HttpResponse<String> answer = planner.post(PARKS, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TubanServer.json(answer).get("path").stringValue()).isEqualTo(path);
    }

    @Test
    @DisplayName("a state is moved by transitions only")
    void leavesTheStateToTransitions() {
        String parcel = """
                {"type":"Feature","geometry":%s,"properties":{"name":"新图斑",%s"geometry_accuracy":"schematic",\
                "source":"src-tuban-example"}}""";

        HttpResponse<String> begun = planner.post(PARCELS, parcel.formatted(Editor.SQUARE, ""));
        HttpResponse<String> ahead = planner.post(PARCELS, parcel.formatted(Editor.SQUARE, "\"status\":\"SIGNING\","));

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String path = begun.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        String first = planner.get(path).at("/properties/status").stringValue();
        assertThat(ahead.statusCode()).isEqualTo(409);
        assertThat(TubanServer.json(ahead).get("state").stringValue()).isEqualTo(first);
        HttpResponse<String> jump =
                planner.patch(path, "{\"properties\":{\"status\":\"SIGNING\"}}", "If-Match", "\"1\"");
        assertThat(jump.statusCode()).isEqualTo(409);
        assertThat(TubanServer.json(jump).get("transitions").stringValue())
                .startsWith("/api/features/parcel/parcel-")
                .endsWith("/transitions");
        // Not sent at all is not a change.
        assertThat(planner.put(path, parcel.formatted(Editor.TRIANGLE, ""), "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(204);
        assertThat(planner.get(path).at("/properties/status").stringValue()).isEqualTo(first);
    }

    @Test
    @DisplayName("valid time of a first and of a later version")
    void takesSinceWhenItIsSo() {
        String since =
                Editor.park("", "Since").replace("\"kind\"", "\"valid_from\":\"2024-02-29T08:00:00+08:00\",\"kind\"");
        HttpResponse<String> made = planner.post(PARKS, since);
        String park = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");

        assertThat(planner.get(park).at("/properties/valid_from").stringValue()).isEqualTo("2024-02-29T00:00:00Z");
        assertThat(planner.patch(park, "{\"properties\":{\"valid_from\":\"2024-01-01\"}}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(planner.patch(park, "{\"properties\":{\"valid_from\":\"2024-03-01\"}}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(204);
        assertThat(planner.get(park).at("/properties/valid_from").stringValue()).isEqualTo("2024-03-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"viewer, 403", "lead, 403", "'', 401", "admin, 201", "planner, 201"})
    @DisplayName("who may write")
    void letsPlannersAndAdministratorsWrite(String account, int status) {
        Editor editor = new Editor(server, account);

        assertThat(editor.post(PARKS, Editor.park("", "By " + account)).statusCode())
                .isEqualTo(status);
        if (status != 201) {
            String batch = "{\"type\":\"FeatureCollection\",\"features\":[%s]}".formatted(Editor.park("", "X"));
            assertThat(editor.post(PARKS, batch).statusCode()).isEqualTo(status);
            assertThat(editor.put(PARKS + "/PRK-TY", Editor.park("", "X"), "If-Match", "\"1\"")
                            .statusCode())
                    .isEqualTo(status);
            assertThat(editor.patch(PARKS + "/PRK-TY", "{}", "If-Match", "\"1\"")
                            .statusCode())
                    .isEqualTo(status);
            assertThat(editor.delete(PARKS + "/PRK-TY", "If-Match", "\"1\"").statusCode())
                    .isEqualTo(status);
            assertThat(editor.post("/ogc/transactions", "{}").statusCode()).isEqualTo(status);
        }
    }

    @Test
    @DisplayName("nothing is lost: a feature that others refer to stays")
    void refusesToEndAFeatureThatLinksOrFiguresReferTo() {
        String block = "/ogc/collections/block/items/BLK-FSX-3";

        HttpResponse<String> answer = planner.delete(block, "If-Match", planner.tag(block));

        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").stringValue()).endsWith("/in-use");
        assertThat(problem.get("references").toString()).contains("link").contains("LNK");
        assertThat(problem.get("count").intValue()).isPositive();
        assertThat(server.get(block).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a reason for history")
    void keepsTheReasonInHistory() {
        String park = planner.makePark("Reason");

        planner.patch(park + "?note=%E6%9B%B4%E5%90%8D", "{\"properties\":{\"name\":\"R\"}}", "If-Match", "\"1\"");

        assertThat(planner.history(park).get(0).get("note").stringValue()).isEqualTo("更名");
        assertThat(planner.patch(park + "?note=" + "x".repeat(2001), "{}", "If-Match", "\"2\"")
                        .statusCode())
                .isEqualTo(400);
    }
}
