package org.tuban.feature;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Check;
import org.tuban.store.Dialect;
import org.tuban.store.Finding;

/** Whether rows, history and change log say the same. */
@Component
class HistoryCheckStore implements Check {

    private static final String ADVICE =
            "somebody wrote past the service, or a disk lost writes: restore the last backup that has none of this";

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final Layers layers;
    private final Clock clock;

    HistoryCheckStore(JdbcTemplate jdbc, Dialect dialect, Layers layers, Clock clock) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.layers = layers;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "history: rows, versions, change log";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Layer layer : layers.list()) {
            if (dialect.hasTable(layer)) {
                of(layer, findings);
            }
        }
        changes(findings);
        clocks(findings);
        return findings;
    }

    private void of(Layer layer, List<Finding> findings) {
        String table = dialect.quote(layer.id());
        add(
                findings,
                "layer %s: %%d features are at a version that history does not have".formatted(layer.id()),
                """
                SELECT count(*) FROM %s t LEFT JOIN feature_history h
                    ON h.layer = ? AND h.feature_id = t.id AND h.version = t.version
                WHERE h.feature_id IS NULL""".formatted(table),
                layer.id());
        add(findings, "layer %s: %%d features have a gap in their versions".formatted(layer.id()), """
                SELECT count(*) FROM (SELECT feature_id FROM feature_history WHERE layer = ?
                    GROUP BY feature_id HAVING max(version) <> count(*) OR min(version) <> 1) AS gaps""", layer.id());
        add(
                findings,
                "layer %s: %%d features are in history without an end, and not in the table".formatted(layer.id()),
                """
                SELECT count(*) FROM (SELECT feature_id FROM feature_history h WHERE layer = ? GROUP BY feature_id
                    HAVING sum(CASE WHEN operation = 'delete' THEN 1 ELSE 0 END) = 0) AS living
                WHERE NOT EXISTS (SELECT 1 FROM %s t WHERE t.id = living.feature_id)""".formatted(table),
                layer.id());
    }

    private void changes(List<Finding> findings) {
        add(
                findings,
                "%d versions of history are not in the change log",
                "SELECT count(*) FROM feature_history h LEFT JOIN change_log c ON c.seq = h.change WHERE c.seq IS NULL");
        add(findings, "%d entries of the change log are not in history", """
                SELECT count(*) FROM change_log c LEFT JOIN feature_history h
                    ON h.layer = c.layer AND h.feature_id = c.item_id AND h.version = c.version
                WHERE c.kind = 'feature' AND h.feature_id IS NULL""");
        if (dialect.oneWriter()) {
            // In PostgreSQL a write that is undone leaves its number unused.
            add(
                    findings,
                    "%d numbers are missing in the change log",
                    "SELECT COALESCE(max(seq), 0) - count(*) FROM change_log");
        }
    }

    private void clocks(List<Finding> findings) {
        jdbc.query("SELECT max(recorded_at) FROM change_log HAVING max(recorded_at) IS NOT NULL", row -> {
            Instant last = dialect.readInstant(row, 1);
            if (last.isAfter(clock.instant())) {
                findings.add(Finding.bad(
                        "the clock of this computer stands before the last write, of %s".formatted(last),
                        "set it right and let it follow a time server"));
            }
        });
    }

    private void add(List<Finding> findings, String what, String question, Object... values) {
        long count = Objects.requireNonNull(jdbc.queryForObject(question, Long.class, values));
        if (count > 0) {
            findings.add(Finding.bad(what.formatted(count), ADVICE));
        }
    }
}
