package org.tuban.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.hostile.HostileFilters.Filter;
import org.tuban.hostile.HostileRequest.Refusal;
import org.tuban.testing.Backend;
import org.tuban.testing.RawHttp;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.json.JsonMapper;

/** Ten thousand hostile filters a store: no server error, nothing given away, and no filter does what it says. */
class HostileFiltersIT {

    private static final long SEED = 20_261_123;
    private static final int FILTERS = 10_000;
    private static final String PARCELS = "/ogc/collections/parcel";
    private static final JsonMapper JSON = new JsonMapper();

    /** One in so many goes by POST, and those that an address has no room for. */
    private static final int IN_A_BODY = 5;

    private static final int LONGEST_ADDRESS = 12_000;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void refusesOrAnswersEveryOneAndLetsNoneAct(Backend backend) {
        try (TubanServer server = TubanServer.start(backend)) {
            long parcels = matched(server.get(PARCELS + "/items"));
            HostileFilters filters = new HostileFilters(SEED);
            TreeMap<Integer, Integer> statuses = new TreeMap<>();
            TreeMap<Duration, Filter> slowest = new TreeMap<>();
            SoftAssertions all = new SoftAssertions();

            for (int count = 0; count < FILTERS; count++) {
                Filter filter = filters.next();
                long begin = System.nanoTime();
                HttpResponse<String> answer = send(server, filter, count % IN_A_BODY == 0);
                slowest.put(Duration.ofNanos(System.nanoTime() - begin), filter);
                if (slowest.size() > 3) {
                    slowest.pollFirstEntry();
                }
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                all.check(() -> Answers.assertHarmless(plain(answer), asRequest(filter)));
            }

            System.out.printf("Hostile filters on %s: %s%nSlowest: %s%n", backend, statuses, slowest);
            all.assertAll();
            // A service that refused everything would pass too.
            assertThat(statuses.get(200)).isGreaterThan(FILTERS / 10);
            assertThat(statuses.get(400)).isGreaterThan(FILTERS / 10);
            assertThat(matched(server.get(PARCELS + "/items"))).isEqualTo(parcels);
        }
    }

    private static HttpResponse<String> send(TubanServer server, Filter filter, boolean inABody) {
        String query = "filter=" + HostileRequests.encoded(filter.text()) + "&filter-lang=" + filter.language();
        if (!inABody && query.length() < LONGEST_ADDRESS) {
            return server.get(PARCELS + "/items?" + query);
        }
        String body = JSON.writeValueAsString(Map.of("filter", filter.text(), "filter-lang", filter.language()));
        return server.post(PARCELS + "/search", body);
    }

    private static long matched(HttpResponse<String> answer) {
        return TubanServer.json(answer).get("numberMatched").asLong();
    }

    private static RawHttp.Answer plain(HttpResponse<String> answer) {
        Map<String, String> headers = answer.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        return new RawHttp.Answer(answer.statusCode(), headers, answer.body());
    }

    private static HostileRequest asRequest(Filter filter) {
        return HostileRequest.get(
                filter.family(), filter.text(), filter.inert() ? Refusal.FINDS_NOTHING : Refusal.MAY_PASS);
    }
}
