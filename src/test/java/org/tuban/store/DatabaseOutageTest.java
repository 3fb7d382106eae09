package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DatabaseOutageTest {

    static Stream<Throwable> passing() {
        return Stream.of(
                new CannotGetJdbcConnectionException("no connection"),
                new CannotCreateTransactionException("no connection"),
                new QueryTimeoutException("slow"),
                new CannotAcquireLockException("lock"),
                new SQLTransientConnectionException("pool is empty"),
                new SQLException("gone", "08006"),
                new SQLException("disk full", "53100"),
                new SQLException("shutting down", "57P01"),
                new SQLException("statement timeout", "57014"),
                new SQLException("lock timeout", "55P03"),
                new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL),
                new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY),
                new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT),
                new SQLiteException("disk", SQLiteErrorCode.SQLITE_IOERR_WRITE));
    }

    static Stream<Throwable> ours() {
        return Stream.of(
                new IllegalStateException("ours"),
                new DuplicateKeyException("twice"),
                new SQLException("syntax", "42601"),
                new SQLException("unique", "23505"),
                new SQLiteException("constraint", SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE),
                new SQLiteException("syntax", SQLiteErrorCode.SQLITE_ERROR));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void seesADatabaseThatIsAwayFullOrBusy(Throwable failure) {
        assertThat(new DatabaseOutage().shows(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void doesNotExcuseAFaultOfOurs(Throwable failure) {
        assertThat(new DatabaseOutage().shows(failure)).isFalse();
    }
}
