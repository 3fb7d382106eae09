package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The database goes away under a running service, which says so also where no controller is reached. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tuban.demo-password=" + WebLayer.PASSWORD, "tuban.page=classpath:/http/page/"})
@DirtiesContext
class DatabaseAwayTest {

    @LocalServerPort
    int port;

    @Autowired
    HikariDataSource pool;

    @Test
    void tellsSessionsScriptsAndWhoSignsInToComeBackAndServesThePage() {
        Page signedIn = new Page(port);
        signedIn.signIn("lead", WebLayer.PASSWORD);
        Page anonymous = new Page(port);

        pool.close();

        List<HttpResponse<String>> answers = List.of(
                signedIn.get("/api/session"),
                signedIn.post("/api/x", "{}"),
                anonymous.signIn("lead", WebLayer.PASSWORD),
                anonymous.get("/api/session", "Authorization", Page.basic("lead", WebLayer.PASSWORD)));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("/problems/unavailable").doesNotContain("Hikari", "SELECT");
        });
        assertThat(anonymous.get("/").statusCode()).isEqualTo(200);
        assertThat(signedIn.get("/js/probe.js").statusCode()).isEqualTo(200);
        assertThat(anonymous.get("/api/session").statusCode()).isEqualTo(200);
        assertThat(anonymous.get("/actuator/health").statusCode()).isEqualTo(503);
    }
}
