package org.tuban.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.audit.Verification.Break;
import org.tuban.store.Finding;
import org.tuban.store.Transactions;
import org.tuban.testing.TubanServer;

/** What somebody does who has the tables themselves, and what is found of it. */
record Tampering(TubanServer server, boolean postgis) {

    private static final List<String> GUARDED = List.of(
            "audit",
            "audit_chain",
            "feature_history",
            "link_history",
            "observation_history",
            "proposal_history",
            "attachment");

    /** The first break that is found after statements that get round the triggers; all is undone afterwards. */
    Break brokenAfter(List<ChainHead> kept, String... statements) {
        return server.bean(Transactions.class).rehearse(() -> {
            disarm();
            for (String statement : statements) {
                assertThat(server.bean(JdbcTemplate.class).update(statement))
                        .as(statement)
                        .isPositive();
            }
            Break broken = Objects.requireNonNull(
                    server.bean(AuditVerifier.class).verify(kept).broken());
            if (kept.isEmpty()) {
                assertThat(server.bean(ChainCheck.class).findings())
                        .as("the doctor, who keeps no head elsewhere, names the same break")
                        .singleElement()
                        .matches(Finding::bad)
                        .extracting(Finding::what, STRING)
                        .contains("position %d, entry %d".formatted(broken.position(), broken.number()));
            }
            return broken;
        });
    }

    /** Takes the triggers away; within a transaction that is undone. */
    void disarm() {
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
        for (String table : GUARDED) {
            if (postgis) {
                jdbc.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(table));
            } else {
                jdbc.execute("DROP TRIGGER %s_no_update".formatted(table));
                jdbc.execute("DROP TRIGGER %s_no_delete".formatted(table));
            }
        }
    }
}
