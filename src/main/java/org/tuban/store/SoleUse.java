package org.tuban.store;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.stereotype.Component;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Whether this process may have the store to itself. */
@Component
public class SoleUse {

    private final DatabaseSettings settings;

    SoleUse(DatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * True if another program has the GeoPackage open, as a running service does; a server takes any number of them.
     *
     * <p>Every connection to such a file holds a shared lock for as long as it lives, so that the whole file cannot be
     * locked beside it. Source: SQLite documentation, "Write-Ahead Logging", section 8.
     */
    public boolean isHeldByAnother() {
        if (settings.postgis() || !Files.exists(settings.geoPackage())) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + settings.geoPackage());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLiteException held) {
            if (held.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return true;
            }
            throw new IllegalStateException("the GeoPackage cannot be opened", held);
        } catch (SQLException broken) {
            throw new IllegalStateException("the GeoPackage cannot be opened", broken);
        }
    }
}
