package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tuban.access.Page;
import org.tuban.access.WebLayer;

/** The page's files and the headers of every answer. */
@WebLayer.Test
class PageFilesTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/index.html, text/html",
        "/js/probe.js, text/javascript",
        "/css/probe.css, text/css",
        "/i18n/zh-CN.json, application/json",
        "/webjars/leaflet/leaflet.js, text/javascript",
        "/webjars/leaflet/leaflet.css, text/css",
        "/webjars/leaflet/images/layers.png, image/png",
        "/webjars/leaflet/dist/leaflet.js, text/javascript",
        "/webjars/lit-html/lit-html.js, text/javascript",
        "/webjars/lit-html/directives/repeat.js, text/javascript"
    })
    void areServedAndAskedForAgainEachTime(String address, String type) {
        HttpResponse<String> first = new Page(port).get(address);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();

        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = new Page(port).get(address, "If-None-Match", tag);

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/probe.js", "/problems", "/api/session", "/actuator/health", "/nothing"})
    void haveTheHeadersThatHoldABrowserBack(String address) {
        HttpResponse<String> answer = new Page(port).get(address);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
                        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).hasSize(1);
        assertThat(answer.headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("geolocation=(self)");
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void giveNothingToOtherSites() {
        HttpResponse<String> answer = new Page(port).get("/api/session", "Origin", "https://evil.example");

        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void tellTheAnonymousOnlyThatTheServiceIsUp() {
        HttpResponse<String> answer = new Page(port).get("/actuator/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Page.json(answer).path("status").asString()).isEqualTo("UP");
        assertThat(Page.json(answer).has("components")).isFalse();
        assertThat(new Page(port).get("/actuator/health/db").statusCode()).isEqualTo(404);
    }
}
