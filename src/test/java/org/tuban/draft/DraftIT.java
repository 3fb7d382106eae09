package org.tuban.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Drafts over HTTP: who may do what, and that nobody who reads features meets one. */
@ParameterizedClass
@EnumSource(Backend.class)
class DraftIT {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String PARCEL = """
            {"type": "Feature", "id": "%s", "geometry": null, "properties": {"name": "approved",
            "geometry_accuracy": "none", "source": "src-tuban-example"}}""";

    private static TubanServer server;

    DraftIT(Backend backend) {
        // Each run of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void standsBesideTheFeatureUntilItIsPromoted() {
        String id = parcel();
        HttpResponse<String> saved = save("planner", id, null, """
                {"baseVersion": 1, "values": {"name": "drafted", "area_stated_m2": 4000}, "note": "as measured"}""");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(saved.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(TubanServer.json(saved).get("problems")).isEmpty();
        assertThat(feature(id).get("properties").get("name").asString()).isEqualTo("approved");

        HttpResponse<String> promoted = promote("planner", id, "\"1\"");

        assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
        assertThat(promoted.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(feature(id).get("properties").get("name").asString()).isEqualTo("drafted");
        assertThat(send("GET", "planner", id, null, null).statusCode()).isEqualTo(404);
        JsonNode last = TubanServer.json(server.get("/api/features/parcel/%s/history".formatted(id)))
                .get("entries")
                .get(0);
        assertThat(last.get("note").asString()).isEqualTo("as measured");
    }

    @Test
    void saysWhatItsShapeHasMoreAndLess() {
        String id = parcel();
        HttpResponse<String> shaped = save("planner", id, null, """
                {"baseVersion": 1, "values": {"geometry_accuracy": "digitised"}, "geometry": %s}""".formatted(square(121.5)));
        assertThat(TubanServer.json(shaped).get("shape").get("addedArea").asDouble())
                .isBetween(100.0, 120.0);
        assertThat(TubanServer.json(shaped).get("shape").get("removed").isNull())
                .isTrue();

        promote("planner", id, "\"1\"");
        JsonNode moved = TubanServer.json(save("planner", id, null, """
                {"baseVersion": 2, "values": {}, "geometry": %s}""".formatted(square(121.5001))));
        assertThat(moved.get("shape").get("removedArea").asDouble())
                .isCloseTo(moved.get("shape").get("addedArea").asDouble(), Offset.offset(0.01));
        JsonNode unshaped = TubanServer.json(save("planner", id, "\"1\"", """
                {"baseVersion": 2, "values": {"name": "drafted"}}"""));
        assertThat(unshaped.has("geometry")).isFalse();
        assertThat(unshaped.get("problems")).isEmpty();
        JsonNode same = TubanServer.json(save("planner", id, "\"2\"", """
                {"baseVersion": 2, "values": {}, "geometry": %s}""".formatted(square(121.5))));
        assertThat(same.get("shape").isNull()).isTrue();
        JsonNode crossed = TubanServer.json(save("planner", id, "\"3\"", """
                {"baseVersion": 2, "geometry": {"type": "Polygon", "coordinates":
                [[[120.5, 28.5], [120.6, 28.6], [120.6, 28.5], [120.5, 28.6], [120.5, 28.5]]]}}"""));
        assertThat(crossed.get("shape").isNull()).isTrue();
        assertThat(crossed.get("problems").get(0).get("field").asString()).isEqualTo("geometry");
    }

    @Test
    void mayBeOfAFeatureThatIsNotThereYet() {
        String id = "drafted-" + SERIAL.incrementAndGet();
        HttpResponse<String> saved = save("lead", id, null, """
                {"values": {"name": "to come", "geometry_accuracy": "none", "source": "src-tuban-example"}}""");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(server.get("/ogc/collections/parcel/items/" + id).statusCode())
                .isEqualTo(404);
        assertThat(promote("lead", id, "\"1\"").statusCode()).isEqualTo(403);
        assertThat(promote("planner", id, "\"1\"").statusCode()).isEqualTo(200);
        assertThat(feature(id).get("properties").get("status").asString()).isEqualTo("SURVEYED");
    }

    @Test
    void isSavedHalfFinishedAndSaysWhatIsWrong() {
        String id = parcel();
        HttpResponse<String> saved = save("planner", id, null, """
                {"baseVersion": 1, "values": {"name": null, "area_stated_m2": "much", "colour": "red"},
                "geometry": {"type": "Polygon", "coordinates": [[[120, 28]]]}}""");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(TubanServer.json(saved)
                        .get("problems")
                        .valueStream()
                        .map(problem -> problem.get("field").asString()))
                .contains("name", "area_stated_m2", "colour", "geometry");
        assertThat(TubanServer.json(saved).get("values").get("area_stated_m2").asString())
                .isEqualTo("much");
        HttpResponse<String> promoted = promote("planner", id, "\"1\"");
        assertThat(promoted.statusCode()).isEqualTo(422);
        assertThat(feature(id).get("properties").get("name").asString()).isEqualTo("approved");
        assertThat(send("GET", "planner", id, null, null).statusCode()).isEqualTo(200);
    }

    @Test
    void meetsALaterWriteWithAllThreeReadingsOrIsMerged() {
        String id = parcel();
        save("planner", id, null, """
                {"baseVersion": 1, "values": {"name": "drafted"}}""");
        change(id, 1, "{\"properties\": {\"name\": \"changed\"}}");

        HttpResponse<String> refused = promote("planner", id, "\"1\"");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(TubanServer.json(refused).has("theirs")).isTrue();
        save("planner", id, "\"1\"", """
                {"baseVersion": 1, "values": {"area_stated_m2": 777}}""");
        assertThat(promote("planner", id, "\"2\"").statusCode()).isEqualTo(412);
        HttpResponse<String> merged = promote("planner", id, "\"2\"", "Prefer", "conflict=merge");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        JsonNode properties = feature(id).get("properties");
        assertThat(properties.get("name").asString()).isEqualTo("changed");
        assertThat(properties.get("area_stated_m2").asInt()).isEqualTo(777);
    }

    @Test
    void isPromotedByPlannersOnlyAndTellsNobodyElseWhatWasChangedMeanwhile() {
        String id = "PCL-FSX-01";
        int seen = TubanServer.json(server.get("/api/features/parcel/" + id))
                .get("version")
                .asInt();
        assertThat(save("lead", id, null, "{\"baseVersion\": %d, \"values\": {\"remark\": \"mine\"}}".formatted(seen))
                        .statusCode())
                .isEqualTo(201);
        change(id, seen, "{\"properties\": {\"remark\": \"theirs\"}}");

        HttpResponse<String> refused = promote("lead", id, "\"1\"");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("theirs");
        assertThat(promote("planner", id, "\"1\"").statusCode()).isEqualTo(412);
        send("DELETE", "planner", id, "\"1\"", null);
    }

    @Test
    void isListedWithItsNameAndItsAuthorsAndFoundByItsFeature() {
        String id = parcel();
        String fresh = "fresh-" + SERIAL.incrementAndGet();
        save("planner", id, null, "{\"baseVersion\": 1, \"values\": {\"area_stated_m2\": 1}}");
        save("planner", fresh, null, "{\"values\": {\"name\": \"to come\"}}");

        JsonNode found = drafts("planner", "?layer=parcel&id=" + id);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("name").get("zh").asString()).isEqualTo("approved");
        assertThat(found.get(0).get("authorName").asString()).isEqualTo("规划员（示例）");
        assertThat(drafts("planner", "?layer=parcel&id=" + fresh)
                        .get(0)
                        .get("name")
                        .get("zh")
                        .asString())
                .isEqualTo("to come");
        assertThat(drafts("planner", "?layer=village&id=" + id)).isEmpty();
        assertThat(drafts("lead", "?layer=parcel&id=" + id)).isEmpty();
    }

    @Test
    void isForItsAuthorAndPlannersOnly() {
        String id = "own-" + SERIAL.incrementAndGet();
        String body = "{\"values\": {\"name\": \"mine\"}}";
        assertThat(save("lead", id, null, body).statusCode()).isEqualTo(201);

        assertThat(send("GET", "lead", id, null, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "planner", id, null, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "viewer", id, null, null).statusCode()).isEqualTo(404);
        assertThat(send("GET", null, id, null, null).statusCode()).isEqualTo(401);
        assertThat(save("viewer", id, null, body).statusCode()).isEqualTo(403);
        assertThat(save("viewer", "own-" + SERIAL.incrementAndGet(), null, body).statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", "viewer", id, "\"1\"", null).statusCode()).isEqualTo(404);
        assertThat(list("viewer")).doesNotContain(id);
        assertThat(list("lead")).contains(id);
        assertThat(list("planner")).contains(id);
        assertThat(server.get("/api/drafts").statusCode()).isEqualTo(401);
    }

