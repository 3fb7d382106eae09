package org.tuban.live;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Webhooks and the news of subscriptions, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class WebhooksIT {

    private static final Caller WRITER = Caller.system("test");
    private static final Caller OWNER = new Caller("planner", "Planner", Set.of(Role.PLANNER), true);
    private static final String PLANNER = TubanServer.basic("planner");
    private static final String HOOKS = "/api/webhooks";
    private static final String SUBSCRIPTIONS = "/api/subscriptions";

    private static TubanServer server;
    private static HttpServer target;
    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    WebhooksIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    private record Call(String id, String timestamp, String signature, String body) {}

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) throws IOException {
        target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.createContext("/", WebhooksIT::take);
        target.start();
        server = TubanServer.start(
                backend,
                "--tuban.webhooks.allow=127.0.0.1:" + target.getAddress().getPort(),
                "--tuban.webhooks.retry=50ms");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
        target.stop(0);
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = exchange.getRequestURI().getPath().equals("/redirect") ? 302 : 204;
        if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            status = 500;
        }
        CALLS.add(new Call(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @BeforeEach
    void forget() {
        CALLS.clear();
        FAILURES.set(0);
    }

    @Test
    void tellsWhatHappensInOrderAndSigned() throws Exception {
        JsonNode hook = makeHook("/", "{\"layers\":[\"village\"]}");
        try {
            rename("VIL-207", "甲村");
            rename("VIL-207", "乙村");
            await().atMost(20, SECONDS).until(() -> CALLS.size() == 2);
            assertThat(CALLS).extracting(Call::body).allMatch(body -> body.contains("\"type\":\"feature.update\""));
            long first = TubanServer.json(server.get(HOOKS + "/" + id(hook) + "/deliveries", "Authorization", PLANNER))
                    .path("deliveries")
                    .size();
            assertThat(first).isEqualTo(2);
            Call call = CALLS.get(0);
            byte[] key =
                    Base64.getDecoder().decode(hook.path("secret").asString().substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = mac.doFinal("%s.%s.%s"
                    .formatted(call.id(), call.timestamp(), call.body())
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(call.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(signed));
            assertThat(server.get(HOOKS + "/" + id(hook), "Authorization", PLANNER)
                            .body())
                    .doesNotContain("secret");
        } finally {
            delete(HOOKS + "/" + id(hook));
        }
    }

    @Test
    void triesAgainWithTheSameMessageUntilItIsTaken() {
        JsonNode hook = makeHook("/", "{\"layers\":[\"village\"]}");
        try {
            FAILURES.set(3);
            rename("VIL-206", "丙村");
            rename("VIL-206", "丁村");
            await().atMost(30, SECONDS).until(() -> CALLS.size() == 5);
            List<String> ids = CALLS.stream().map(Call::id).toList();
            assertThat(ids.subList(0, 4)).containsOnly(ids.get(0));
            assertThat(ids.get(4)).isNotEqualTo(ids.get(0));
            await().atMost(10, SECONDS)
                    .until(() -> TubanServer.json(server.get(HOOKS + "/" + id(hook), "Authorization", PLANNER))
                                    .path("failures")
                                    .asInt()
                            == 0);
        } finally {
            delete(HOOKS + "/" + id(hook));
        }
    }

    /** Looking for something to tell costs no write: not a flush to disk twice a second for ever. */
    @Test
    void writesNothingWhileThereIsNothingToTell() {
        JsonNode hook = makeHook("/", "{\"layers\":[\"village\"]}");
        try {
            rename("VIL-205", "庚村");
            await().atMost(20, SECONDS).until(() -> CALLS.size() == 1);
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            String lease = "SELECT count(*) FROM webhook WHERE id = '%s' AND lease_until %s";
            await().atMost(10, SECONDS).until(() -> count(jdbc, lease.formatted(id(hook), "IS NULL")) == 1);
            jdbc.update(
                    "UPDATE webhook SET lease_until = '2020-01-01T00:00:00.000Z' WHERE id = '%s'".formatted(id(hook)));

            await().during(2, SECONDS)
                    .atMost(4, SECONDS)
                    .until(() -> count(jdbc, lease.formatted(id(hook), "= '2020-01-01T00:00:00.000Z'")) == 1);
        } finally {
            delete(HOOKS + "/" + id(hook));
        }
    }

    private static int count(JdbcTemplate jdbc, String question) {
        return Objects.requireNonNull(jdbc.queryForObject(question, Integer.class));
    }

    @Test
    void followsNoRedirectAndTestsOnRequest() {
        JsonNode hook = makeHook("/redirect", "{}");
        try {
            JsonNode tried =
                    TubanServer.json(server.post(HOOKS + "/" + id(hook) + "/test", "{}", "Authorization", PLANNER));
            assertThat(tried.path("status").asInt()).isEqualTo(302);
            assertThat(CALLS).hasSize(1);
            assertThat(CALLS.get(0).body()).contains("\"type\":\"test\"");
            JsonNode listed = TubanServer.json(server.get(HOOKS, "Authorization", PLANNER))
                    .path("webhooks")
                    .get(0);
            assertThat(listed.path("lastDelivery")).isEqualTo(tried);
        } finally {
            delete(HOOKS + "/" + id(hook));
        }
    }

    @Test
    void isForPlannersAndRefusesInnerTargets() {
        String inside = "{\"name\":\"x\",\"url\":\"https://169.254.169.254/latest\"}";
        assertThat(server.post(HOOKS, inside).statusCode()).isEqualTo(401);
        assertThat(server.post(HOOKS, inside, "Authorization", TubanServer.basic("viewer"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.post(HOOKS, inside, "Authorization", PLANNER).statusCode())
                .isEqualTo(400);
    }

    @Test
    void givesTheNewsOfAnAreaSinceItWasRead() {
        String body = """
                {"name":"my villages","interest":{"features":["village/VIL-207"]}}""";
        JsonNode made = TubanServer.json(server.post(SUBSCRIPTIONS, body, "Authorization", PLANNER));
        String address = SUBSCRIPTIONS + "/" + id(made);
        rename("VIL-207", "戊村");
        rename("VIL-206", "己村");
        JsonNode news = TubanServer.json(server.get(address + "/news", "Authorization", PLANNER));
        assertThat(news.path("events")).hasSize(1);
        assertThat(news.path("events").get(0).path("id").asString()).isEqualTo("VIL-207");
        assertThat(news.path("events").get(0).path("name").path("zh").asString())
                .isEqualTo("戊村");
        HttpResponse<String> read = server.post(
                address + "/read",
                "{\"upTo\":\"%s\"}".formatted(news.path("next").asString()),
                "Authorization",
                PLANNER);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(TubanServer.json(server.get(address + "/news", "Authorization", PLANNER))
                        .path("events"))
                .isEmpty();
        assertThat(server.get(address, "Authorization", TubanServer.basic("admin"))
                        .statusCode())
                .as("of somebody else")
                .isEqualTo(404);
        delete(address);
    }

    /** Two screens of one account, of which one gives it another name while the other one reads. */
    @Test
    void aNewNameAndANewMarkOfWhatIsReadDoNotUndoEachOther() {
        Subscriptions subscriptions = server.bean(Subscriptions.class);
        Interest interest = new Interest(List.of("village"), null, null, null);
        Subscription made = subscriptions.create("old name", interest, OWNER);
        rename("VIL-207", "辛村");
        String place = PlaceText.of(server.bean(ChangeLog.class).last());

        CompletableFuture<Subscription> marked = server.bean(Transactions.class).write(() -> {
            subscriptions.change(made.id(), "new name", interest, OWNER);
            CompletableFuture<Subscription> other =
                    CompletableFuture.supplyAsync(() -> subscriptions.markRead(made.id(), place, OWNER));
            await().during(500, MILLISECONDS).until(() -> !other.isDone());
            return other;
        });

        assertThat(marked).succeedsWithin(10, SECONDS);
        Subscription now = subscriptions.get(made.id(), OWNER);
        assertThat(now.name()).isEqualTo("new name");
        assertThat(PlaceText.of(now.read())).isEqualTo(place);
        subscriptions.delete(made.id(), OWNER);
    }

    @Test
    void aTestOfAWebhookThatIsRemovedMeanwhileEndsWell() {
        JsonNode hook = makeHook("/", "{}");
        Webhook before = server.bean(WebhookStore.class).find(id(hook)).orElseThrow();
        delete(HOOKS + "/" + id(hook));

        assertThat(server.bean(WebhookSender.class).test(before).status()).isEqualTo(204);
    }

    @Test
    void aSubscriptionNamesSomethingAndAValidArea() {
        for (String interest : List.of(
                "{}",
                "{\"area\":{\"type\":\"Point\",\"coordinates\":[120,29]}}",
                "{\"area\":{\"type\":\"Polygon\",\"coordinates\":[]}}",
                "{\"features\":[\"village\"]}")) {
            String body = "{\"name\":\"x\",\"interest\":%s}".formatted(interest);
            assertThat(server.post(SUBSCRIPTIONS, body, "Authorization", PLANNER)
                            .statusCode())
                    .as(interest)
                    .isEqualTo(400);
        }
        assertThat(server.get(SUBSCRIPTIONS).statusCode()).isEqualTo(401);
        String unknown = "{\"name\":\"x\",\"interest\":{\"operations\":[\"moved\"]}}";
        assertThat(server.post(SUBSCRIPTIONS, unknown, "Authorization", PLANNER).body())
                .contains("one of create, update, transition, correct, restore, delete");
    }

    private static JsonNode makeHook(String path, String interest) {
        String body = "{\"name\":\"hook\",\"url\":\"http://127.0.0.1:%d%s\",\"interest\":%s}"
                .formatted(target.getAddress().getPort(), path, interest);
        HttpResponse<String> answer = server.post(HOOKS, body, "Authorization", PLANNER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TubanServer.json(answer);
    }

    private static String id(JsonNode made) {
        return made.path("id").asString();
    }

    private static void delete(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", PLANNER)
                .DELETE()
                .build();
        assertThat(server.send(request).statusCode()).isEqualTo(204);
    }

    private static void rename(String village, String name) {
        Features features = server.bean(Features.class);
        FeatureRef ref = new FeatureRef("village", village);
        Feature now = features.get(ref, Sight.EVERYTHING);
        features.write(ref, now.version(), Edit.update(Map.of("name", name), "renamed"), WRITER);
    }
}
