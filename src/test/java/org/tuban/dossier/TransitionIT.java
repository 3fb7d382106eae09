package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.io.ParseException;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A parcel's next step over HTTP, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class TransitionIT {

    private static final String CLEARED = """
            {"to": "CLEARED", "note": "九户已搬", "evidence":
              {"cleared_on": "2024-03-01", "clearance_minute_no": "纪要〔2024〕3号", "households_signed": 9}}""";

    private static TubanServer server;
    private String parcel = "";

    TransitionIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** A parcel of its own for each test, in the block that the lead looks after. */
    @BeforeEach
    void makeParcel() throws ParseException {
        parcel = new TestParcels(server).inTheBlock();
    }

    @Test
    void movesTheParcelAndAnswersWithItsDossier() {
        HttpResponse<String> answer = move("lead", "\"1\"", CLEARED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode dossier = TubanServer.json(answer);
        assertThat(dossier.at("/version").asLong()).isEqualTo(2);
        assertThat(dossier.at("/workflow/state").asString()).isEqualTo("CLEARED");
        assertThat(dossier.at("/workflow/label/zh").asString()).isEqualTo("腾空拆除");
        JsonNode properties = dossier.at("/feature/properties");
        assertThat(properties.get("status").asString()).isEqualTo("CLEARED");
        assertThat(properties.get("cleared_on").asString()).isEqualTo("2024-03-01");
        assertThat(properties.get("households_signed").asLong()).isEqualTo(9);
        assertThat(properties.get("households_total").asLong()).isEqualTo(12);
        HttpResponse<String> read = server.get(parcel);
        assertThat(read.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(TubanServer.json(read).at("/workflow/state").asString()).isEqualTo("CLEARED");
    }

    @Test
    void refusesTheSameStepAgainAndSaysWhoWasFirst() {
        move("lead", "\"1\"", CLEARED);

        HttpResponse<String> again = move("lead", "\"1\"", CLEARED);

        assertThat(again.statusCode()).isEqualTo(412);
        JsonNode problem = problem(again, "stale-version");
        assertThat(problem.get("currentVersion").asLong()).isEqualTo(2);
        assertThat(problem.get("changedBy").asString()).isEqualTo("lead");
        assertThat(problem.get("changedByName").asString()).isEqualTo("项目负责人（示例）");
        assertThat(Instant.parse(problem.get("changedAt").asString())).isAfter(TestParcels.SINCE);
    }

    @Test
    void refusesJumpFromSigningToGrantedAndListsWhatIsAllowed() {
        HttpResponse<String> answer = move("planner", "\"1\"", "{\"to\": \"GRANTED\", \"evidence\": {}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode problem = problem(answer, "transition-not-allowed");
        assertThat(problem.get("state").asString()).isEqualTo("SIGNING");
        assertThat(problem.at("/allowed/0/to").asString()).isEqualTo("CLEARED");
        assertThat(problem.at("/allowed/0/label/zh").asString()).isEqualTo("腾空拆除");
        assertThat(problem.get("allowed")
                        .valueStream()
                        .map(step -> step.get("to").asString()))
                .contains("CONSULTED")
                .doesNotContain("GRANTED");
    }

    @Test
    void refusesMissingEvidenceNamingEveryField() {
        HttpResponse<String> answer =
                move("lead", "\"1\"", "{\"to\": \"CLEARED\", \"evidence\": {\"households_signed\": 13}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fields = problem(answer, "evidence-missing").get("fields");
        assertThat(fields.valueStream()
                        .map(field -> field.get("field").asString() + " "
                                + field.get("problem").asString()))
                .containsExactlyInAnyOrder(
                        "cleared_on missing",
                        "clearance_photo one-of-group",
                        "clearance_minute one-of-group",
                        "clearance_minute_no one-of-group",
                        "households_signed above-maximum");
        assertThat(fields.at("/0/type").asString()).isEqualTo("date");
        assertThat(fields.at("/0/label/en").asString()).isEqualTo("Cleared on");
        assertThat(TubanServer.json(server.get(parcel)).get("version").asLong()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotYours() throws ParseException {
        String elsewhere = new TestParcels(server).outside();

        HttpResponse<String> answer = moveAt(elsewhere, "lead", "\"1\"", CLEARED);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer, "forbidden").get("reason").asString()).isEqualTo("not-yours");
        JsonNode workflow = TubanServer.json(server.get(elsewhere, "Authorization", TubanServer.basic("lead")))
                .get("workflow");
        assertThat(workflow.get("mayMove").asBoolean()).isFalse();
        assertThat(workflow.get("reason").asString()).isEqualTo("not-yours");
        assertThat(moveAt(elsewhere, "planner", "\"1\"", CLEARED).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesARoleThatMovesNothing() {
        HttpResponse<String> answer = move("viewer", "\"1\"", CLEARED);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer, "forbidden").get("reason").asString()).isEqualTo("role");
    }

    @Test
    void refusesTheLeadAStepThatNeedsAPlanner() {
        HttpResponse<String> answer = move("lead", "\"1\"", "{\"to\": \"KEEP\", \"evidence\": {\"reason\": \"保留\"}}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer, "forbidden").get("reason").asString()).isEqualTo("role");
    }

    @Test
    void refusesTheAnonymousBeforeAnythingElseAboutTheRequest() {
        HttpResponse<String> answer = server.post(parcel + "/transitions", CLEARED, "If-Match", "\"1\"");

        assertThat(answer.statusCode()).isEqualTo(401);
        problem(answer, "not-signed-in");
    }

    @Test
    void asksForTheVersionThatWasSeen() {
        HttpResponse<String> without =
                server.post(parcel + "/transitions", CLEARED, "Authorization", TubanServer.basic("lead"));

        assertThat(without.statusCode()).isEqualTo(428);
        problem(without, "missing-precondition");
        for (String wrong : List.of("*", "1", "W/\"1\"", "\"1\", \"2\"", "\"one\"", "\"0\"")) {
            HttpResponse<String> answer = move("lead", wrong, CLEARED);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(problem(answer, "invalid-parameter").get("parameter").asString())
                    .isEqualTo("If-Match");
        }
        assertThat(move("lead", "\"7\"", CLEARED).statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to": "CLEARED", "hurry": true}               | hurry
            {"evidence": {}}                               | to
            {"to": "GONE"}                                 | to
            {"to": 7}                                      | to
            {"to": "CLEARED", "evidence": []}              | evidence
            {"to": "CLEARED", "note": 7}                   | note
            {"to": "CLEARED", "validFrom": "2999-01-01"}   | validFrom
            {"to": "CLEARED", "validFrom": "2023-12-17"}   | validFrom
            {"to": "CLEARED", "validFrom": "last week"}    | validFrom
            {"to": "CLEARED", "note": "a\\u0007b"}         | note
            {"to": "CLEARED", "note": "a\\u0000b"}         | note
            {"to": "CLEARED", "note": "a\\ud800b"}         | note
            """)
    void refusesABodyThatIsNotAStep(String body, String path) {
        HttpResponse<String> answer = move("lead", "\"1\"", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer, "invalid-body").get("path").asString()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cleared_on": "a\\u0000b"}            | 400
            {"cleared_on": {"year": 2024}}         | 422
            {"cleared_on": [1, 2]}                 | 422
            {"households_signed": 1e400}           | 422
            {"households_signed": 123456789012345678901234567890} | 422
            {"clearance_minute_no": "\\u0001"}     | 422
            {"\\ud800": 1}                         | 400
            {"cleared_on": null}                   | 422
            {"no_such": "<script>"}                | 422
            """)
    void refusesEvidenceOfAnyShapeWithoutFailing(String evidence, int status) {
        HttpResponse<String> answer = move("lead", "\"1\"", "{\"to\": \"CLEARED\", \"evidence\": " + evidence + "}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void takesJsonOnly(String type) {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(parcel + "/transitions"))
                .header("Content-Type", type)
                .header("Authorization", TubanServer.basic("lead"))
                .header("If-Match", "\"1\"")
                .POST(HttpRequest.BodyPublishers.ofString(CLEARED))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        problem(answer, "unsupported-media-type");
    }

    @Test
    void saysWhatIsNotThereBeforeWhoMayMoveIt() {
        HttpResponse<String> answer = moveAt("/api/features/parcel/PCL-NONE", "viewer", "\"1\"", CLEARED);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(moveAt("/api/features/nowhere/X", "lead", "\"1\"", CLEARED).statusCode())
                .isEqualTo(404);
        assertThat(moveAt("/api/features/parcel/-bad-", "lead", "\"1\"", CLEARED)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesToMoveWhatHasNoWorkflow() {
        HttpResponse<String> answer = moveAt("/api/features/village/VIL-207", "planner", "\"1\"", CLEARED);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(problem(answer, "transition-not-allowed").get("allowed")).isEmpty();
    }

    @Test
    void takesTheDayOfTheStepInTheInstallationsZone() {
        move("lead", "\"1\"", CLEARED.replace("\"note\"", "\"validFrom\": \"2024-03-02\", \"note\""));

        assertThat(TubanServer.json(server.get(parcel)).get("validFrom").asString())
                .isEqualTo("2024-03-01T16:00:00Z");
    }

    @Test
    void refusesClearingTomorrow() {
        String tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1).toString();

        HttpResponse<String> answer = move("lead", "\"1\"", CLEARED.replace("2024-03-01", tomorrow));

        assertThat(problem(answer, "evidence-missing").at("/fields/0/problem").asString())
                .isEqualTo("after-today");
    }

    @Test
    void tellsInHistoryWhoMovedItWhenAndWhy() {
        Instant before = Instant.now().minusMillis(1);
        move("lead", "\"1\"", CLEARED);

        JsonNode entries = TubanServer.json(server.get(parcel + "/history")).get("entries");

        assertThat(entries).hasSize(2);
        JsonNode step = entries.get(0);
        assertThat(step.get("op").asString()).isEqualTo("transition");
        assertThat(step.get("version").asLong()).isEqualTo(2);
        assertThat(step.get("from").asString()).isEqualTo("SIGNING");
        assertThat(step.get("to").asString()).isEqualTo("CLEARED");
        assertThat(step.at("/by/name").asString()).isEqualTo("lead");
        assertThat(step.at("/by/displayName").asString()).isEqualTo("项目负责人（示例）");
        assertThat(Instant.parse(step.get("at").asString())).isAfterOrEqualTo(before);
        assertThat(step.get("note").asString()).isEqualTo("九户已搬");
        assertThat(step.at("/evidence/cleared_on").asString()).isEqualTo("2024-03-01");
        assertThat(step.at("/evidence/households_signed").asLong()).isEqualTo(9);
        assertThat(step.get("changes")
                        .valueStream()
                        .map(change -> change.get("field").asString() + " "
                                + change.get("old").asString("-") + " → "
                                + change.get("new").asString("-")))
                .contains("households_signed 3 → 9")
                .noneMatch(change -> change.startsWith("status "));
        assertThat(step.get("geometryChanged").asBoolean()).isFalse();
        assertThat(step.get("change").asLong())
                .isGreaterThan(entries.get(1).get("change").asLong());
        assertThat(entries.get(1).get("op").asString()).isEqualTo("create");
        assertThat(entries.get(1).get("to").asString()).isEqualTo("SIGNING");
    }

    @Test
    void letsExactlyOneOfFiftyParallelStepsThrough() throws InterruptedException, ExecutionException {
        ExecutorService people = Executors.newFixedThreadPool(50);
        try {
            List<Callable<HttpResponse<String>>> attempts = new ArrayList<>();
            for (int person = 0; person < 50; person++) {
                attempts.add(() -> move("lead", "\"1\"", CLEARED));
            }

            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> attempt : people.invokeAll(attempts)) {
                statuses.add(attempt.get().statusCode());
            }

            assertThat(statuses).hasSize(50).containsOnly(200, 412);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
            assertThat(TubanServer.json(server.get(parcel + "/history")).get("entries"))
                    .hasSize(2);
        } finally {
            people.shutdownNow();
        }
    }

    private HttpResponse<String> move(String account, String ifMatch, String body) {
        return moveAt(parcel, account, ifMatch, body);
    }

    private HttpResponse<String> moveAt(String feature, String account, String ifMatch, String body) {
        return server.post(
                feature + "/transitions", body, "Authorization", TubanServer.basic(account), "If-Match", ifMatch);
    }

    private static JsonNode problem(HttpResponse<String> answer, String slug) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
        return problem;
    }
}
