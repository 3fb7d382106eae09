package org.tuban.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Whether a program may have the store to itself: asked before it opens the store, since then it holds it too. */
public final class SoleUse {

    private SoleUse() {}

    /**
     * True if another program has the GeoPackage open, as a running service does; a server takes any number of them.
     *
     * <p>Every connection to such a file holds a shared lock for as long as it lives, so that the whole file cannot be
     * locked beside it. Source: SQLite documentation, "Write-Ahead Logging", section 8.
     *
     * @param environment with the settings of the store
     */
    public static boolean isHeldByAnother(Environment environment) {
        DatabaseSettings settings = Binder.get(environment).bindOrCreate("tuban.database", DatabaseSettings.class);
        return !settings.postgis() && isHeldByAnother(settings.geoPackage());
    }

    /** True if another program has that GeoPackage open. */
    static boolean isHeldByAnother(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
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
