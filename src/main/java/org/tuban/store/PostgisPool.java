package org.tuban.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Hands out connections to PostgreSQL, and none while it is known to be away: then nobody waits in vain. */
final class PostgisPool extends HikariDataSource {

    private final PostgisWatch watch;

    PostgisPool(HikariConfig config, PostgisWatch watch) {
        super(config);
        this.watch = watch;
        watch.start();
    }

    PostgisWatch watch() {
        return watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        String trouble = watch.trouble();
        if (trouble != null) {
            throw new SQLTransientConnectionException(trouble);
        }
        return super.getConnection();
    }

    @Override
    public void close() {
        watch.stop();
        super.close();
    }
}
