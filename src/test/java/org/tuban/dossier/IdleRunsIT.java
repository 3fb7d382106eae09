package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.ShiftedClock;
import org.tuban.testing.TubanServer;
import org.tuban.workflow.IdleRuns;
import tools.jackson.databind.JsonNode;

/** The daily run of the idle rule over the demo's parcels, as the days go by. */
class IdleRunsIT {

    /** Granted; its start is agreed for 30 June 2027. */
    private static final String GRANTED = "/api/features/parcel/PCL-FSX-11";

    /** In China, 30 June 2028 ends at 16:00 UTC. */
    private static final Instant LAST_MOMENT = Instant.parse("2028-06-30T15:59:00Z");

    private final ShiftedClock clock = new ShiftedClock();

    @ParameterizedTest
    @EnumSource(Backend.class)
    void suspectsOvernightExplainsItselfAndTakesADismissal(Backend backend) {
        clock.set(LAST_MOMENT);
        try (TubanServer server = TubanServer.start(backend, clock)) {
            IdleRuns rule = server.bean(IdleRuns.class);
            rule.runIfMissing();
            assertThat(state(server)).isEqualTo("GRANTED");

            clock.set(LAST_MOMENT.plus(Duration.ofMinutes(2)));
            assertThat(rule.runIfMissing()).isPresent();
            assertThat(rule.runIfMissing()).isEmpty();

            assertThat(state(server)).isEqualTo("IDLE_SUSPECT");
            JsonNode step = TubanServer.json(server.get(GRANTED + "/history")).at("/entries/0");
            assertThat(step.at("/by/name").asString()).isEqualTo("idle-rule");
            JsonNode why = step.get("evidence");
            assertThat(why.get("rule_title").asString()).contains("闲置土地处置办法");
            assertThat(why.get("rule_clause").asString()).isEqualTo("第二条第一款");
            assertThat(why.get("rule_counted_from").asString()).isEqualTo("2027-06-30");
            assertThat(why.get("rule_days_overdue").asLong()).isEqualTo(1);
            assertThat(why.get("idle_suspect_since").asString()).isEqualTo("2028-07-01");
            assertThat(why.get("rule_stage").asString()).contains("20%");
            assertThat(why.get("rule_next_stage_from").asString()).isEqualTo("2029-07-01");
            assertThat(inbox(server, "planner", "idle")).contains("PCL-FSX-11");

            assertThat(dismiss(server, ", \"dismissed_until\": \"2028-07-10\"").statusCode())
                    .isEqualTo(200);
            clock.set(Instant.parse("2028-07-10T15:59:00Z"));
            rule.runIfMissing();
            assertThat(state(server)).isEqualTo("GRANTED");
            clock.set(Instant.parse("2028-07-10T16:01:00Z"));
            rule.runIfMissing();
            assertThat(state(server)).isEqualTo("IDLE_SUSPECT");

            assertThat(dismiss(server, "").statusCode()).isEqualTo(200);
            clock.set(Instant.parse("2031-01-01T00:00:00Z"));
            rule.runIfMissing();
            assertThat(state(server)).isEqualTo("GRANTED");
        }
    }

    @Test
    void isDoneOnceByServicesThatShareADatabase() throws Exception {
        clock.set(LAST_MOMENT.plus(Duration.ofDays(1)));
        try (TubanServer one = TubanServer.start(Backend.POSTGIS, clock);
                TubanServer other = TubanServer.startBeside(one, clock)) {
            ExecutorService services = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Boolean>> runs = List.of(
                        () -> one.bean(IdleRuns.class).runIfMissing().isPresent(),
                        () -> other.bean(IdleRuns.class).runIfMissing().isPresent());
                int done = 0;
                for (Future<Boolean> run : services.invokeAll(runs)) {
                    done += run.get() ? 1 : 0;
                }

                assertThat(done).isEqualTo(1);
                assertThat(version(other)).isEqualTo(2);
            } finally {
                services.shutdownNow();
            }
        }
    }

    @Test
    void runsAtTheStartIfTodaysRunIsMissing() {
        clock.set(LAST_MOMENT.plus(Duration.ofDays(400)));
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE, clock, "--tuban.idle-rule.daily=true")) {
            Instant deadline = Instant.now().plusSeconds(30);
            while (!state(server).equals("IDLE_SUSPECT") && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }

            assertThat(state(server)).isEqualTo("IDLE_SUSPECT");
        }
    }

    private static HttpResponse<String> dismiss(TubanServer server, String more) {
        return server.post(
                GRANTED + "/transitions",
                "{\"to\": \"GRANTED\", \"evidence\": {\"reason\": \"政府原因延期供地\"%s}}".formatted(more),
                "Authorization",
                TubanServer.basic("planner"),
                "If-Match",
                "\"%d\"".formatted(version(server)));
    }

    private static String inbox(TubanServer server, String account, String kind) {
        JsonNode inbox = TubanServer.json(server.get("/api/inbox", "Authorization", TubanServer.basic(account)));
        return inbox.get("groups")
                .valueStream()
                .filter(group -> group.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .get("items")
                .toString();
    }

    private static String state(TubanServer server) {
        return TubanServer.json(server.get(GRANTED)).at("/workflow/state").asString();
    }

    private static long version(TubanServer server) {
        return TubanServer.json(server.get(GRANTED)).get("version").asLong();
    }
}
