package org.tuban.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.Race;
import org.tuban.testing.TubanServer;

/** One chain, however many services add to it, and nothing left out of it that was committed late. */
class SealerIT {

    private static final Caller WRITER = new Caller("writer", "Writer", Set.of(Role.PLANNER), true);

    @Test
    void makesOneChainOfWhatTwoServicesWrite() throws Exception {
        try (TubanServer first = TubanServer.start(Backend.POSTGIS, "--tuban.demo=false");
                TubanServer second = TubanServer.startBeside(first)) {
            assertThat(Race.run(400, number -> create(number % 2 == 0 ? first : second, "shared-" + number)))
                    .containsOnlyNulls();

            AuditStore store = first.bean(AuditStore.class);
            await().atMost(20, SECONDS).until(() -> store.pending() == 0);
            Verification verification = second.bean(AuditVerifier.class).verify(java.util.List.of());
            assertThat(verification.broken()).isNull();
            assertThat(verification.head().position())
                    .isEqualTo(first.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM audit", Long.class))
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void waitsForATransactionThatBeganEarlierAndChainsItFirst() {
        try (TubanServer server = TubanServer.start(Backend.POSTGIS, "--tuban.demo=false")) {
            AuditStore store = server.bean(AuditStore.class);
            long before = store.head().position();
            server.bean(Transactions.class).write(() -> {
                create(server, "late");
                Thread other = new Thread(() -> create(server, "early"));
                other.start();
                await().atMost(10, SECONDS).until(() -> !other.isAlive());
                server.bean(Sealer.class).seal();
                assertThat(store.head().position()).isEqualTo(before);
                return true;
            });

            await().atMost(20, SECONDS).until(() -> store.pending() == 0);
            assertThat(store.links(before, before + 2, 10))
                    .extracting(link -> link.entry().subject().id())
                    .containsExactly("late", "early");
        }
    }

    private static void create(TubanServer server, String id) {
        Edit edit = new Edit(
                Operation.CREATE,
                Map.of("name", id, "status", "SURVEYED", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null,
                null,
                null,
                Map.of());
        server.bean(Features.class).create(new FeatureRef("parcel", id), edit, WRITER);
    }
}
