package org.tuban.feature;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.store.Dialect;
import org.tuban.store.LayerDataStore;

/**
 * Every write there ever was, in an order that readers can follow without missing one.
 *
 * <p>Transactions may commit in another order than they took their numbers. A reader is therefore shown only what lies
 * below the oldest transaction that is still open, and goes on from a place of transaction and number.
 */
@Component
public class ChangeLog {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    ChangeLog(JdbcTemplate jdbc, Dialect dialect, LayerDataStore store) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /**
     * A reader's place in the log.
     *
     * @param transaction number of the transaction that wrote the last change read; 0 before the first
     * @param number number of that change; 0 before the first
     */
    public record Place(long transaction, long number) {

        /** Before the first change. */
        public static final Place START = new Place(0, 0);
    }

    /**
     * One write.
     *
     * @param place where it stands; {@link Place#START} before it is written
     * @param kind feature, link or observation
     * @param layer layer of the feature, or of the feature an observation is about; for a link, of its beginning
     * @param id id of what was written
     * @param version its version since then
     * @param operation what was done
     * @param recordedAt when
     * @param recordedBy account that did it
     */
    public record Change(
            Place place,
            String kind,
            String layer,
            String id,
            long version,
            String operation,
            Instant recordedAt,
            String recordedBy) {}

    /** Adds a change in the transaction of its write, whatever place it names; gives its number, 1 or more. */
    public long append(Change change) {
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

    /** What was written after a place, oldest first, at most so many. */
    public List<Change> after(Place place, int limit) {
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
