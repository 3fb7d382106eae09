package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tuban.access.Page;
import org.tuban.access.WebLayer;

/** What pages of other sites may read, and what watchers. */
@WebLayer.Test
class PublicReadingTest {

    private static final String[] ELSEWHERE = {"Origin", "https://elsewhere.example"};

    @LocalServerPort
    int port;

    private Page page;

    @BeforeEach
    void openPage() {
        page = new Page(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ogc/nothing", "/ogc", "/ogc/nothing?a=%ff"})
    void letsOtherSitesReadPublicDataWithoutCredentials(String address) {
        HttpResponse<String> answer = page.get(address, ELSEWHERE);

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("ETag", "Link", "Location", "Content-Crs", "Preference-Applied", "Retry-After");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void saysBeforehandThatTheyMayOnlyRead(String wanted) {
        HttpResponse<String> answer = page.send(
                "OPTIONS",
                "/ogc/nothing",
                null,
                "Origin",
                "https://elsewhere.example",
                "Access-Control-Request-Method",
                wanted,
                "Access-Control-Request-Headers",
                "authorization");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET, HEAD")
                .doesNotContain("PUT", "PATCH", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .doesNotContainIgnoringCase("authorization");
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/session", "GET, /ogcx", "GET, /", "OPTIONS, /api/session", "POST, /ogc/any-write"})
    void letsThemReadNothingElseAndWriteNothing(String method, String address) {
        HttpResponse<String> answer = page.send(method, address, method.equals("POST") ? "{}" : null, ELSEWHERE);

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void tellsWatchersHowItIsWithoutAnyDetail(String address) {
        HttpResponse<String> answer = page.get(address);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Page.json(answer).path("status").asString()).isEqualTo("UP");
        assertThat(Page.json(answer).propertyNames()).isSubsetOf("status", "groups");
        assertThat(page.send("HEAD", address, null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/",
                "/actuator/health/",
                "/actuator/health/db",
                "/actuator/health/diskSpace",
                "/actuator/health/readiness/db",
                "/actuator/health/nothing",
                "/actuator/info",
                "/actuator/env/tuban.database.password",
                "/actuator/heapdump"
            })
    void tellsNobodyAnythingElse(String address) {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            HttpResponse<String> answer =
                    page.send(method, address, null, "Authorization", Page.basic("admin", WebLayer.PASSWORD));

            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    /** A search is a question, though it is sent with POST. */
    @Test
    void letsOtherSitesSearch() {
        HttpResponse<String> answer = page.send("POST", "/ogc/collections/parcel/search", "{}", ELSEWHERE);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void takesNothingAtTheAddressesOfWatchers() {
        HttpResponse<String> answer = page.send("POST", "/actuator/health", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
    }
}
