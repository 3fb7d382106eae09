package org.tuban.store;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database every second, on a connection of its own, whether it is there.
 *
 * <p>A server that has stopped refuses; one that is frozen, or whose network is gone, says nothing at all, and whoever
 * asked it would wait for ever: a limit of the server is not kept by a server that stands still. So when no answer comes
 * in time, {@link PostgisConnections} cuts what waits for one. Until the database answers again, nobody else asks it.
 */
final class PostgisWatch implements StoreWatch {

    static final String APPLICATION = "tuban-watch";

    private static final Logger LOG = LoggerFactory.getLogger(PostgisWatch.class);

    /** Together with one pause below the five seconds in which a request is to end. */
    private static final String ANSWER_SECONDS = "3";

    private static final int PAUSE_MILLIS = 1_000;
    private static final int PAUSE_WHEN_AWAY_MILLIS = 250;

    private final DatabaseSettings settings;
    private final Runnable silence;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private volatile @Nullable String trouble;

    /**
     * A watch that is not yet kept.
     *
     * @param silence run when the database has fallen silent; must not wait
     */
    PostgisWatch(DatabaseSettings settings, Runnable silence) {
        this.settings = settings;
        this.silence = silence;
    }

    void start() {
        Thread thread = new Thread(this::keep, APPLICATION);
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    /** Waits until the database answers, or the watch has ended. */
    void awaitAnswer() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (trouble != null && stopped.getCount() > 0) {
                if (!answered.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.trace("database: still away");
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        boolean open = true;
        while (open) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                while (open) {
                    statement.execute("SELECT 1");
                    found(null);
                    open = pause(PAUSE_MILLIS);
                }
            } catch (SQLException failure) {
                found(failure);
                open = pause(trouble == null ? PAUSE_MILLIS : PAUSE_WHEN_AWAY_MILLIS);
            }
        }
    }

    /** A refusal is an answer, too, unless it says that there is no server, or one that is going or coming. */
    private void found(@Nullable SQLException failure) {
        boolean away = failure != null && isAway(failure);
        boolean before = trouble != null;
        lock.lock();
        try {
            trouble = away ? "the database does not answer" : null;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
        if (away && !before) {
            LOG.warn("database: it does not answer; requests get 503 until it does: {}", String.valueOf(failure));
        } else if (before && !away) {
            LOG.info("database: it answers again");
        }
        if (failure != null && away && isSilent(failure)) {
            silence.run();
        }
    }

    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static boolean isSilent(@Nullable Throwable failure) {
        return failure != null && (failure instanceof SocketTimeoutException || isSilent(failure.getCause()));
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!settings.user().isBlank()) {
            properties.setProperty("user", settings.user());
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("connectTimeout", ANSWER_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** False if the watch has ended. */
    private boolean pause(int millis) {
        try {
            return !stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
