package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC API – Features, draft Part 11 (26-018): transactions over HTTP, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class TransactionsIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String TRANSACTIONS = "/ogc/transactions";

    private static TubanServer server;
    private static Editor planner;

    TransactionsIT(Backend backend) {
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
    @DisplayName("/req/transactions/post-op, post-body, post-response, post-response-rid, /req/transactions/atomic")
    void writesAllEditsOfATransactionAcrossLayers() {
        String replaced = planner.makePark("Replaced");
        String updated = planner.makePark("Updated");
        String deleted = planner.makePark("Deleted");

        HttpResponse<String> answer = run("""
                {"semantic":"atomic","description":"整理","transaction":[
                  {"action":"insert","collection":"park","items":[%s,%s]},
                  {"action":"replace","collection":"park","id":"%s","ifMatch":"\\"1\\"","feature":%s},
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"1\\"",
                   "description":"更名","patch":{"properties":{"name":"New name"}}},
                  {"action":"delete","collection":"park","id":"%s","ifMatch":"\\"1\\""},
                  {"action":"insert","collection":"parcel","items":[
                    {"type":"Feature","geometry":null,"properties":{"name":"图斑","geometry_accuracy":"none","source":"src-tuban-example"}}]}
                ]}""".formatted(
                        Editor.park("", "One"),
                        Editor.park(Editor.freshId(), "Two"),
                        id(replaced),
                        Editor.park("", "Replacement"),
                        id(updated),
                        id(deleted)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = TubanServer.json(answer);
        assertThat(report.get("semantic").stringValue()).isEqualTo("atomic");
        assertThat(report.get("summary").toString())
                .isEqualTo(
                        "{\"totalInserted\":3,\"totalReplaced\":1,\"totalUpdated\":1,\"totalDeleted\":1,\"totalFailed\":0}");
        assertThat(report.get("insertResults")).hasSize(3);
        assertThat(statuses(report)).containsExactly(201, 201, 204, 204, 204, 201);
        for (JsonNode address : report.get("insertResults")) {
            assertThat(server.get(address.stringValue().replaceFirst("^http://[^/]+", ""))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(report.at("/results/2/etag").stringValue()).isEqualTo("\"2\"");
        assertThat(planner.get(replaced).at("/properties/name").stringValue()).isEqualTo("Replacement");
        assertThat(planner.get(updated).at("/properties/name").stringValue()).isEqualTo("New name");
        assertThat(server.get(deleted).statusCode()).isEqualTo(404);
        assertThat(planner.history(replaced).get(0).get("note").stringValue()).isEqualTo("整理");
        assertThat(planner.history(updated).get(0).get("note").stringValue()).isEqualTo("更名");
    }

    @Test
    @DisplayName("later edits find what earlier ones wrote")
    void changesWhatItMadeBefore() {
        String id = Editor.freshId();

        HttpResponse<String> answer = run("""
                {"transaction":[{"action":"insert","collection":"park","items":[%s]},
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"1\\"","patch":{"properties":{"name":"Later"}}},
                  {"action":"delete","collection":"park","id":"%s","ifMatch":"\\"2\\""}]}""".formatted(Editor.park(id, "First"), id, id));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(server.get(PARKS + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("atomic: nothing stays if the last edit is refused")
    void leavesNothingOfAnAtomicTransactionWhoseLastEditIsRefused() {
        String park = planner.makePark("Untouched");
        String id = Editor.freshId();
        long before = changes();

        HttpResponse<String> answer = run("""
                {"semantic":"atomic","transaction":[
                  {"action":"insert","collection":"park","items":[%s]},
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"1\\"","patch":{"properties":{"name":"Touched"}}},
                  {"action":"insert","collection":"park","items":[%s]},
                  {"action":"insert","collection":"park","items":[%s]},
                  {"action":"delete","collection":"park","id":"%s","ifMatch":"\\"9\\""}]}""".formatted(
                        Editor.park(id, "New"),
                        id(park),
                        Editor.park(id, "The same again"),
                        Editor.park("", "Wrong").replace("culture", "no-such"),
                        id(park)));

        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").stringValue()).endsWith("/already-exists");
        assertThat(problem.get("detail").stringValue()).startsWith("Nothing was written: 3 of 5 edits are refused");
        assertThat(statuses(problem)).containsExactly(424, 424, 409, 422, 412);
        assertThat(problem.at("/results/3/problem/fields/0/field").stringValue())
                .isEqualTo("kind");
        assertThat(server.get(PARKS + "/" + id).statusCode()).isEqualTo(404);
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("Untouched");
        assertThat(planner.history(park)).hasSize(1);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    @DisplayName("/req/transactions/batch: each for itself")
    void writesWhatCanBeOfABatchAndSaysWhatCannot() {
        String park = planner.makePark("Batch");

        HttpResponse<String> answer = run("""
                {"semantic":"batch","transaction":[
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"8\\"","patch":{}},
                  {"action":"insert","collection":"park","items":[%s]},
                  {"action":"update","collection":"park","id":"%s","patch":{}},
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"1\\"","patch":{"properties":{"name":"Done"}}},
                  {"action":"delete","collection":"park","id":"NO-SUCH","ifMatch":"\\"1\\""}]}""".formatted(id(park), Editor.park("", "Made"), id(park), id(park)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = TubanServer.json(answer);
        assertThat(statuses(report)).containsExactly(412, 201, 428, 204, 404);
        assertThat(report.at("/summary/totalFailed").intValue()).isEqualTo(3);
        assertThat(report.get("exceptions")).hasSize(3);
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("Done");
    }

    @ParameterizedTest
    @CsvSource({"atomic, 200", "batch, 200"})
    @DisplayName("dry run: everything is checked, nothing is written")
    void rehearsesATransaction(String semantic, int status) {
        String park = planner.makePark("Rehearsed");
        String id = Editor.freshId();
        long before = changes();
        String body = """
                {"semantic":"%s","transaction":[
                  {"action":"insert","collection":"park","items":[%s]},
                  {"action":"update","collection":"park","id":"%s","ifMatch":"\\"1\\"","patch":{"properties":{"name":"No"}}}%s]}""";
        String wrong =
                ",{\"action\":\"insert\",\"collection\":\"park\",\"items\":[%s]}".formatted(Editor.park(id, "Twice"));

        HttpResponse<String> right =
                runAt(TRANSACTIONS + "?dry-run=true", body.formatted(semantic, Editor.park(id, "X"), id(park), ""));
        HttpResponse<String> refused =
                runAt(TRANSACTIONS + "?dry-run=true", body.formatted(semantic, Editor.park(id, "X"), id(park), wrong));

        assertThat(right.statusCode()).as(right.body()).isEqualTo(status);
        assertThat(TubanServer.json(right).get("dryRun").booleanValue()).isTrue();
        assertThat(refused.statusCode()).isEqualTo(semantic.equals("atomic") ? 409 : 200);
        assertThat(TubanServer.json(refused).get("dryRun").booleanValue()).isTrue();
        assertThat(TubanServer.json(refused).at("/results/2/status").intValue()).isEqualTo(409);
        assertThat(server.get(PARKS + "/" + id).statusCode()).isEqualTo(404);
        assertThat(planner.tag(park)).isEqualTo("\"1\"");
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    @DisplayName("dry run of a single write")
    void rehearsesASingleWrite() {
        String park = planner.makePark("Single");

        List<HttpResponse<String>> answers = List.of(
                planner.post(PARKS + "?dry-run=true", Editor.park("", "X")),
                planner.put(park + "?dry-run=true", Editor.park("", "X"), "If-Match", "\"1\""),
                planner.patch(park + "?dry-run=true", "{\"properties\":{\"name\":\"X\"}}", "If-Match", "\"1\""),
                planner.delete(park + "?dry-run=true", "If-Match", "\"1\""));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(TubanServer.json(answer).get("dryRun").booleanValue()).isTrue();
        });
        assertThat(planner.patch(park + "?dry-run=true", "{\"properties\":{\"kind\":\"X\"}}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("Single");
        assertThat(planner.post(PARKS + "?dry-run=maybe", Editor.park("", "X")).statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a feature collection in one request")
    void makesAllFeaturesOfACollectionOrNone() {
        String features = IntStream.range(0, 1000)
                .mapToObj(number -> Editor.park("", "Park " + number))
                .collect(Collectors.joining(","));

        HttpResponse<String> made = planner.post(PARKS, collection(features));
        HttpResponse<String> tooMany = planner.post(PARKS, collection(features + "," + Editor.park("", "1001")));
        HttpResponse<String> none = planner.post(
                PARKS,
                collection(Editor.park("", "Right") + ","
                        + Editor.park("", "Wrong").replace("culture", "x")));
        HttpResponse<String> some = planner.post(
                PARKS + "?semantic=batch",
                collection(Editor.park("", "Right") + ","
                        + Editor.park("", "Wrong").replace("culture", "x")));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(TubanServer.json(made).get("insertResults")).hasSize(1000);
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(TubanServer.json(tooMany).get("path").stringValue()).isEqualTo("/features");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(statuses(TubanServer.json(none))).containsExactly(424, 422);
        assertThat(some.statusCode()).isEqualTo(200);
        assertThat(statuses(TubanServer.json(some))).containsExactly(201, 422);
        assertThat(planner.post(PARKS + "?semantic=odd", collection(features)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | ''",
                "{} | /transaction",
                "{\"transaction\":[]} | /transaction",
                "{\"transaction\":[5]} | /transaction/0/action",
                "{\"transaction\":[{}]} | /transaction/0/action",
                "{\"transaction\":[{\"action\":\"drop\"}]} | /transaction/0/action",
                "{\"transaction\":[{\"action\":\"delete\"}]} | /transaction/0/collection",
                "{\"transaction\":[{\"action\":\"delete\",\"collection\":\"plot\"}]} | /transaction/0/collection",
                "{\"transaction\":[{\"action\":\"delete\",\"collection\":\"park\"}]} | /transaction/0/id",
                "{\"transaction\":[{\"action\":\"delete\",\"collection\":\"park\",\"id\":5}]} | /transaction/0/id",
                "{\"transaction\":[{\"action\":\"delete\",\"collection\":\"park\",\"id\":\"a\",\"ifMatch\":\"1\"}]} | /transaction/0/ifMatch",
                "{\"transaction\":[{\"action\":\"delete\",\"collection\":\"park\",\"id\":\"a\",\"filter\":\"1=1\"}]} | /transaction/0/filter",
                "{\"transaction\":[{\"action\":\"insert\",\"collection\":\"park\",\"items\":{}}]} | /transaction/0/items",
                "{\"transaction\":[{\"action\":\"update\",\"collection\":\"park\",\"id\":\"a\"}]} | /transaction/0/patch",
                "{\"semantic\":\"maybe\",\"transaction\":[{\"action\":\"delete\",\"collection\":\"park\",\"id\":\"a\"}]} | /semantic",
                "{\"sql\":\"DROP\",\"transaction\":[]} | /sql"
            })
    @DisplayName("a body that is no transaction")
    void refusesABodyThatIsNoTransactionWithThePlace(String body, String path) {
        HttpResponse<String> answer = run(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TubanServer.json(answer).get("path").stringValue()).isEqualTo(path);
    }

    private static HttpResponse<String> run(String body) {
        return runAt(TRANSACTIONS, body);
    }

    private static HttpResponse<String> runAt(String path, String body) {
        return planner.send(
                "POST", path, "application/ogc-tx+json", java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }

    private static String collection(String features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[%s]}".formatted(features);
    }

    private static List<Integer> statuses(JsonNode report) {
        return report.get("results")
                .valueStream()
                .map(result -> result.get("status").intValue())
                .toList();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** How many writes there were of any kind. */
    private static long changes() {
        // The rows themselves: the log holds the newest back while another transaction is open.
        Long rows = server.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM change_log", Long.class);
        return Objects.requireNonNull(rows);
    }
}
