package org.tuban.feature;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.Dialect;

/** The SQL of the change log. */
@Component
class ChangeLogStore {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    ChangeLogStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    long insert(Change change) {
        Long number = jdbc.queryForObject(
                """
                INSERT INTO change_log (kind, layer, item_id, version, operation, recorded_at, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq""",
                Long.class,
                change.kind(),
                change.layer(),
                change.id(),
                change.version(),
                change.operation(),
                dialect.bind(change.recordedAt()),
                change.recordedBy());
        return Objects.requireNonNull(number);
    }

    Place last() {
        return jdbc
                .query(
                        "SELECT tx, seq FROM change_log WHERE %s ORDER BY tx DESC, seq DESC LIMIT 1"
                                .formatted(dialect.settled()),
                        (row, index) -> new Place(row.getLong(1), row.getLong(2)))
                .stream()
                .findFirst()
                .orElse(Place.START);
    }

    Place before(Place place, int changes) {
        return jdbc
                .query(
                        "SELECT tx, seq FROM change_log WHERE (tx, seq) <= (?, ?) ORDER BY tx DESC, seq DESC LIMIT 1 OFFSET ?",
                        (row, index) -> new Place(row.getLong(1), row.getLong(2)),
                        place.transaction(),
                        place.number(),
                        changes)
                .stream()
                .findFirst()
                .orElse(Place.START);
    }

    boolean has(Place place) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM change_log WHERE tx = ? AND seq = ?)",
                Boolean.class,
                place.transaction(),
                place.number()));
    }

    boolean touches(String layer, Place place) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM change_log WHERE (tx, seq) > (?, ?) AND layer = ?)",
                Boolean.class,
                place.transaction(),
                place.number(),
                layer));
    }

    boolean hasAfter(Place place) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM change_log WHERE (tx, seq) > (?, ?))",
                Boolean.class,
                place.transaction(),
                place.number()));
    }

    long countAfter(Place place) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*) FROM change_log WHERE (tx, seq) > (?, ?)",
                Long.class,
                place.transaction(),
                place.number()));
    }

    List<Change> after(Place place, int limit) {
        return jdbc.query(
                """
                SELECT tx, seq, kind, layer, item_id, version, operation, recorded_at, recorded_by FROM change_log
                WHERE (tx, seq) > (?, ?) AND %s ORDER BY tx, seq LIMIT ?""".formatted(dialect.settled()),
                (row, index) -> new Change(
                        new Place(row.getLong(1), row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        dialect.readInstant(row, 8),
                        row.getString(9)),
                place.transaction(),
                place.number(),
                limit);
    }
}
