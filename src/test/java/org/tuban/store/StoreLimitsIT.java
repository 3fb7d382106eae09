package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tuban.testing.Backend;
import org.tuban.testing.PostgisServer;
import org.tuban.testing.TubanServer;

/** A database that is slow or busy is answered with a problem and a time to come back, and nothing hangs. */
class StoreLimitsIT {

    private static final String ITEMS = "/ogc/collections/parcel/items";

    @ParameterizedTest
    @CsvSource({"2s, 1h", "1h, 500ms"})
    void givesUpAStatementThatTakesTooLongOrWaitsForALock(String statementLimit, String lockLimit) throws SQLException {
        try (TubanServer server = TubanServer.start(
                        Backend.POSTGIS,
                        "--tuban.limits.statement=" + statementLimit,
                        "--tuban.limits.lock=" + lockLimit);
                Connection other = server.bean(DataSource.class).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE parcel IN ACCESS EXCLUSIVE MODE");

            assertUnavailable(server.get(ITEMS));

            other.rollback();
            other.setAutoCommit(true);
            assertThat(server.get(ITEMS).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void saysWhenToComeBackWhenEveryConnectionIsTaken(Backend backend) throws SQLException {
        try (TubanServer server =
                TubanServer.start(backend, "--tuban.limits.connections=2", "--tuban.limits.connection-wait=250ms")) {
            DataSource pool = server.bean(DataSource.class);
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(one).isNotSameAs(two);
                assertUnavailable(server.get(ITEMS));
            }

            assertThat(server.get(ITEMS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void knowsAWriteWhoseConnectionWasCutForAnOutage() {
        try (TubanServer server = TubanServer.start(Backend.POSTGIS, "--tuban.demo=false")) {
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);

            Throwable cut = catchThrowable(() -> server.bean(Transactions.class).write(() -> {
                jdbc.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                return true;
            }));

            assertThat(Stream.iterate(cut, Objects::nonNull, Throwable::getCause))
                    .anyMatch(new DatabaseOutage()::shows);
        }
    }

    /** The pool makes its connections by and by; a restore must not find one that nobody has any more. */
    @Test
    void leavesNoConnectionBehindThatIsBeingMadeWhenThePoolIsClosed() throws SQLException, InterruptedException {
        PostgisServer.Database database = PostgisServer.get().createDatabase();
        DatabaseSettings settings =
                new DatabaseSettings(".", database.url(), database.user(), database.password(), "", "");
        Duration second = Duration.ofSeconds(1);
        StoreLimits limits = new StoreLimits(10, second, second, second, second);
        for (int round = 0; round < 20; round++) {
            PostgisPool pool = (PostgisPool) new StoreConfiguration().dataSource(settings, limits);
            pool.getConnection().close();
            // It begins to fill itself a tenth of a second after its start.
            TimeUnit.MILLISECONDS.sleep(90 + 3L * round);
            pool.close();
        }
        JdbcTemplate jdbc =
                new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        await().until(() -> Objects.equals(
                0,
                jdbc.queryForObject(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tuban'",
                        Integer.class)));
    }

    @Test
    void refusesLimitsThatWouldBeNone() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new StoreLimits(0, second, second, second, second))
                .hasMessageContaining("TUBAN_LIMITS_CONNECTIONS");
        assertThatThrownBy(() -> new StoreLimits(1, Duration.ZERO, second, second, second))
                .hasMessageContaining("TUBAN_LIMITS_CONNECTION_WAIT");
        assertThatThrownBy(() -> new StoreLimits(1, second, Duration.ZERO, second, second))
                .hasMessageContaining("TUBAN_LIMITS_STATEMENT");
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("timeout", "canceling", "SELECT", "Hikari");
    }
}
