package org.tuban.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.hostile.FuzzedRequests.Fuzzed;
import org.tuban.testing.ApiContract;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Two thousand requests made from the definition that the service gives of itself: it answers only as it says there. */
class DefinitionFuzzIT {

    private static final long SEED = 2_026;
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
                HttpResponse<String> answer = server.send(fuzzed.request());
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                String fault = contract.faultOf(
                        fuzzed.operation().path(),
                        fuzzed.operation().method(),
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body());
                if (fuzzed.request().method().equals("GET")) {
                    fault += headFault(server, fuzzed.request(), answer);
                }
                if (!fault.isEmpty() || answer.statusCode() >= 500) {
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
    private static String headFault(TubanServer server, HttpRequest get, HttpResponse<String> answer) {
        HttpResponse<String> head = server.send(HttpRequest.newBuilder(get, (name, value) -> true)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        boolean same = head.statusCode() == answer.statusCode()
                && head.headers()
                        .firstValue("Content-Type")
                        .equals(answer.headers().firstValue("Content-Type"))
                && head.body().isEmpty();
        return same ? "" : " HEAD is " + head;
    }

    private static String start(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