    @Test
    void isNotOverwrittenUnseen() {
        String id = parcel();
        String body = "{\"baseVersion\": 1, \"values\": {\"name\": \"one\"}}";
        assertThat(save("planner", id, "\"1\"", body).statusCode()).isEqualTo(404);
        assertThat(save("planner", id, null, body).statusCode()).isEqualTo(201);
        assertThat(save("planner", id, null, body).statusCode()).isEqualTo(428);
        assertThat(save("planner", id, "\"1\"", body).statusCode()).isEqualTo(200);
        assertThat(save("planner", id, "\"1\"", body).statusCode()).isEqualTo(412);
        assertThat(promote("planner", id, null).statusCode()).isEqualTo(428);
        assertThat(send("DELETE", "planner", id, "\"1\"", null).statusCode()).isEqualTo(412);
        assertThat(send("DELETE", "planner", id, "\"2\"", null).statusCode()).isEqualTo(204);
        assertThat(send("GET", "planner", id, null, null).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesABaseThatNeverWas() {
        String id = parcel();
        for (int version : List.of(0, 2, -1)) {
            assertThat(save("planner", id, null, "{\"baseVersion\": %d}".formatted(version))
                            .statusCode())
                    .as("base %d", version)
                    .isEqualTo(400);
        }
        assertThat(save("planner", "none-" + SERIAL.incrementAndGet(), null, "{\"baseVersion\": 3}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void isInNothingThatIsReadAndNotInTheChangeLog() {
        String id = parcel();
        long changes = countOf("SELECT count(*) FROM change_log");
        String word = "Unapproved" + SERIAL.incrementAndGet();
        String shape = """
                {"type": "Polygon", "coordinates":
                [[[120.5, 28.5], [120.5001, 28.5], [120.5001, 28.5001], [120.5, 28.5]]]}""";
        save(
                "planner",
                id,
                null,
                "{\"baseVersion\": 1, \"values\": {\"name\": \"%s\", \"geometry_accuracy\": \"schematic\"}, \"geometry\": %s}"
                        .formatted(word, shape));
        save("planner", "new-" + id, null, "{\"values\": {\"name\": \"%s\"}}".formatted(word));

        assertThat(countOf("SELECT count(*) FROM change_log")).isEqualTo(changes);
        for (String path : List.of(
                "/ogc/collections/parcel/items?limit=1000",
                "/ogc/collections/parcel/items?bbox=120.49,28.49,120.51,28.51",
                "/ogc/collections/parcel/items?filter=name%3D%27" + word + "%27",
                "/ogc/collections/parcel/items/" + id,
                "/ogc/collections/parcel/items/" + id + "/versions",
                "/api/features/parcel/" + id,
                "/api/features/parcel/" + id + "/history",
                "/api/search?q=" + word)) {
            for (String account : List.of("planner", "lead", "viewer")) {
                HttpResponse<String> answer = server.get(path, "Authorization", TubanServer.basic(account));
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                // The search repeats what was looked for, and links of a list their filter.
                String told =
                        answer.body().replace("\"query\":\"" + word + "\"", "").replace("%27" + word, "");
                assertThat(told).as(path).doesNotContain(word, "120.5001", "new-" + id);
            }
        }
        assertThat(countOf("SELECT count(*) FROM feature_history WHERE feature_id LIKE 'new-%'"))
                .isZero();
        assertThat(countOf("SELECT count(*) FROM audit WHERE kind = 'draft' AND subject = '" + id + "'"))
                .isEqualTo(1);
    }

    private static String parcel() {
        String id = "draft-" + SERIAL.incrementAndGet();
        HttpResponse<String> made = server.post(
                "/ogc/collections/parcel/items", PARCEL.formatted(id), "Authorization", TubanServer.basic("planner"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return id;
    }

    private static void change(String id, int version, String patch) {
        HttpResponse<String> changed =
                server.send(HttpRequest.newBuilder(server.uri("/ogc/collections/parcel/items/" + id))
                        .header("Authorization", TubanServer.basic("planner"))
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "\"" + version + "\"")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                        .build());
        assertThat(changed.statusCode()).as(changed.body()).isBetween(200, 204);
    }

    private static JsonNode feature(String id) {
        return TubanServer.json(server.get("/ogc/collections/parcel/items/" + id));
    }

    /** Of about 108 square metres. */
    private static String square(double west) {
        return """
                {"type": "Polygon", "coordinates":
                [[[%1$s, 28.5], [%2$s, 28.5], [%2$s, 28.5001], [%1$s, 28.5001], [%1$s, 28.5]]]}""".formatted(west, Math.round((west + 0.0001) * 1e4) / 1e4);
    }

    private static JsonNode drafts(String account, String query) {
        return TubanServer.json(server.get("/api/drafts" + query, "Authorization", TubanServer.basic(account)))
                .get("drafts");
    }

    private static List<String> list(String account) {
        return drafts(account, "")
                .valueStream()
                .map(draft -> draft.get("id").asString())
                .toList();
    }

    private static HttpResponse<String> save(String account, String id, String seen, String body) {
        return send("PUT", account, id, seen, body);
    }

    private static HttpResponse<String> send(String method, String account, String id, String seen, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/features/parcel/%s/draft".formatted(id)));
        if (account != null) {
            request.header("Authorization", TubanServer.basic(account));
        }
        if (seen != null) {
            request.header("If-Match", seen);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return server.send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> promote(String account, String id, String seen, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.uri("/api/features/parcel/%s/draft/promote".formatted(id)))
                .header("Authorization", TubanServer.basic(account));
        if (seen != null) {
            request.header("If-Match", seen);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private static long countOf(String sql) {
        return server.bean(JdbcTemplate.class).queryForObject(sql, Long.class);
    }
}
