package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What those who run the service see of it, and what others do not. */
@ExtendWith(OutputCaptureExtension.class)
class WatchingIT {

    private static final String MARKER = "geheim-7f3a-marker";

    @ParameterizedTest
    @EnumSource(Backend.class)
    void tellsMetricsOnThePortForThemOnly(Backend backend) throws IOException {
        int port = freePort();
        try (TubanServer server = TubanServer.start(backend, "--tuban.management-port=" + port)) {
            server.get("/ogc/collections/parcel/items?limit=1");
            server.get("/ogc/collections/none");

            String metrics = get(server, port, "/actuator/prometheus").body();

            assertThat(metrics)
                    .contains(
                            "tuban_store_up 1.0",
                            "tuban_change_feed_lag",
                            "tuban_tile_rows{layer=\"parcel\"}",
                            "tuban_tile_shapes_refused{layer=\"parcel\"}",
                            "tuban_problems_total{type=\"not-found\"} 1.0",
                            "tuban_problems_total{type=\"stale-version\"} 0.0",
                            "tuban_problems_total{type=\"too-many-requests\"} 0.0",
                            "tuban_feature_writes_total",
                            "hikaricp_connections_active{pool=\"tuban\"}",
                            "http_server_requests_seconds_count")
                    .contains("uri=\"/ogc/collections/{layer}/items\"");
            assertThat(metrics.contains("tuban_store_commits_total")).isEqualTo(backend == Backend.GEOPACKAGE);
            assertThat(get(server, port, "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
            for (String path : new String[] {"/", "/ogc", "/api/session", "/actuator", "/actuator/env"}) {
                assertThat(get(server, port, path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(server.get("/actuator/prometheus").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void namesARequestAlikeInAnswerProblemAndLogAndLogsNothingThatIsNobodysBusiness(CapturedOutput log) {
        try (TubanServer server =
                TubanServer.start(Backend.GEOPACKAGE, "--tuban.log.format=ecs", "--tuban.access-log=true")) {
            HttpResponse<String> answer = server.get("/ogc/collections/none?f=json", "X-Request-Id", "mine");
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            server.post("/api/session", "{\"name\":\"lead\",\"password\":\"" + MARKER + "\"}");
            server.get("/ogc/collections/parcel/items?filter=name='" + MARKER + "'");
            server.get("/ogc/collections/parcel/items?nonsense=" + MARKER, "Authorization", "Basic " + MARKER);
            server.get("/ogc/conformance", "Cookie", "tuban-session=" + MARKER);

            assertThat(id).matches("[0-9a-f]{16}");
            assertThat(TubanServer.json(answer).get("requestId").stringValue()).isEqualTo(id);
            String line = log.getOut()
                    .lines()
                    .filter(one -> one.contains(id))
                    .findFirst()
                    .orElseThrow();
            JsonNode entry = JsonMapper.builder().build().readTree(line);
            assertThat(line).contains("\"route\":\"/ogc/collections/{layer}\"");
            assertThat(entry.get("requestId").stringValue()).isEqualTo(id);
            assertThat(log.getAll()).doesNotContain(MARKER, TubanServer.PASSWORD);
        }
    }

    @Test
    void takesTheNameThatATrustedProxyGave() {
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE, "--tuban.trusted-proxies=127.0.0.1")) {
            assertThat(server.get("/ogc", "X-Request-Id", "p-1", "X-Forwarded-For", "192.0.2.7")
                            .headers()
                            .firstValue("X-Request-Id"))
                    .contains("p-1");
            assertThat(server.get("/ogc", "X-Request-Id", "a b", "X-Forwarded-For", "192.0.2.7")
                            .headers()
                            .firstValue("X-Request-Id")
                            .orElseThrow())
                    .matches("[0-9a-f]{16}");
        }
    }

    private static HttpResponse<String> get(TubanServer server, int port, String path) {
        return server.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
