package org.tuban.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.store.Dialect;

/** The SQL of drafts. */
@Component
class DraftStore {

    private static final String COLUMNS = """
            layer, feature_id, version, base_version, author, content, note, created_at, changed_at, changed_by""";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    DraftStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    Optional<Draft> find(FeatureRef ref) {
        return jdbc.sql("SELECT %s FROM draft WHERE layer = ? AND feature_id = ?".formatted(COLUMNS))
                .param(ref.layer())
                .param(ref.id())
                .query((row, index) -> draft(row))
                .optional();
    }

    /**
     * Which drafts are meant: those that are in every choice that is made.
     *
     * @param author null for anybody's
     * @param layer null for any
     * @param id of the feature; null for any
     */
    record Wanted(
            @Nullable String author,
            @Nullable String layer,
            @Nullable String id) {

        private Map<String, String> choices() {
            Map<String, String> choices = new LinkedHashMap<>();
            put(choices, "author", author);
            put(choices, "layer", layer);
            put(choices, "feature_id", id);
            return choices;
        }

        private static void put(Map<String, String> choices, String column, @Nullable String value) {
            if (value != null) {
                choices.put(column, value);
            }
        }
    }

    /** Drafts, those that were saved last first. */
    List<Draft> list(Wanted wanted, int limit) {
        Map<String, String> choices = wanted.choices();
        String where = choices.keySet().stream()
                .map(column -> "AND %s = :%s".formatted(column, column))
                .collect(Collectors.joining(" "));
        return jdbc.sql("""
                        SELECT %s FROM draft WHERE 1 = 1 %s
                        ORDER BY changed_at DESC, layer, feature_id LIMIT :limit""".formatted(COLUMNS, where))
                .params(choices)
                .param("limit", limit)
                .query((row, index) -> draft(row))
                .list();
    }

    void insert(Draft draft) {
        jdbc.sql("INSERT INTO draft (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(COLUMNS))
                .param(draft.ref().layer())
                .param(draft.ref().id())
                .param(draft.version())
                .param(draft.baseVersion())
                .param(draft.author())
                .param(draft.content().text())
                .param(draft.note())
                .param(dialect.bind(draft.createdAt()))
                .param(dialect.bind(draft.changedAt()))
                .param(draft.changedBy())
                .update();
    }

    /** Puts the next version in place of the one before; false if that is no longer there. */
    boolean update(Draft next) {
        return jdbc.sql("""
                                UPDATE draft SET version = ?, base_version = ?, content = ?, note = ?, changed_at = ?,
                                    changed_by = ?
                                WHERE layer = ? AND feature_id = ? AND version = ?""")
                        .param(next.version())
                        .param(next.baseVersion())
                        .param(next.content().text())
                        .param(next.note())
                        .param(dialect.bind(next.changedAt()))
                        .param(next.changedBy())
                        .param(next.ref().layer())
                        .param(next.ref().id())
                        .param(next.version() - 1)
                        .update()
                == 1;
    }

    /** Takes that version away; false if it is no longer there. */
    boolean delete(Draft draft) {
        return jdbc.sql("DELETE FROM draft WHERE layer = ? AND feature_id = ? AND version = ?")
                        .param(draft.ref().layer())
                        .param(draft.ref().id())
                        .param(draft.version())
                        .update()
                == 1;
    }

    private Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                new FeatureRef(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                DraftContent.parse(row.getString(6)),
                row.getString(7),
                dialect.readInstant(row, 8),
                dialect.readInstant(row, 9),
                row.getString(10));
    }
}
