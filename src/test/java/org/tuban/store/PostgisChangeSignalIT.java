package org.tuban.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tuban.testing.PostgisServer;

/** Word between processes, on a database without a service and so without one that asks every second. */
class PostgisChangeSignalIT {

    private static final String EARS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'tuban-changes' AND query = 'LISTEN tuban_change'""";

    private final PostgisServer.Database database = PostgisServer.get().createDatabase();
    private final Semaphore heard = new Semaphore(0);
    private final PostgisChangeSignal signal = signal();

    @BeforeEach
    void open() throws SQLException {
        signal.open(heard::release);
        await().atMost(10, SECONDS).until(() -> count(EARS) == 1);
        await("once at the beginning").atMost(10, SECONDS).until(heard::tryAcquire);
    }

    @AfterEach
    void close() {
        signal.close();
    }

    @Test
    void hearsAnotherProcess() {
        signal().tell();

        await().atMost(10, SECONDS).until(heard::tryAcquire);
    }

    @Test
    void listensAgainWhenItsConnectionWasCut() throws SQLException {
        count("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'tuban-changes'""");

        await("what was said meanwhile may be lost").atMost(10, SECONDS).until(heard::tryAcquire);
        await().atMost(10, SECONDS).until(() -> count(EARS) == 1);
        signal().tell();
        await().atMost(10, SECONDS).until(heard::tryAcquire);
    }

    @Test
    void leavesNoConnectionBehind() {
        signal.close();

        await().atMost(10, SECONDS).until(() -> count(EARS) == 0);
    }

    private PostgisChangeSignal signal() {
        DatabaseSettings settings =
                new DatabaseSettings(".", database.url(), database.user(), database.password(), "", "");
        return new PostgisChangeSignal(
                settings,
                new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password())));
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
