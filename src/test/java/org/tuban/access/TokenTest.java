package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Access tokens: what they are good for, and what ends them. */
@WebLayer.Test
class TokenTest {

    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final String PASSWORD = "green-hills-and-a-token";

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    private String name;
    private String address;

    @BeforeEach
    void makeAnAccount() {
        clock.advance(Duration.ofHours(24));
        name = "robot-" + FRESH.incrementAndGet();
        address = "/api/accounts/" + name + "/tokens";
        accounts.create(new NewAccount(name, "Robot", Set.of(Role.LEAD), null), PASSWORD);
    }

    private HttpResponse<String> ask(String scopes, Duration life) {
        return new Page(port)
                .post(
                        address,
                        "{\"name\":\"nightly\",\"scopes\":%s,\"expiresAt\":\"%s\"}"
                                .formatted(scopes, clock.instant().plus(life)),
                        "Authorization",
                        Page.basic(name, PASSWORD));
    }

    private JsonNode create(String scopes) {
        HttpResponse<String> made = ask(scopes, Duration.ofDays(30));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Page.json(made);
    }

    private HttpResponse<String> get(String path, String secret) {
        return new Page(port).get(path, "Authorization", "Bearer " + secret);
    }

    private HttpResponse<String> write(String secret) {
        return new Page(port).post(WebLayer.ANY_WRITE, "{}", "Authorization", "Bearer " + secret);
    }

    @Test
    void letsAScriptActForTheAccount() {
        JsonNode made = create("[\"read\",\"write\"]");
        String secret = made.path("secret").asString();

        JsonNode session = Page.json(get("/api/session", secret));

        assertThat(secret).matches("tuban_[A-Za-z0-9_-]{43}");
        assertThat(session.at("/account/name").asString()).isEqualTo(name);
        assertThat(session.path("csrf").isNull()).isTrue();
        assertThat(write(secret).statusCode()).isEqualTo(404);
        JsonNode listed = Page.json(get(address, secret)).at("/tokens/0");
        assertThat(secret).startsWith(listed.path("prefix").asString());
        assertThat(listed.path("usedAt").asString()).isEqualTo(clock.instant().toString());
        assertThat(listed.toString()).doesNotContain(secret.substring(20));
    }

    @Test
    void isKeptAsAHashOnly() {
        String secret = create("[\"read\"]").path("secret").asString();

        assertThat(jdbc.sql("SELECT * FROM account_token WHERE account = ?")
                        .param(name)
                        .query()
                        .singleRow()
                        .values())
                .doesNotContain(secret)
                .contains(Secrets.hash(secret));
    }

    @Test
    void forReadingDoesNotWrite() {
        HttpResponse<String> refused = write(create("[\"read\"]").path("secret").asString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"tuban\", error=\"insufficient_scope\"")
                .contains("scope=\"read write\"");
    }

    @Test
    void neverWidensWhatTheAccountMayDo() {
        String secret = create("[\"read\",\"write\",\"admin\"]").path("secret").asString();

        assertThat(Page.json(get("/api/session", secret)).at("/account/roles").toString())
                .isEqualTo("[\"lead\"]");
        assertThat(get("/api/accounts", secret).statusCode()).isEqualTo(403);
    }

    @Test
    void ofAnAdministratorIsAPlannersWithoutTheScopeAdmin() {
        accounts.changeRoles(name, Set.of(Role.ADMIN));
        String plain = create("[\"read\",\"write\"]").path("secret").asString();
        String full = create("[\"read\",\"write\",\"admin\"]").path("secret").asString();

        assertThat(Page.json(get("/api/session", plain)).at("/account/roles").toString())
                .isEqualTo("[\"planner\"]");
        assertThat(get("/api/accounts", plain).statusCode()).isEqualTo(403);
        assertThat(get("/api/accounts", full).statusCode()).isEqualTo(200);
    }

    @Test
    void makesNoOtherTokenAndChoosesNoPassword() {
        String secret = create("[\"read\",\"write\",\"admin\"]").path("secret").asString();

        assertThat(new Page(port)
                        .post(
                                address,
                                "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"2030-01-01T00:00:00Z\"}",
                                "Authorization",
                                "Bearer " + secret)
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Page(port)
                        .send(
                                "PUT",
                                "/api/session/password",
                                "{\"password\":\"%s\",\"newPassword\":\"another-green-hill\"}".formatted(PASSWORD),
                                "Authorization",
                                "Bearer " + secret)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void endsByTimeByItsOwnerByAnAdministratorAndWithTheAccount() {
        String first = create("[\"read\"]").path("secret").asString();
        JsonNode second = create("[\"read\"]");
        String third = create("[\"read\"]").path("secret").asString();

        new Page(port)
                .delete(address + "/" + second.at("/token/id").asString(), "Authorization", Page.basic(name, PASSWORD));
        assertRefused(second.path("secret").asString());
        assertThat(get("/api/session", first).statusCode()).isEqualTo(200);
        accounts.changePassword(name, "another-green-password");
        assertThat(get("/api/session", first).statusCode()).isEqualTo(200);
        accounts.changeEnabled(name, false);
        assertRefused(first);
        accounts.changeEnabled(name, true);
        assertThat(new Page(port)
                        .delete(address, "Authorization", Page.basic("admin", WebLayer.PASSWORD))
                        .statusCode())
                .isEqualTo(204);
        assertRefused(first);
        assertRefused(third);
    }

    @Test
    void endsWhenItsTimeIsUp() {
        String secret = create("[\"read\"]").path("secret").asString();
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(get("/api/session", secret).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertRefused(secret);
    }

    private void assertRefused(String secret) {
        HttpResponse<String> answer = get("/api/session", secret);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"tuban\", error=\"invalid_token\"");
    }

    @Test
    void slowsDownWhoTriesTokensButNotWhoHasOne() {
        String secret = create("[\"read\"]").path("secret").asString();
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(get("/api/session", "tuban_" + "x".repeat(43)).statusCode())
                    .isEqualTo(401);
        }

        assertThat(get("/api/session", "tuban_" + "y".repeat(43)).statusCode()).isEqualTo(429);
        assertThat(get("/api/session", secret).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"read\"] | P367D | expiresAt",
                "[\"read\"] | PT0S | expiresAt",
                "[\"write\"] | P1D | scopes",
                "[] | P1D | scopes"
            })
    void namesTheMemberThatIsWrong(String scopes, Duration life, String member) {
        HttpResponse<String> answer = ask(scopes, life);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Page.json(answer).path("path").asString()).isEqualTo(member);
    }

    @Test
    void isMadeByItsOwnerOnly() {
        HttpResponse<String> answer = new Page(port)
                .post(
                        address,
                        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"2030-01-01T00:00:00Z\"}",
                        "Authorization",
                        Page.basic("admin", WebLayer.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
