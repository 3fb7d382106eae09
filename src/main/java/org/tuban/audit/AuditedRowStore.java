package org.tuban.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.audit.AuditedTable.Bulk;
import org.tuban.audit.AuditedTable.Column;
import org.tuban.store.Dialect;

/** The SQL by which rows of history are compared with what entries say of them. */
@Component
class AuditedRowStore {

    private static final int PORTION = 200;

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    AuditedRowStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** Digests of the rows that are there of entries, by number of the change. */
    Map<Long, String> digests(AuditedTable table, List<AuditEntry> entries) {
        String places = "(" + String.join(", ", Collections.nCopies(keys(table).size(), "?")) + ")";
        List<@Nullable Object> binds = new ArrayList<>();
        for (AuditEntry entry : entries) {
            AuditEntry.Subject subject = Objects.requireNonNull(entry.subject());
            if (table.key().layer() != null) {
                binds.add(subject.layer());
            }
            binds.add(subject.id());
            if (table.key().version() != null) {
                binds.add(entry.version());
            }
        }
        Map<Long, String> digests = new HashMap<>();
        jdbc.query(
                "SELECT %s, change FROM %s WHERE (%s) IN (VALUES %s)"
                        .formatted(
                                names(table),
                                table.name(),
                                String.join(", ", keys(table)),
                                String.join(", ", Collections.nCopies(entries.size(), places))),
                row -> {
                    digests.put(row.getLong(table.columns().size() + 1), digest(table, row));
                },
                binds.toArray());
        return digests;
    }

    /** Digest over all rows of a layer that one change added, read in portions. */
    String digestOfAll(AuditedTable table, Bulk bulk, AuditEntry entry) {
        AuditEntry.Subject subject = Objects.requireNonNull(entry.subject());
        String sql = "SELECT %1$s, %2$s FROM %3$s WHERE %4$s = ? AND change = ? AND %2$s > ? ORDER BY %2$s LIMIT ?"
                .formatted(
                        names(table),
                        bulk.order(),
                        table.name(),
                        Objects.requireNonNull(table.key().layer()));
        CanonicalDigest all = new CanonicalDigest();
        long[] last = {0};
        int[] read = {PORTION};
        while (read[0] == PORTION) {
            read[0] = 0;
            jdbc.query(
                    sql,
                    row -> {
                        all.add(digest(table, row));
                        last[0] = row.getLong(table.columns().size() + 1);
                        read[0]++;
                    },
                    subject.layer(),
                    entry.change(),
                    last[0],
                    PORTION);
        }
        return all.hex();
    }

    /** A row that no entry vouches for, in words, if there is one. Rows of before the first entry are passed over. */
    Optional<String> stray(AuditedTable table, long firstChange) {
        AuditedTable.Key key = table.key();
        String same = "a.kind = ? AND a.subject = h." + key.id()
                + (key.layer() == null ? "" : " AND a.layer = h." + key.layer())
                + (key.version() == null ? "" : " AND a.version = h." + key.version());
        List<@Nullable Object> binds = new ArrayList<>(List.of(firstChange, table.kind()));
        String bulk = "";
        if (table.bulk() != null) {
            bulk = " OR a.kind = ? AND a.layer = h." + key.layer();
            binds.add(table.bulk().kind());
        }
        return jdbc
                .query(
                        """
                        SELECT h.%s FROM %s h WHERE h.change >= ?
                        AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.change = h.change AND (%s%s)) LIMIT 1""".formatted(String.join(", h.", keys(table)), table.name(), same, bulk),
                        (row, index) -> words(row),
                        binds.toArray())
                .stream()
                .findFirst();
    }

    private static String words(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            parts.add(row.getString(column));
        }
        return String.join(" ", parts);
    }

    /** How many rows are of before the first entry. */
    long older(AuditedTable table, long firstChange) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*) FROM %s WHERE change < ?".formatted(table.name()), Long.class, firstChange));
    }

    /** The first change that an entry tells of; 0 if none does. */
    long firstChange() {
        Long first = jdbc.queryForObject("SELECT min(change) FROM audit", Long.class);
        return first == null ? 0 : first;
    }

    private static List<String> keys(AuditedTable table) {
        List<String> keys = new ArrayList<>();
        if (table.key().layer() != null) {
            keys.add(table.key().layer());
        }
        keys.add(table.key().id());
        if (table.key().version() != null) {
            keys.add(table.key().version());
        }
        return keys;
    }

    private static String names(AuditedTable table) {
        return table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String digest(AuditedTable table, ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int index = 0; index < table.columns().size(); index++) {
            int column = index + 1;
            values.add(
                    row.getObject(column) == null
                            ? null
                            : switch (table.columns().get(index).type()) {
                                case TEXT -> row.getString(column);
                                case WHOLE -> row.getLong(column);
                                case REAL -> row.getDouble(column);
                                case TIME -> time(row, column);
                                case BYTES -> row.getBytes(column);
                            });
        }
        return table.digest(values);
    }

    /** A time that cannot be read counts as the text that stands there, which is no time. */
    private Object time(ResultSet row, int column) throws SQLException {
        try {
            return dialect.readInstant(row, column);
        } catch (DateTimeException changed) {
            return row.getString(column);
        }
    }
}
