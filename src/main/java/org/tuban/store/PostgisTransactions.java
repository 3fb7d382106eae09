package org.tuban.store;

import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions on PostgreSQL that tell a commit without an answer from a refused one. */
final class PostgisTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    PostgisTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            super.doCommit(status);
        } catch (DataAccessResourceFailureException | TransactionSystemException lost) {
            throw new CommitUnknownException(lost);
        }
    }
}
