package org.tuban.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** A write that is sent again, over HTTP, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class IdempotencyIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String PARK = """
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":
            [[[121.26,28.62],[121.27,28.62],[121.27,28.63],[121.26,28.63],[121.26,28.62]]]},
            "properties":{"name":"%s","kind":"culture","geometry_accuracy":"schematic","source":"src-tuban-example"}}""";

    private static TubanServer server;
    private static Backend backend;

    private final String key = '"' + UUID.randomUUID().toString() + '"';

    IdempotencyIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend store) {
        backend = store;
        server = TubanServer.start(store, "--tuban.idempotency.most=1000");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void makesOneParkHoweverOftenItIsAskedFor() {
        HttpResponse<String> first = make("Once", key);
        HttpResponse<String> second = make("Once", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(second.headers().firstValue(header))
                    .as(header)
                    .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(called("Once")).isEqualTo(1);
    }

    @Test
    void movesAFeatureOnceAndGivesTheDossierAgain() {
        String park = path(make("Renamed", '"' + UUID.randomUUID().toString() + '"'));

        HttpResponse<String> first = write("PATCH", park, "{\"properties\":{\"name\":\"Better\"}}", "\"1\"", key);
        HttpResponse<String> second = write("PATCH", park, "{\"properties\":{\"name\":\"Better\"}}", "\"1\"", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(204);
        assertThat(second.statusCode()).isEqualTo(204);
        assertThat(second.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(server.get(park).headers().firstValue("ETag")).contains("\"2\"");
        assertThat(write("DELETE", park, "", "\"2\"", '"' + UUID.randomUUID().toString() + '"')
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesAKeyThatWasThatOfAnotherRequest() {
        make("Mine", key);

        HttpResponse<String> other = make("Another", key);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(TubanServer.json(other).get("type").stringValue()).isEqualTo("/problems/key-reused");
        assertThat(called("Another")).isZero();
    }

    @Test
    void letsEachAccountHaveItsOwnKeys() {
        make("Shared", key);
        HttpResponse<String> other = server.send(request("POST", PARKS, PARK.formatted("Other's"), "admin", key));

        assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
    }

    @Test
    void keepsNoRefusalSoThatTheKeyCanBeSentWithWhatIsRight() {
        HttpResponse<String> refused = make("\\u0000", key);
        HttpResponse<String> right = make("Right", key);

        assertThat(refused.statusCode()).isBetween(400, 422);
        assertThat(right.statusCode()).as(right.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"a", "\"a\" b", "a,b"})
    void saysWhatAKeyIs(String wrong) {
        HttpResponse<String> refused = make("No key", wrong);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TubanServer.json(refused).get("parameter").stringValue()).isEqualTo("Idempotency-Key");
        assertThat(called("No key")).isZero();
    }

    @Test
    void undoesEachWriteOfABatchForItself() {
        String batch = """
                {"semantic":"batch","transaction":[
                {"action":"insert","collection":"park","items":[%s,%s]}]}""";
        String body = batch.formatted(
                PARK.formatted("In a batch"), PARK.formatted("In a batch").replace("src-tuban-example", "nowhere"));

        HttpResponse<String> first = write("POST", "/ogc/transactions", body, "", key);
        HttpResponse<String> second = write("POST", "/ogc/transactions", body, "", key);

        assertThat(first.statusCode()).as(first.body()).isLessThan(500);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(called("In a batch")).isEqualTo(1);
    }

    @Test
    void doesOneOfManyThatComeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                sent.add(threads.submit(() -> make("Crowded", key)));
            }
            for (Future<HttpResponse<String>> one : sent) {
                assertThat(one.get().statusCode()).isIn(201, 409);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(called("Crowded")).isEqualTo(1);
        assertThat(make("Crowded", key).statusCode()).isEqualTo(201);
    }

    @Test
    void saysThatTheFirstIsStillRunning() throws Exception {
        FirstAnswers answers = server.bean(FirstAnswers.class);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = thread.submit(() ->
                    answers.answer(new IdempotencyKey("planner", key.replace("\"", "")), new byte[32], () -> {
                        begun.countDown();
                        await(end);
                        return new FirstAnswer(204, Map.of(), new byte[0]);
                    }));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            HttpResponse<String> second = make("Too early", key);

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            if (backend == Backend.POSTGIS) {
                try (TubanServer beside = TubanServer.startBeside(server)) {
                    assertThat(beside.send(HttpRequest.newBuilder(
                                                    request("POST", PARKS, PARK.formatted("Beside"), "planner", key),
                                                    (name, value) -> true)
                                            .uri(beside.uri(PARKS))
                                            .build())
                                    .statusCode())
                            .isEqualTo(409);
                }
            }
            end.countDown();
            first.get(10, TimeUnit.SECONDS);
        } finally {
            end.countDown();
            thread.shutdownNow();
        }
    }

    @Test
    void undoesTheEffectIfTheAnswerCannotBeMade() {
        FirstAnswers answers = server.bean(FirstAnswers.class);
        IdempotencyKey mine = new IdempotencyKey("planner", key);
        long before = assignments();
        assertThat(before).isPositive();

        answers.answer(mine, new byte[32], () -> {
            server.bean(Transactions.class)
                    .write(() -> server.bean(JdbcTemplate.class).update("DELETE FROM assignment"));
            return new FirstAnswer(500, Map.of(), new byte[0]);
        });

        assertThat(assignments()).isEqualTo(before);
        assertThat(answers.answer(mine, new byte[32], () -> new FirstAnswer(204, Map.of(), new byte[0])))
                .isEmpty();
    }

    @Test
    void removesWhatIsOldOrTooMuch() {
        FirstAnswerStore store = server.bean(FirstAnswerStore.class);
        Clock clock = server.bean(Clock.class);
        IdempotencyKey old = new IdempotencyKey("old", key);
        FirstAnswerStore.Kept kept = new FirstAnswerStore.Kept(new byte[32], new byte[0]);
        store.insert(old.id(), "old", kept, clock.instant().minus(Duration.ofHours(25)));
        for (int number = 0; number < 1010; number++) {
            store.insert(new IdempotencyKey("busy", key + number).id(), "busy", kept, clock.instant());
        }

        server.bean(FirstAnswers.class).clean();

        assertThat(store.find(old.id())).isEmpty();
        assertThat(server.bean(JdbcTemplate.class)
                        .queryForObject("SELECT count(*) FROM idempotency_key WHERE account = 'busy'", Long.class))
                .isEqualTo(1000);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpResponse<String> make(String name, String key) {
        return write("POST", PARKS, PARK.formatted(name), "", key);
    }

    private static HttpResponse<String> write(String method, String path, String body, String ifMatch, String key) {
        HttpRequest request = request(method, path, body, "planner", key);
        return server.send(
                ifMatch.isEmpty()
                        ? request
                        : HttpRequest.newBuilder(request, (name, value) -> true)
                                .header("If-Match", ifMatch)
                                .build());
    }

    private static HttpRequest request(String method, String path, String body, String account, String key) {
        String type = path.equals(PARKS)
                ? "application/geo+json"
                : method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", type)
                .header("Authorization", TubanServer.basic(account))
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private static String path(HttpResponse<String> made) {
        return made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    private static long called(String name) {
        return TubanServer.json(server.get(PARKS + "?filter=name='" + name.replace(" ", "%20") + "'"))
                .get("numberMatched")
                .longValue();
    }

    private static long assignments() {
        return server.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM assignment", Long.class);
    }
}
