package org.tuban.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** The audit over HTTP. */
@ParameterizedClass
@EnumSource(Backend.class)
class AuditControllerIT {

    private static final String PARCEL = """
            {"type": "Feature", "geometry": null, "properties": {"name": "%s",
            "geometry_accuracy": "none", "source": "src-tuban-example"}}""";

    private static TubanServer server;

    AuditControllerIT(Backend backend) {
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

    @ParameterizedTest
    @ValueSource(strings = {"/api/audit", "/api/audit/chain"})
    void isForAdministrators(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(401);
        for (String account : List.of("viewer", "lead", "planner")) {
            assertThat(server.get(path, "Authorization", TubanServer.basic(account))
                            .statusCode())
                    .as(account)
                    .isEqualTo(403);
        }
        assertThat(get(path).has("type")).isFalse();
    }

    @Test
    void namesTheWriterAndItsAddress() {
        String id = create("by a planner");

        JsonNode entry = get("/api/audit?layer=parcel&id=" + id).get("entries").get(0);

        assertThat(entry.get("account").asString()).isEqualTo("planner");
        assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.get("kind").asString()).isEqualTo("feature");
        assertThat(entry.get("operation").asString()).isEqualTo("create");
        assertThat(entry.get("version").asLong()).isEqualTo(1);
        assertThat(entry.get("digest").asString()).matches("[0-9a-f]{64}");
    }

    @Test
    void tellsOfSignInsThatFailedAndOfGrants() {
        server.get("/api/drafts", "Authorization", "Basic cGxhbm5lcjp3cm9uZy1wYXNzd29yZA==");

        JsonNode failed =
                get("/api/audit?kind=session&id=planner").get("entries").get(0);
        assertThat(failed.get("operation").asString()).isEqualTo("sign-in-failed");
        assertThat(failed.get("account").asString()).isEqualTo("anonymous");
        assertThat(failed.get("address").asString()).isEqualTo("127.0.0.1");

        HttpResponse<String> granted = server.post(
                "/api/accounts/viewer/grants",
                "{\"layer\": \"parcel\", \"reason\": \"asked for\"}",
                "Authorization",
                TubanServer.basic("admin"));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(201);
        JsonNode grant = get("/api/audit?kind=grant&id=viewer").get("entries").get(0);
        assertThat(grant.get("account").asString()).isEqualTo("admin");
        assertThat(grant.get("detail").asString()).contains("parcel");
        assertThat(get("/api/audit?kind=account&limit=500").get("entries")).isNotEmpty();
    }

    @Test
    void goesThroughAllPagesWithoutSkippingOrRepeating() {
        for (int number = 0; number < 7; number++) {
            create("page " + number);
        }
        List<Long> numbers = new ArrayList<>();
        String next = "/api/audit?account=planner&kind=feature&limit=3";
        while (next != null) {
            JsonNode page = get(next);
            page.get("entries").forEach(entry -> numbers.add(entry.get("number").asLong()));
            next = page.get("next").isNull() ? null : page.get("next").asString();
        }

        assertThat(numbers).hasSizeGreaterThanOrEqualTo(7).doesNotHaveDuplicates();
        assertThat(numbers).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void findsByTimeWhoAndWhat() {
        create("to be found");

        assertThat(get("/api/audit?kind=link&limit=1")
                        .get("entries")
                        .get(0)
                        .get("kind")
                        .asString())
                .isEqualTo("link");
        assertThat(get("/api/audit?datetime=../2001-01-01").get("entries")).isEmpty();
        assertThat(get("/api/audit?datetime=2001-01-01/..&account=planner").get("entries"))
                .isNotEmpty();
        assertThat(get("/api/audit?account=nobody-of-that-name").get("entries")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"before=0", "before=x", "limit=0", "datetime=2024-02-30", "who=admin", "kind=link&kind=link"})
    void refusesWhatItCannotRead(String query) {
        assertThat(server.get("/api/audit?" + query, "Authorization", TubanServer.basic("admin"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysHowTheChainStands() {
        create("chained");
        server.bean(Watchman.class).walk();

        JsonNode chain = get("/api/audit/chain");

        assertThat(chain.get("head").get("position").asLong()).isPositive();
        assertThat(chain.get("head").get("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(chain.get("pending").asLong()).isNotNegative();
        assertThat(chain.get("checked").get("broken").isNull()).isTrue();
        assertThat(chain.get("checked").get("head").get("position").asLong()).isPositive();
    }

    private static JsonNode get(String path) {
        return TubanServer.json(server.get(path, "Authorization", TubanServer.basic("admin")));
    }

    private static String create(String name) {
        var answer = server.post(
                "/ogc/collections/parcel/items", PARCEL.formatted(name), "Authorization", TubanServer.basic("planner"));
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
