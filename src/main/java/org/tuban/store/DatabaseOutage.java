package org.tuban.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.tuban.http.OutageSign;

/** Knows a database that cannot answer now by what its driver and Spring throw. */
@Component
final class DatabaseOutage implements OutageSign {

    /**
     * Classes of SQLSTATE: connection, out of resources (disk, memory, connections), operator intervention, system
     * error. Source: PostgreSQL documentation, appendix A.
     */
    private static final Set<String> PASSING_STATES = Set.of("08", "53", "57", "58");

    /** PostgreSQL: a lock was not to be had in time; two transactions were in each other's way. */
    private static final Set<String> PASSING_EXACTLY = Set.of("55P03", "40001", "40P01");

    /**
     * SQLite: busy, locked, read only, input or output error, full, cannot open. Source: SQLite documentation, result
     * codes.
     */
    private static final Set<Integer> PASSING_SQLITE_CODES = Set.of(5, 6, 8, 10, 13, 14);

    @Override
    public boolean shows(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof CommitUnknownException
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLException sql && isOutage(sql)
                || failure instanceof TransactionSystemException undone && isHiddenBy(undone);
    }

    @Override
    public boolean leavesOpen(Throwable failure) {
        return failure instanceof CommitUnknownException;
    }

    /** A connection that was cut cannot be rolled back either, and that is what is thrown; the reason hangs beside it. */
    private boolean isHiddenBy(TransactionSystemException undone) {
        if (undone.getApplicationException() == null) {
            // To undo needs nothing but a connection.
            return undone.getCause() instanceof SQLException;
        }
        for (Throwable cause = undone.getApplicationException(); cause != null; cause = cause.getCause()) {
            if (shows(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return PASSING_SQLITE_CODES.contains(failure.getErrorCode() & 0xFF);
        }
        return PASSING_EXACTLY.contains(state) || state.length() == 5 && PASSING_STATES.contains(state.substring(0, 2));
    }
}
