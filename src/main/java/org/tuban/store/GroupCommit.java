package org.tuban.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions on a file that admits one writer: writers take turns in the order they came, and those who wait share one
 * transaction of the database, and so one flush to disk.
 *
 * <p>Each has a savepoint of his own, which is all that is undone when he fails. Nobody is told how he fared before the
 * whole is on disk, not even one who was refused, since what he was refused for may not be there yet. If the whole
 * cannot be committed, none of them was.
 */
final class GroupCommit extends AbstractPlatformTransactionManager {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long serialVersionUID = 1L;

    /** So many share a transaction at most, and for so long others join after the first has done his part and waits. */
    private static final int MOST_MEMBERS = 64;

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final transient DataSource dataSource;

    /** Held by the writer whose turn it is, and by nobody while he waits for the others. */
    private final transient ReentrantLock turn = new ReentrantLock(true);

    /** The failure of the last commit that was tried; null if it is on disk, or none was tried. */
    private transient volatile @Nullable SQLException trouble;

    private final transient LongAdder commits = new LongAdder();
    private final transient LongAdder members = new LongAdder();

    /** What the next writer joins; touched under the lock only. */
    private transient @Nullable Shared open;

    GroupCommit(DataSource dataSource) {
        this.dataSource = dataSource;
        setNestedTransactionAllowed(true);
    }

    /** A transaction of the database, shared by several writers one after the other. */
    private static final class Shared {

        private final Connection connection;
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private int members;
        private long firstWaits;
        private @Nullable SQLException lost;

        Shared(Connection connection) {
            this.connection = connection;
        }

        boolean isFull() {
            return members >= MOST_MEMBERS || System.nanoTime() - firstWaits > LONGEST_NANOS;
        }
    }

    /** One writer's part. */
    private static final class Part extends JdbcTransactionObjectSupport {

        private @Nullable Shared shared;
        private @Nullable Savepoint begin;

        Shared shared() {
            return Objects.requireNonNull(shared);
        }

        @Override
        public boolean isRollbackOnly() {
            return hasConnectionHolder() && getConnectionHolder().isRollbackOnly();
        }
    }

    /** Tells a writer's connection from one that somebody reads by. */
    private static final class Holder extends ConnectionHolder {

        Holder(Connection connection) {
            super(connection);
        }
    }

    @Override
    protected Object doGetTransaction() {
        Part part = new Part();
        part.setSavepointAllowed(true);
        part.setConnectionHolder((ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource));
        return part;
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        Part part = (Part) transaction;
        return part.hasConnectionHolder() && part.getConnectionHolder() instanceof Holder;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Part part = (Part) transaction;
        turn.lock();
        boolean begun = false;
        try {
            Shared shared = open == null ? begin() : open;
            open = shared;
            shared.members++;
            part.shared = shared;
            part.begin = shared.connection.setSavepoint();
            Holder holder = new Holder(shared.connection);
            holder.setSynchronizedWithTransaction(true);
            part.setConnectionHolder(holder);
            TransactionSynchronizationManager.bindResource(dataSource, holder);
            begun = true;
        } catch (SQLException refused) {
            trouble = refused;
            throw new CannotCreateTransactionException("the file cannot be written now", refused);
        } finally {
            if (!begun) {
                passOn();
            }
        }
    }

    private Shared begin() throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean begun = false;
        try {
            connection.setAutoCommit(false);
            begun = true;
            return new Shared(connection);
        } finally {
            if (!begun) {
                undo(connection);
            }
        }
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        Part part = (Part) status.getTransaction();
        end(part, () -> part.shared().connection.releaseSavepoint(part.begin));
        SQLException failure = failure(part.shared());
        if (failure != null) {
            throw new TransactionSystemException(
                    "the file could not be written",
                    new TransientDataAccessResourceException("nothing of what was shared is there", failure));
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        Part part = (Part) status.getTransaction();
        end(part, () -> {
            part.shared().connection.rollback(part.begin);
            part.shared().connection.releaseSavepoint(part.begin);
        });
        if (failure(part.shared()) != null) {
            LOG.debug("writes: undone with the transaction that it shared");
        }
    }

    /** How a part is kept or undone. */
    private interface Ending {
        void run() throws SQLException;
    }

    /** Ends a part, passes the turn on, and waits for the whole. */
    private void end(Part part, Ending ending) {
        try {
            ending.run();
        } catch (SQLException gone) {
            // The database has undone the whole by itself: the disk is full, or cannot be read.
            part.shared().lost = gone;
        } finally {
            // What runs after the commit must not use a connection that another writer has by now.
            TransactionSynchronizationManager.unbindResourceIfPossible(dataSource);
            passOn();
        }
    }

    /** The next writer joins; if there is none, or enough have joined, this one commits for all. */
    private void passOn() {
        Shared shared = open;
        if (shared != null && shared.firstWaits == 0) {
            shared.firstWaits = System.nanoTime();
        }
        if (shared != null && (shared.isFull() || shared.lost != null || !turn.hasQueuedThreads())) {
            open = null;
            commit(shared);
        }
        turn.unlock();
    }

    /** How often it was committed. */
    long commits() {
        return commits.sum();
    }

    /** How many writes shared these commits. */
    long members() {
        return members.sum();
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Why the last commit failed; null if it did not. */
    @Nullable
    SQLException trouble() {
        return trouble;
    }

    private void commit(Shared shared) {
        boolean committed = false;
        try {
            if (shared.lost == null) {
                shared.connection.setAutoCommit(true);
                committed = true;
            }
        } catch (SQLException refused) {
            shared.lost = refused;
        } finally {
            if (committed) {
                close(shared.connection);
            } else {
                undo(shared.connection);
            }
            trouble = shared.lost;
            commits.increment();
            members.add(shared.members);
            shared.done.complete(committed);
        }
    }

    /** Waits until the whole has ended; null if it is on disk. */
    private static @Nullable SQLException failure(Shared shared) {
        boolean committed = shared.done.join();
        return committed ? null : Objects.requireNonNullElseGet(shared.lost, () -> new SQLException("not committed"));
    }

    /** The database may have undone it already; then there is nothing to roll back. */
    private static void undo(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException already) {
            LOG.debug("writes: nothing to roll back", already);
        }
        try {
            // Says COMMIT to a transaction that there is not; the driver must know that it has ended.
            connection.setAutoCommit(true);
        } catch (SQLException ended) {
            LOG.debug("writes: ended already", ended);
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            LOG.debug("writes: connection not given back", broken);
        }
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        ((Part) status.getTransaction()).getConnectionHolder().setRollbackOnly();
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        ((Part) transaction).getConnectionHolder().clear();
    }
}
