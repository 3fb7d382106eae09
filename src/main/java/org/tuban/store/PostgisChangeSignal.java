package org.tuban.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Word by LISTEN and NOTIFY.
 *
 * <p>The ear has a connection of its own outside the pool: it is held for as long as the service runs, and must neither
 * take one away from requests nor be ended by the pool's limits on age and silence. Services tell each other after their
 * commits and not by the trigger on {@code change_log}, which speaks for all other programs: a transaction that notifies
 * commits under a lock of the whole database, so that no two of them could share a disk flush.
 */
final class PostgisChangeSignal implements ChangeSignal {

    /** Names the connection among those of the database. */
    static final String APPLICATION = "tuban-changes";

    /** By this a session of the pool tells the trigger that its service will say it. */
    static final String SESSION_OPTION = " -c tuban.announces=on";

    /** The name is also in the migration that makes the trigger. */
    private static final String CHANNEL = "tuban_change";

    /** Nobody waits for this transaction to be on disk: it writes nothing. */
    private static final String TELL = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, '')";

    private static final Logger LOG = LoggerFactory.getLogger(PostgisChangeSignal.class);

    /** How long one wait for word is; a stop is noticed after it. */
    private static final int WAIT_MILLIS = 500;

    private static final int RECONNECT_MILLIS = 500;

    private final DatabaseSettings settings;
    private final JdbcTemplate jdbc;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    PostgisChangeSignal(DatabaseSettings settings, JdbcTemplate jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    @Override
    public synchronized void open(Runnable ear) {
        Thread listener = new Thread(() -> listen(ear), APPLICATION);
        listener.setDaemon(true);
        listener.start();
        thread = listener;
    }

    @Override
    public void tell() {
        jdbc.query(TELL, row -> {}, CHANNEL);
    }

    @Override
    public synchronized void close() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(2L * WAIT_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isOpen() {
        return stopped.getCount() > 0;
    }

    private void listen(Runnable ear) {
        boolean heard = true;
        while (isOpen()) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
                if (!heard) {
                    LOG.info("changes: listening to the database again");
                }
                heard = true;
                // What was said before is not repeated.
                ear.run();
                hear(connection.unwrap(PGConnection.class), ear);
            } catch (SQLException away) {
                if (heard && isOpen()) {
                    LOG.warn("changes: cannot listen to the database; asking it every second until then", away);
                }
                heard = false;
                pause();
            }
        }
    }

    private void hear(PGConnection connection, Runnable ear) throws SQLException {
        while (isOpen()) {
            PGNotification[] word = connection.getNotifications(WAIT_MILLIS);
            if (word != null && word.length > 0) {
                ear.run();
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!settings.user().isBlank()) {
            properties.setProperty("user", settings.user());
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(settings.url(), properties);
    }

    private void pause() {
        try {
            if (stopped.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("changes: stopped while the database was away");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
