package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Scripts sign each call by HTTP Basic. */
@WebLayer.Test
class ScriptTest {

    private static final String ADDRESS = "/api/session";

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    @BeforeEach
    void waitForTheThrottle() {
        clock.advance(Duration.ofHours(24));
    }

    @Test
    void isKnownByItsCredentialsWithoutSessionOrToken() {
        HttpResponse<String> answer = call("lead", WebLayer.PASSWORD);

        JsonNode session = Page.json(answer);
        assertThat(session.path("signedIn").asBoolean()).isTrue();
        assertThat(session.at("/account/name").asString()).isEqualTo("lead");
        assertThat(session.path("csrf").isNull()).isTrue();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void writesWithoutAToken() {
        HttpResponse<String> answer =
                new Page(port).post("/api/x", "{}", "Authorization", Page.basic("lead", WebLayer.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void isRefusedWithAChallengeWhenItsCredentialsAreWrong() {
        HttpResponse<String> answer = call("lead", "a-wrong-password");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"tuban\", charset=\"UTF-8\"");
        assertThat(Page.json(answer).path("type").asString()).isEqualTo("/problems/not-signed-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic ", "Basic !!!", "Basic bGVhZA==", "Basic OnB3", "Bearer abc", "Negotiate x", "x"
            })
    void isRefusedWithAChallengeWhenItsCredentialsAreGarbled(String authorization) {
        HttpResponse<String> answer = new Page(port).get(ADDRESS, "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void isRefusedWhenItsCredentialsAreNoUtf8OrHoldNul() {
        for (byte[] pair : List.of(new byte[] {'a', ':', (byte) 0xFF}, new byte[] {'a', ':', 0})) {
            String header = "Basic " + Base64.getEncoder().encodeToString(pair);

            assertThat(new Page(port).get(ADDRESS, "Authorization", header).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void mayHaveChineseInItsPassword() {
        accounts.create(new NewAccount("chinese", "中文", Set.of(Role.VIEWER), null), "方山下地块今天完成签约了");

        assertThat(call("chinese", "方山下地块今天完成签约了").statusCode()).isEqualTo(200);
        assertThat(Base64.getDecoder().decode(Page.basic("a", "斑").substring(6)))
                .isEqualTo("a:斑".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void paysForTheHashOnceAMinuteOnly() {
        call("lead", WebLayer.PASSWORD);
        long begin = System.nanoTime();
        for (int count = 0; count < 100; count++) {
            assertThat(call("lead", WebLayer.PASSWORD).statusCode()).isEqualTo(200);
        }
        Duration remembered = Duration.ofNanos(System.nanoTime() - begin);
        begin = System.nanoTime();
        for (int count = 0; count < 100; count++) {
            clock.advance(Duration.ofSeconds(61));
            assertThat(call("lead", WebLayer.PASSWORD).statusCode()).isEqualTo(200);
        }
        Duration hashed = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(remembered).isLessThan(hashed.dividedBy(2));
    }

    @Test
    void isRefusedAtOnceWhenTheAccountChanges() {
        accounts.create(new NewAccount("robot", "Robot", Set.of(Role.LEAD), null), "the-first-password");
        assertThat(call("robot", "the-first-password").statusCode()).isEqualTo(200);

        accounts.changePassword("robot", "the-second-password");

        assertThat(call("robot", "the-first-password").statusCode()).isEqualTo(401);
        assertThat(call("robot", "the-second-password").statusCode()).isEqualTo(200);

        accounts.changeRoles("robot", Set.of(Role.VIEWER));

        assertThat(Page.json(call("robot", "the-second-password"))
                        .at("/account/roles")
                        .toString())
                .isEqualTo("[\"viewer\"]");

        accounts.changeEnabled("robot", false);

        assertThat(call("robot", "the-second-password").statusCode()).isEqualTo(401);
    }

    @Test
    void isLetThroughWithManyFirstCallsAtOnce() {
        List<Integer> answers = IntStream.range(0, 50)
                .parallel()
                .mapToObj(call -> call("admin", WebLayer.PASSWORD).statusCode())
                .toList();

        assertThat(answers).hasSize(50).containsOnly(200);
    }

    private HttpResponse<String> call(String name, String password) {
        return new Page(port).get(ADDRESS, "Authorization", Page.basic(name, password));
    }
}
