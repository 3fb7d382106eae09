package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** Versions, corrections of the past and conflicts over HTTP, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class VersionsIT {

    private static TubanServer server;
    private static Editor planner;

    VersionsIT(Backend backend) {
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

    /** A park that was A from 2020, B from 2022, and is named C since 2024. */
    private static String park() {
        String body = Editor.park("", "A").replace("\"kind\"", "\"valid_from\":\"2020-01-01\",\"kind\"");
        HttpResponse<String> made = planner.post("/ogc/collections/park/items", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String park = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        rename(park, 1, "B", "2022-01-01");
        rename(park, 2, "C", "2024-01-01");
        return park;
    }

    private static void rename(String park, int version, String name, String since) {
        String patch = "{\"properties\":{\"name\":\"%s\",\"valid_from\":\"%s\"}}".formatted(name, since);
        assertThat(planner.patch(park, patch, "If-Match", "\"%d\"".formatted(version))
                        .statusCode())
                .isEqualTo(204);
    }

    private static String api(String park) {
        return park.replace("/ogc/collections/", "/api/features/").replace("/items/", "/");
    }

    private static String nameAt(String park, String when) {
        HttpResponse<String> answer = server.get(park + "?datetime=" + when);
        return answer.statusCode() == 404
                ? "nothing"
                : TubanServer.json(answer).at("/properties/name").stringValue();
    }

    private static HttpResponse<String> correct(String park, int version, String body) {
        return server.send(HttpRequest.newBuilder(server.uri(api(park) + "/corrections"))
                .header("Authorization", TubanServer.basic("planner"))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"%d\"".formatted(version))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void givesAFeatureAsItWas() {
        String park = park();

        assertThat(nameAt(park, "2019-06-01")).isEqualTo("nothing");
        assertThat(nameAt(park, "2021-06-01")).isEqualTo("A");
        assertThat(nameAt(park, "2022-01-01T00:00:00Z")).isEqualTo("B");
        assertThat(nameAt(park, "2024-06-01")).isEqualTo("C");
        JsonNode dossier = TubanServer.json(server.get(api(park) + "?datetime=2021-06-01"));
        assertThat(dossier.at("/name/zh").stringValue()).isEqualTo("A");
        assertThat(dossier.get("version").intValue()).isEqualTo(1);
    }

    @Test
    @DisplayName("RFC 7089, fixed resources; RFC 5829")
    void listsVersionsAndGivesEachAsAFeature() {
        String park = park();

        JsonNode list = planner.get(park + "/versions");
        HttpResponse<String> second = server.get(park + "/versions/2");

        List<Integer> numbers = new ArrayList<>();
        list.get("versions")
                .forEach(version -> numbers.add(version.get("version").intValue()));
        assertThat(numbers).containsExactly(3, 2, 1);
        assertThat(second.headers().firstValue("Memento-Datetime")).isPresent();
        assertThat(second.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(TubanServer.json(second).at("/properties/name").stringValue())
                .isEqualTo("B");
        List<String> relations = new ArrayList<>();
        TubanServer.json(second)
                .get("links")
                .forEach(link -> relations.add(link.get("rel").stringValue()));
        assertThat(relations)
                .contains("original", "timemap", "predecessor-version", "successor-version", "latest-version");
        assertThat(server.get(park + "/versions/4").statusCode()).isEqualTo(404);
        assertThat(server.get(park + "/versions/0").statusCode()).isEqualTo(400);
        assertThat(server.get(park + "/versions?f=html").body()).contains("versions/2?f&#x3D;html");
        assertThat(server.get(park + "/versions/2?f=html").statusCode()).isEqualTo(200);
    }

    @Test
    void correctsASpanOfThePastAndKeepsBothReadings() {
        String park = park();
        Instant before = Instant.parse(
                planner.get(park + "/versions").at("/versions/0/recordedAt").stringValue());
        while (!Instant.now().isAfter(before.plusMillis(1))) {
            Thread.onSpinWait();
        }

        HttpResponse<String> done = correct(park, 3, """
                {"validFrom": "2021-01-01T00:00:00Z", "validTo": "2023-01-01T00:00:00Z", "values": {"name": "right"},
                 "reason": "misread", "secondPerson": "admin"}""");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        // Two spans of the correction, what was cut off behind it, and the present.
        assertThat(done.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(nameAt(park, "2020-06-01")).isEqualTo("A");
        assertThat(nameAt(park, "2021-06-01")).isEqualTo("right");
        assertThat(nameAt(park, "2022-06-01")).isEqualTo("right");
        assertThat(nameAt(park, "2023-06-01")).isEqualTo("B");
        assertThat(nameAt(park, "2024-06-01")).isEqualTo("C");
        assertThat(nameAt(park, "2022-06-01&recorded=" + before)).isEqualTo("B");
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("C");
        JsonNode newest = planner.history(park).get(0);
        assertThat(newest.get("op").stringValue()).isEqualTo("correct");
        assertThat(newest.get("note").stringValue()).isEqualTo("misread");
        assertThat(newest.at("/evidence/secondPerson").stringValue()).isEqualTo("admin");
    }

    @Test
    void refusesACorrectionThatCannotBe() {
        String park = park();
        String good = """
                {"validFrom": "2021-01-01", "validTo": "2023-01-01", "values": {"name": "right"},
                 "reason": "misread", "secondPerson": "admin"}""";

        assertThat(correct(park, 2, good).statusCode()).isEqualTo(412);
        assertThat(correct(park, 3, good.replace("2023", "2020")).statusCode()).isEqualTo(422);
        assertThat(correct(park, 3, good.replace("2021", "2011").replace("2023", "2012"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(correct(park, 3, good.replace("2023", "2933")).statusCode()).isEqualTo(422);
        assertThat(correct(park, 3, good.replace("2021-01-01", "2021-02-30")).statusCode())
                .isEqualTo(400);
        assertThat(correct(park, 3, good.replace("misread", " ")).statusCode()).isEqualTo(400);
        assertThat(correct(park, 3, good.replace("admin", "planner")).statusCode())
                .isEqualTo(400);
        assertThat(correct(park, 3, good.replace("\"name\"", "\"colour\"")).statusCode())
                .isEqualTo(422);
        assertThat(planner.tag(park)).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "everywhere"                                                                  | 400 | geometry
            {"type": "Polygon"}                                                           | 400 | geometry
            {"type": "Polygon", "coordinates": [[[121, 28], [122, 28], [122, 29]]]}       | 400 | geometry.coordinates
            {"type": "Polygon", "coordinates": [[[121, 28], [122, 28], [122, 29], [121, 29]]]} | 400 | geometry.coordinates
            {"type": "Point", "coordinates": [1e400, 28]}                                 | 400 | /coordinates/0
            {"type": "Point", "coordinates": [121, null]}                                 | 400 | geometry.coordinates
            {"type": "Point", "coordinates": [121, 28]}                                   | 422 |
            {"type": "Polygon", "coordinates": [[[121, 28], [121.01, 28.01], [121.01, 28], [121, 28.01], [121, 28]]]} | 422 |
            """)
    void refusesACorrectionWhoseShapeIsNone(String shape, int status, @Nullable String place) {
        String park = park();

        HttpResponse<String> refused = correct(park, 3, """
                {"validFrom": "2021-01-01", "validTo": "2023-01-01", "geometry": %s,
                 "reason": "misread", "secondPerson": "admin"}""".formatted(shape));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        if (place != null) {
            assertThat(TubanServer.json(refused).get("path").stringValue()).startsWith(place);
        }
        assertThat(planner.tag(park)).isEqualTo("\"3\"");
    }

    @Test
    void restoresAVersionAlsoOfAParkThatHasEnded() {
        String park = park();
        String restore = api(park) + "/versions/1/restore";

        HttpResponse<String> restored = planner.send(
                "POST",
                restore,
                "application/json",
                BodyPublishers.ofString("{\"note\": \"as it was\"}"),
                "If-Match",
                "\"3\"");
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("A");

        assertThat(planner.delete(park, "If-Match", "\"4\"").statusCode()).isEqualTo(204);
        HttpResponse<String> back = planner.send(
                "POST",
                restore.replace("/1/", "/2/"),
                "application/json",
                BodyPublishers.ofString("{}"),
                "If-Match",
                "\"5\"");

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(planner.tag(park)).isEqualTo("\"6\"");
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("B");
        assertThat(server.get(park + "/versions").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesToRestoreWithANoteThatIsTooLong() {
        String park = park();

        HttpResponse<String> refused = planner.send(
                "POST",
                api(park) + "/versions/1/restore",
                "application/json",
                BodyPublishers.ofString("{\"note\": \"%s\"}".formatted("长".repeat(2001))),
                "If-Match",
                "\"3\"");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(planner.tag(park)).isEqualTo("\"3\"");
    }

    @Test
    void comparesTwoVersions() {
        String park = park();
        planner.patch(park, "{\"geometry\":%s}".formatted(Editor.TRIANGLE), "If-Match", "\"3\"");

        JsonNode difference = planner.get(api(park) + "/comparison?from=1&to=4");

        assertThat(difference.at("/changes/0/field").stringValue()).isEqualTo("name");
        assertThat(difference.at("/changes/0/old").stringValue()).isEqualTo("A");
        assertThat(difference.at("/changes/0/new").stringValue()).isEqualTo("C");
        assertThat(difference.at("/shape/removed/type").stringValue()).isEqualTo("Polygon");
        assertThat(difference.at("/shape/added").isNull()).isTrue();
        assertThat(difference.at("/shape/removedArea").isNull())
                .as("of sketches")
                .isTrue();
    }

    @Test
    void showsAllThreeReadingsOfAConflict() {
        String park = park();
        planner.patch(park, "{\"properties\":{\"name\":\"theirs\"}}", "If-Match", "\"3\"");

        HttpResponse<String> refused = planner.patch(
                park, "{\"properties\":{\"name\":\"mine\"}}", "If-Match", "\"3\"", "Prefer", "conflict=merge");

        assertThat(refused.statusCode()).isEqualTo(412);
        JsonNode problem = TubanServer.json(refused);
        assertThat(problem.at("/base/values/name").stringValue()).isEqualTo("C");
        assertThat(problem.at("/base/version").intValue()).isEqualTo(3);
        assertThat(problem.at("/theirs/values/name").stringValue()).isEqualTo("theirs");
        assertThat(problem.at("/mine/values/name").stringValue()).isEqualTo("mine");
        assertThat(problem.at("/conflicts/0").stringValue()).isEqualTo("name");
        assertThat(problem.get("mergeable").booleanValue()).isFalse();
    }

    @Test
    void mergesWhatTwoHaveChangedInDifferentPlacesIfAsked() {
        String park = park();
        planner.patch(park, "{\"properties\":{\"name\":\"theirs\"}}", "If-Match", "\"3\"");
        String mine = "{\"properties\":{\"area_stated_m2\":77},\"geometry\":%s}".formatted(Editor.TRIANGLE);

        HttpResponse<String> refused = planner.patch(park, mine, "If-Match", "\"3\"");
        HttpResponse<String> merged = planner.patch(park, mine, "If-Match", "\"3\"", "Prefer", "conflict=merge");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(TubanServer.json(refused).get("mergeable").booleanValue()).isTrue();
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(204);
        assertThat(merged.headers().firstValue("Preference-Applied")).contains("conflict=merge");
        JsonNode now = planner.get(park);
        assertThat(now.at("/properties/name").stringValue()).isEqualTo("theirs");
        assertThat(now.at("/properties/area_stated_m2").doubleValue()).isEqualTo(77);
        assertThat(now.at("/geometry/coordinates/0")).hasSize(4);
        assertThat(planner.history(park).get(0).at("/evidence/mergedFrom").intValue())
                .isEqualTo(3);
    }
}
