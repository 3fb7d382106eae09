package org.tuban.search;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tuban.feature.AsOf;
import org.tuban.feature.TimeInterval;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Searching the past costs no more memory, and keeps no more people waiting, than it may. */
class PastEntriesIT {

    private static final AsOf THEN = then("2026-11-20T00:00:00Z");

    @Test
    void keepsPointsOfViewAsLongAsTheyAreNotTooLargeTogether() {
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE)) {
            PastEntries past = server.bean(PastEntries.class);
            assertThat(past.of(THEN)).isNotEmpty().isSameAs(past.of(THEN));
        }
        try (TubanServer small = TubanServer.start(Backend.GEOPACKAGE, "--tuban.search.most-indexed=40")) {
            PastEntries past = small.bean(PastEntries.class);
            assertThat(past.of(THEN)).hasSizeGreaterThan(40).isNotSameAs(past.of(THEN));
        }
    }

    @Test
    void tellsWhoeverWaitsTooLongToComeAgain() throws SQLException {
        try (TubanServer server = TubanServer.start(Backend.POSTGIS, "--tuban.limits.lock=20s");
                Connection other = server.bean(DataSource.class).getConnection();
                Statement statement = other.createStatement()) {
            await().atMost(10, SECONDS).until(() -> ask(server, "2026-11-19").statusCode() == 200);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE parcel IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> ask(server, "2026-11-20"));
            await().during(500, MILLISECONDS).until(() -> !first.isDone());

            HttpResponse<String> second = ask(server, "2026-11-21");

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(first).isNotDone();
            other.rollback();
            assertThat(first)
                    .succeedsWithin(10, SECONDS)
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        }
    }

    private static HttpResponse<String> ask(TubanServer server, String day) {
        return server.get("/api/search?q=VIL&datetime=%sT00:00:00Z".formatted(day));
    }

    private static AsOf then(String time) {
        return AsOf.during(TimeInterval.at(Instant.parse(time)));
    }
}
