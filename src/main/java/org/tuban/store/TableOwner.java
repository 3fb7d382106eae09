package org.tuban.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tuban.layer.Layers;

/**
 * The account that owns the tables on PostGIS, where it is another than the one that serves: makes them agree with the
 * catalogue, and gives the service's account what it needs and nothing more.
 *
 * <p>That is SELECT, INSERT, UPDATE and DELETE; on tables that are only ever added to, which have a trigger that says so,
 * SELECT and INSERT; on the list of migrations SELECT.
 */
final class TableOwner {

    private static final Logger LOG = LoggerFactory.getLogger(TableOwner.class);

    /** Number of the lock that keeps several services that start at once from granting at once. */
    private static final long LOCK = 0x7475_6261_6E6F_776EL;

    private static final List<String> KNOWN = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE");
    private static final List<String> CHANGES = List.of("SELECT", "INSERT", "UPDATE", "DELETE");
    private static final List<String> ADDS = List.of("SELECT", "INSERT");
    private static final List<String> READS = List.of("SELECT");

    private final String user;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Dialect dialect;

    TableOwner(DatabaseSettings settings) {
        DriverManagerDataSource connections =
                new DriverManagerDataSource(settings.url(), settings.owner(), settings.ownerPassword());
        user = settings.user();
        jdbc = new JdbcTemplate(connections);
        transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        dialect = new PostgisDialect(jdbc);
    }

    /** Makes the tables agree with the catalogue, and the rights with the tables. */
    void prepare(Layers layers) {
        transaction.executeWithoutResult(status -> {
            jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, LOCK);
            new LayerTables(layers, dialect, jdbc).agree();
            grant();
        });
    }

    /** One table or sequence of the owner's, and what the service's account may do with it. */
    private record Owned(String name, boolean sequence, boolean onlyAdded, List<String> rights) {

        List<String> wanted() {
            return name.equals("flyway_schema_history") ? READS : onlyAdded ? ADDS : CHANGES;
        }
    }

    private void grant() {
        String to = dialect.quote(user);
        String schema = jdbc.queryForObject("SELECT current_schema()", String.class);
        jdbc.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(dialect.quote(String.valueOf(schema)), to));
        for (Owned owned : owned()) {
            String on = (owned.sequence() ? "SEQUENCE " : "TABLE ") + dialect.quote(owned.name());
            if (owned.sequence()) {
                jdbc.execute("GRANT USAGE ON %s TO %s".formatted(on, to));
            } else if (!owned.rights().equals(owned.wanted())) {
                jdbc.execute("REVOKE ALL ON %s FROM %s".formatted(on, to));
                jdbc.execute("GRANT %s ON %s TO %s".formatted(String.join(", ", owned.wanted()), on, to));
            }
        }
    }

    private List<Owned> owned() {
        List<String> columns = new ArrayList<>();
        KNOWN.forEach(right -> columns.add("c.relkind <> 'S' AND has_table_privilege(?, c.oid, '%s') AS may_%s"
                .formatted(right, right.toLowerCase(Locale.ROOT))));
        return jdbc.query(
                """
                SELECT c.relname, c.relkind = 'S', EXISTS (
                    SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                    WHERE t.tgrelid = c.oid AND p.proname = 'tuban_only_added'), %s
                FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
                    AND pg_get_userbyid(c.relowner) = current_user""".formatted(String.join(", ", columns)),
                (row, index) -> {
                    List<String> rights = new ArrayList<>();
                    for (int right = 0; right < KNOWN.size(); right++) {
                        if (row.getBoolean(right + 4)) {
                            rights.add(KNOWN.get(right));
                        }
                    }
                    return new Owned(row.getString(1), row.getBoolean(2), row.getBoolean(3), rights);
                },
                KNOWN.stream().map(right -> user).toArray());
    }

    /** Says so in the log if the service's account could do away with the triggers that keep the audit. */
    static void sayIfAuditIsUnprotected(JdbcTemplate jdbc) {
        Boolean owns = jdbc.queryForObject(
                "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'audit'::regclass", Boolean.class);
        if (Boolean.TRUE.equals(owns)) {
            LOG.info(
                    "audit: the service's database account owns the audit's tables, so the database alone cannot keep it "
                            + "from changing them; TUBAN_DATABASE_OWNER names an account of its own for that");
        }
    }
}
