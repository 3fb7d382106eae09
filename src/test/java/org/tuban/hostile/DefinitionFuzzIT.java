package org.tuban.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.hostile.FuzzedRequests.Fuzzed;
import org.tuban.testing.ApiContract;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Two thousand requests made from the definition that the service gives of itself: it answers only as it says there. */
class DefinitionFuzzIT {

    private static final long SEED = Long.getLong("tuban.seed", 2_026);
    private static final int REQUESTS = 2_000;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void answersOnlyAsItsDefinitionSays(Backend backend) {
        try (TubanServer server = TubanServer.start(backend)) {
            HttpResponse<String> definition = server.get("/ogc/api");
            ApiContract contract = ApiContract.of(definition.body());
            FuzzedRequests requests = new FuzzedRequests(TubanServer.json(definition), SEED);
            List<String> faults = new ArrayList<>();
            TreeMap<Integer, Integer> statuses = new TreeMap<>();

            for (int count = 0; count < REQUESTS; count++) {
                Fuzzed fuzzed = requests.of(count % requests.size());
                Answer answer = Answer.to(server, fuzzed.request());
                statuses.merge(answer.status(), 1, Integer::sum);
                String fault = contract.faultOf(
                        fuzzed.operation().path(),
                        fuzzed.operation().method(),
                        answer.status(),
                        answer.type(),
                        answer.body());
                if (fuzzed.request().method().equals("GET")) {
                    fault += headFault(server, fuzzed.request(), answer);
                }
                if (!fault.isEmpty() || answer.status() >= 500) {
                    faults.add("%s: %s%n%s".formatted(fuzzed, fault, start(answer.body())));
                }
            }

            assertThat(faults).isEmpty();
            assertThat(statuses).as("right and wrong in fair shares").containsKeys(200, 400, 404);
            assertThat(statuses.get(200)).isGreaterThan(REQUESTS / 4);
            assertThat(statuses.get(400)).isGreaterThan(REQUESTS / 20);
        }
    }

    /** RFC 9110, 9.3.2: HEAD is answered as GET, without the body. Empty if it is. */
    private static String headFault(TubanServer server, HttpRequest get, Answer answer) {
        Answer head = Answer.to(
                server,
                HttpRequest.newBuilder(get, (name, value) -> true)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build());
        return head.equals(new Answer(answer.status(), answer.type(), "")) ? "" : " HEAD is " + head;
    }

    private static String start(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }

    /** What came back; of a stream, which does not end by itself, its first line. */
    private record Answer(int status, String type, String body) {

        static Answer to(TubanServer server, HttpRequest request) {
            HttpResponse<InputStream> response = server.sendForStream(request);
            String type = response.headers().firstValue("Content-Type").orElse("");
            try (BufferedReader body =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String text = type.startsWith("text/event-stream")
                        ? Objects.requireNonNullElse(body.readLine(), "")
                        : body.lines().collect(Collectors.joining("\n"));
                return new Answer(response.statusCode(), type, text);
            } catch (IOException broken) {
                throw new UncheckedIOException(request.uri().toString(), broken);
            }
        }
    }
}
