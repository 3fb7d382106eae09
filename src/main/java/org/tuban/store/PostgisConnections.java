package org.tuban.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import net.postgis.jdbc.jts.JtsGeometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections to PostgreSQL, each of which can be cut while somebody waits for an answer on it. */
final class PostgisConnections extends DriverManagerDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(PostgisConnections.class);

    /** A server that is busy takes its time for a sign-in; nobody waits for it but the pool. */
    private static final String LOGIN_SECONDS = "15";

    private static final int CLOSE_SECONDS = 5;

    private final Set<Connection> all = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final PostgisWatch watch;

    PostgisConnections(DatabaseSettings settings, StoreLimits limits) {
        super(settings.url());
        Properties properties = new Properties();
        if (!settings.user().isBlank()) {
            properties.setProperty("user", settings.user());
            properties.setProperty("password", settings.password());
        }
        // A slow query ends as an error, never as a hung pool.
        properties.setProperty("options", limits.sessionOptions() + PostgisChangeSignal.SESSION_OPTION);
        properties.setProperty("ApplicationName", "tuban");
        properties.setProperty("datatype.geometry", JtsGeometry.class.getName());
        String wait = Long.toString(Math.max(1, limits.connectionWait().toSeconds()));
        properties.setProperty("connectTimeout", wait);
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        setConnectionProperties(properties);
        watch = new PostgisWatch(settings, this::cut);
    }

    PostgisWatch watch() {
        return watch;
    }

    /** The driver is told by its own property. */
    @Override
    public void setLoginTimeout(int seconds) {
        LOG.trace("database: a sign-in may take {} s, and not {}", LOGIN_SECONDS, seconds);
    }

    /**
     * So long the pool waits, when it is closed, for a connection that is being made; it would be left open otherwise, and
     * a restore would find the database in use.
     */
    @Override
    public int getLoginTimeout() {
        return CLOSE_SECONDS;
    }

    /** While the database is away the pool waits here, so that it has a connection as soon as there can be one. */
    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        try {
            watch.awaitAnswer();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("stopped while the database was away", stop);
        }
        Connection connection = super.getConnectionFromDriver(properties);
        all.add(connection);
        return connection;
    }

    /** Ends what waits for an answer that does not come. */
    private void cut() {
        List<Connection> now;
        synchronized (all) {
            now = List.copyOf(all);
            all.clear();
        }
        for (Connection connection : now) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("database: a connection was gone already", gone);
            }
        }
    }
}
