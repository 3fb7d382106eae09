package org.tuban.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Copies a database by PostgreSQL's own programs, which know best what belongs to it. */
final class PostgisCopy implements StoreCopy {

    /** Tables, sequences and functions of ours, and none of an extension's. */
    private static final String OURS =
            "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')";

    /** Tables whose rows have the number of their transaction, and tables of places up to which the log was read. */
    private static final List<String> NUMBERED = List.of("change_log", "audit");

    private static final List<String> READERS = List.of("subscription", "webhook");

    private static final int LOOKS = 25;

    /**
     * A dump that is damaged inside can keep pg_restore in a circle for ever: a block that is longer than what was packed
     * into it never ends. While it prints what it reads, and nothing was touched yet, its silence gives it away.
     */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** What works on the database may be silent for as long as that takes. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final DatabaseSettings settings;

    PostgisCopy(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public String kind() {
        return "postgis";
    }

    /** The rows are counted in the snapshot that is copied. */
    @Override
    public Map<String, Long> save(Path file) throws IOException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            String snapshot = one(connection, "SELECT pg_export_snapshot()");
            Map<String, Long> counts = counts(connection);
            program(
                            "pg_dump",
                            "--format=custom",
                            "--no-owner",
                            "--no-privileges",
                            "--snapshot=" + snapshot,
                            "--file=" + file)
                    .run(NEVER);
            connection.rollback();
            return counts;
        } catch (SQLException away) {
            throw new Refusal("the database cannot be read: " + away.getMessage(), away);
        }
    }

    @Override
    public boolean isEmpty() {
        try (Connection connection = connect()) {
            return one(connection, "SELECT to_regclass('change_log') IS NULL").equals("t")
                    || one(connection, "SELECT NOT EXISTS (SELECT 1 FROM change_log)")
                            .equals("t");
        } catch (SQLException away) {
            throw new Refusal("the database cannot be read: " + away.getMessage(), away);
        }
    }

    /** Connections that have just been closed may be seen for a moment yet, longer if something was asked on one. */
    @Override
    public @Nullable String inUseBy() {
        try (Connection connection = connect();
                PreparedStatement others = connection.prepareStatement("""
                        SELECT string_agg(DISTINCT concat(application_name, ' at ' || host(client_addr)), ', ')
                        FROM pg_stat_activity, pg_sleep(0.2)
                        WHERE datname = current_database() AND usename = ? AND pid <> pg_backend_pid()""")) {
            others.setString(1, settings.user().isBlank() ? user() : settings.user());
            String names = null;
            for (int look = 0; look < LOOKS && (look == 0 || names != null); look++) {
                try (ResultSet found = others.executeQuery()) {
                    names = found.next() ? found.getString(1) : null;
                }
            }
            return names;
        } catch (SQLException away) {
            throw new Refusal("the database cannot be read: " + away.getMessage(), away);
        }
    }

    @Override
    public Map<String, Long> restore(Path file, Path aside) throws IOException {
        String contents = contents(file);
        program("pg_restore", "--file=-", file.toString()).run(SILENCE);
        boolean replaces = !isEmpty();
        if (replaces) {
            save(aside);
        }
        try {
            fill(file, contents);
            try (Connection connection = connect()) {
                forgetTransactions(connection);
                return counts(connection);
            }
        } catch (Refusal refused) {
            if (!replaces) {
                throw refused;
            }
            fill(aside, contents(aside));
            throw new Refusal(refused.getMessage() + "; what was there before is there again", refused);
        } catch (SQLException away) {
            throw new Refusal("the database refused it: " + away.getMessage(), away);
        }
    }

    private String contents(Path file) throws IOException {
        return program("pg_restore", "--list", file.toString()).print();
    }

    /** Puts a dump in the place of all tables. Extensions and the schema stay; making them takes a superuser. */
    private void fill(Path file, String contents) throws IOException {
        Path list = Files.createTempFile("tuban-restore", ".list");
        try {
            Files.writeString(list, wanted(contents), StandardCharsets.UTF_8);
            try (Connection connection = connect()) {
                clear(connection);
            }
            program(
                            "pg_restore",
                            "--no-owner",
                            "--no-privileges",
                            "--exit-on-error",
                            "--single-transaction",
                            "--use-list=" + list,
                            "--dbname=" + PGProperty.PG_DBNAME.getOrDefault(address()),
                            file.toString())
                    .run(NEVER);
        } catch (SQLException away) {
            throw new Refusal("the database refused it: " + away.getMessage(), away);
        } finally {
            Files.delete(list);
        }
    }

    private static String wanted(String contents) {
        List<String> lines = contents.lines()
                .filter(line -> !line.matches(".* (EXTENSION|SCHEMA|COMMENT) - .*")
                        && !line.matches(".* TABLE DATA [^ ]+ spatial_ref_sys .*"))
                .toList();
        return String.join("\n", lines) + "\n";
    }

    private static void clear(Connection connection) throws SQLException {
        List<String> drops = list(connection, """
                SELECT 'DROP TABLE IF EXISTS ' || o.oid::regclass || ' CASCADE' FROM pg_class o
                WHERE o.relnamespace = 'public'::regnamespace AND o.relkind IN ('r', 'p') AND %s
                UNION ALL
                SELECT 'DROP FUNCTION IF EXISTS ' || o.oid::regprocedure || ' CASCADE' FROM pg_proc o
                WHERE o.pronamespace = 'public'::regnamespace AND o.prokind = 'f' AND %s""".formatted(OURS, OURS));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String drop : drops) {
                statement.execute(drop);
            }
        }
        connection.commit();
    }

    /**
     * Puts every row before the first transaction. Readers stop below the oldest transaction that is still open, and in
     * a younger cluster the numbers of the rows would be those of transactions that are yet to come. The order is that of
     * the rows' own numbers from here on; nothing is open, so none is missing.
     */
    private static void forgetTransactions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Readers' places first, as they are told from the order that was: back to before what they have not read.
            for (String table : present(connection, READERS)) {
                statement.execute("""
                        UPDATE %s r SET tx = 0, seq = COALESCE(
                            (SELECT min(c.seq) - 1 FROM change_log c WHERE (c.tx, c.seq) > (r.tx, r.seq)),
                            (SELECT max(c.seq) FROM change_log c), 0)""".formatted(table));
            }
            for (String table : present(connection, NUMBERED)) {
                statement.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(table));
                statement.execute("UPDATE %s SET tx = 0".formatted(table));
                statement.execute("ALTER TABLE %s ENABLE TRIGGER USER".formatted(table));
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Those that are there: a back-up of an earlier version does not have them all. */
    private static List<String> present(Connection connection, List<String> tables) throws SQLException {
        return list(
                connection,
                "SELECT name FROM unnest(ARRAY['%s']) AS name WHERE to_regclass(name) IS NOT NULL"
                        .formatted(String.join("', '", tables)));
    }

    private static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : list(
                connection,
                "SELECT quote_ident(relname) FROM pg_class o WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND "
                        + OURS)) {
            counts.put(table, Long.parseLong(one(connection, "SELECT count(*) FROM " + table)));
        }
        return counts;
    }

    private static String one(Connection connection, String question) throws SQLException {
        return list(connection, question).get(0);
    }

    private static List<String> list(Connection connection, String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    private Connection connect() throws SQLException {
        Properties account = new Properties();
        if (!user().isBlank()) {
            account.setProperty("user", user());
            account.setProperty("password", password());
        }
        return DriverManager.getConnection(settings.url(), account);
    }

    /** Whoever owns the tables; the service gives its own account what it needs when it starts. */
    private String user() {
        return settings.ownedByAnother() ? settings.owner() : settings.user();
    }

    private String password() {
        return settings.ownedByAnother() ? settings.ownerPassword() : settings.password();
    }

    private Properties address() {
        Properties address = Driver.parseURL(settings.url(), null);
        if (address == null) {
            throw new Refusal("TUBAN_DATABASE_URL cannot be read");
        }
        return address;
    }

    /** A program of PostgreSQL that works on the database; the password goes by its environment, where others do not see it. */
    private ClientProgram program(String name, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        Properties address = address();
        environment.put("PGHOST", PGProperty.PG_HOST.getOrDefault(address));
        environment.put("PGPORT", PGProperty.PG_PORT.getOrDefault(address));
        environment.put("PGDATABASE", PGProperty.PG_DBNAME.getOrDefault(address));
        if (!user().isBlank()) {
            environment.put("PGUSER", user());
            environment.put("PGPASSWORD", password());
        }
        return new ClientProgram(name, List.of(arguments), environment);
    }
}
