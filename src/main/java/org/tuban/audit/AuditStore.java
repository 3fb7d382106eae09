package org.tuban.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.store.Dialect;
import org.tuban.store.Sql;

/** The SQL of the audit and of its chain. */
@Component
class AuditStore {

    private static final String COLUMNS = """
            a.number, a.at, a.account, a.address, a.kind, a.operation, a.layer, a.subject, a.version, a.change, \
            a.digest, a.detail""";

    /** First column after those of the entry. */
    private static final int NEXT = 13;

    private static final String UNCHAINED = "NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.number = a.number)";

    /** Transaction of an entry; before all of them if the entry is gone. */
    private static final String TRANSACTION = "coalesce((SELECT tx FROM audit WHERE number = ?), -1)";

    /** Number of the lock that a service holds while it chains; any that nothing else in the database uses. */
    private static final long LOCK = 0x7475_6261_6E61_7564L;

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    AuditStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    void insert(AuditEntry entry) {
        AuditEntry.Subject subject = entry.subject();
        jdbc.update(
                """
                INSERT INTO audit (at, account, address, kind, operation, layer, subject, version, change, digest, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                dialect.bind(entry.at()),
                entry.account(),
                entry.address(),
                entry.kind(),
                entry.operation(),
                subject == null ? null : subject.layer(),
                subject == null ? null : subject.id(),
                entry.version(),
                entry.change(),
                entry.digest(),
                entry.detail());
    }

    List<ChainedEntry> list(AuditQuery query) {
        Sql where = Sql.of("WHERE 1 = 1");
        where = and(where, "a.account = ?", query.account());
        where = and(where, "a.kind = ?", query.kind());
        where = and(where, "a.layer = ?", query.layer());
        where = and(where, "a.subject = ?", query.id());
        where = and(where, "a.at >= ?", dialect.bind(query.from()));
        where = and(where, "a.at <= ?", dialect.bind(query.to()));
        where = and(where, "a.number < ?", query.before());
        Sql all = Sql.of("SELECT %s, c.position, c.hash FROM audit a LEFT JOIN audit_chain c ON c.number = a.number"
                        .formatted(COLUMNS))
                .then(where)
                .then(Sql.of("ORDER BY a.number DESC LIMIT ?", query.limit()));
        return jdbc.query(
                all.text(),
                (row, index) -> new ChainedEntry(entry(row), whole(row, NEXT), row.getString(NEXT + 1)),
                all.binds().toArray());
    }

    private static Sql and(Sql where, String condition, @Nullable Object value) {
        return value == null ? where : where.then(Sql.of("AND " + condition, value));
    }

    /** True if no other service chains until this transaction ends. A GeoPackage has one writer at a time anyway. */
    boolean keepsOtherSealersOut() {
        return dialect.oneWriter()
                || Boolean.TRUE.equals(jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
    }

    /** The last link, also of a chain that was cut. */
    ChainHead head() {
        return jdbc
                .query(
                        "SELECT position, number, hash FROM audit_chain ORDER BY position DESC LIMIT 1",
                        (row, index) -> new ChainHead(row.getLong(1), row.getLong(2), row.getString(3)))
                .stream()
                .findFirst()
                .orElse(ChainHead.NONE);
    }

    /** Entries that come after the head in the safe order, oldest first, at most so many. */
    List<AuditEntry> settledAfter(ChainHead head, int limit) {
        return jdbc.query(
                """
                SELECT %s FROM audit a
                WHERE (a.tx, a.number) > (%s, ?) AND %s AND %s
                ORDER BY a.tx, a.number LIMIT ?""".formatted(COLUMNS, TRANSACTION, UNCHAINED, dialect.settled()),
                (row, index) -> entry(row),
                head.number(),
                head.number(),
                limit);
    }

    /** Entries that are not chained, wherever they stand, in the safe order, at most so many. */
    List<AuditEntry> settledAnywhere(int limit) {
        return jdbc.query("""
                SELECT %s FROM audit a
                WHERE %s AND %s
                ORDER BY a.tx, a.number LIMIT ?""".formatted(COLUMNS, UNCHAINED, dialect.settled()), (row, index) -> entry(row), limit);
    }

    /** Adds links after the head; gives the new head. */
    ChainHead append(ChainHead head, List<AuditEntry> entries) {
        List<Object[]> links = new ArrayList<>();
        ChainHead last = head;
        for (AuditEntry entry : entries) {
            String hash = entry.hash(last.position() + 1, last.hash());
            links.add(new Object[] {last.position() + 1, entry.number(), last.hash(), hash});
            last = new ChainHead(last.position() + 1, entry.number(), hash);
        }
        jdbc.batchUpdate("INSERT INTO audit_chain (position, number, previous, hash) VALUES (?, ?, ?, ?)", links);
        return last;
    }

    /** Links after a position up to another, in order, with what is there of their entries. */
    List<ChainLink> links(long after, long upTo, int limit) {
        return jdbc.query(
                """
                SELECT %s, c.position, c.number, c.previous, c.hash
                FROM audit_chain c LEFT JOIN audit a ON a.number = c.number
                WHERE c.position > ? AND c.position <= ? ORDER BY c.position LIMIT ?""".formatted(COLUMNS),
                (row, index) -> new ChainLink(
                        row.getLong(NEXT),
                        row.getLong(NEXT + 1),
                        row.getString(NEXT + 2),
                        row.getString(NEXT + 3),
                        row.getObject(1) == null ? null : entry(row)),
                after,
                upTo,
                limit);
    }

    /** How many entries are not chained. */
    long pending() {
        return count("SELECT count(*) FROM audit a WHERE " + UNCHAINED);
    }

    /** How many entries after the head are not chained: what {@link #pending} gives, without looking at all of them. */
    long pendingAfter(ChainHead head) {
        return count(
                "SELECT count(*) FROM audit a WHERE (a.tx, a.number) > (%s, ?) AND %s"
                        .formatted(TRANSACTION, UNCHAINED),
                head.number(),
                head.number());
    }

    private long count(String sql, Object... binds) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, binds));
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        String id = row.getString(8);
        return new AuditEntry(
                row.getLong(1),
                time(row),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                id == null ? null : new AuditEntry.Subject(row.getString(7), id),
                whole(row, 9),
                whole(row, 10),
                row.getString(11),
                row.getString(12));
    }

    /** A time that cannot be read is one that no entry was chained with. */
    private Instant time(ResultSet row) throws SQLException {
        try {
            return dialect.readInstant(row, 2);
        } catch (DateTimeException changed) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
