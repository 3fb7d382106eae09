package org.tuban.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.predicate.RectangleIntersects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to a GeoPackage file, each with the SQL functions that the file's triggers call.
 *
 * <p>A commit is on disk when it returns (write-ahead log, full synchronisation). A transaction takes the write lock
 * when it begins, so that it cannot fail half-way because another writer came first.
 */
final class GeoPackageDataSource extends SQLiteDataSource {

    /** "GPKG" in ASCII, by which programs know the file. Source: OGC 12-128r17, requirement 2. */
    private static final int APPLICATION_ID = 0x47504B47;

    /** Version 1.3.0. */
    private static final int USER_VERSION = 10300;

    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    GeoPackageDataSource(Path file) {
        super(config());
        setUrl("jdbc:sqlite:" + file);
    }

    /**
     * Makes the file, if it is not there, with the marks of a GeoPackage in its first bytes.
     *
     * <p>Other programs read these bytes without SQLite, so they must not wait in the write-ahead log.
     */
    static void createFile(Path file) throws SQLException {
        if (Files.exists(file)) {
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + USER_VERSION);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        return config;
    }

    @Override
    public org.sqlite.SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        org.sqlite.SQLiteConnection connection = super.getConnection(user, password);
        addFunctions(connection);
        return connection;
    }

    private static void addFunctions(Connection connection) throws SQLException {
        addFunction(connection, "ST_MinX", ordinate(Envelope::getMinX));
        addFunction(connection, "ST_MaxX", ordinate(Envelope::getMaxX));
        addFunction(connection, "ST_MinY", ordinate(Envelope::getMinY));
        addFunction(connection, "ST_MaxY", ordinate(Envelope::getMaxY));
        addFunction(connection, "ST_IsEmpty", blob -> GeoPackageGeometry.isEmpty(blob) ? 1.0 : 0.0);
        org.sqlite.Function.create(connection, "tuban_meets_box", new MeetsBox(), 5, DETERMINISTIC);
        GeoPackageFunctions.addTo(connection);
    }

    private static final int DETERMINISTIC = org.sqlite.Function.FLAG_DETERMINISTIC;

    private static Function<byte[], @Nullable Double> ordinate(ToDoubleFunction<Envelope> side) {
        return blob -> {
            Envelope box = GeoPackageGeometry.envelope(blob);
            return box.isNull() ? null : side.applyAsDouble(box);
        };
    }

    private static void addFunction(Connection connection, String name, Function<byte[], @Nullable Double> body)
            throws SQLException {
        org.sqlite.Function.create(connection, name, new OfGeometry(body), 1, DETERMINISTIC);
    }

    /** A number made from a shape; null for null. */
    private static final class OfGeometry extends org.sqlite.Function {

        private final Function<byte[], @Nullable Double> body;

        OfGeometry(Function<byte[], @Nullable Double> body) {
            this.body = body;
        }

        @Override
        protected void xFunc() throws SQLException {
            byte[] blob = value_blob(0);
            Double value = blob == null ? null : body.apply(blob);
            if (value == null) {
                result();
            } else {
                result(value.doubleValue());
            }
        }
    }

    /** 1 if the shape (first argument) meets the box west, south, east, north, else 0. */
    private static final class MeetsBox extends org.sqlite.Function {

        @Override
        protected void xFunc() throws SQLException {
            byte[] blob = value_blob(0);
            Envelope box = new Envelope(value_double(1), value_double(3), value_double(2), value_double(4));
            result(blob != null && meets(blob, box) ? 1 : 0);
        }

        private static boolean meets(byte[] blob, Envelope box) {
            Envelope shape = GeoPackageGeometry.envelope(blob);
            if (!box.intersects(shape)) {
                return false;
            }
            Geometry area = GEOMETRIES.toGeometry(box);
            return box.contains(shape)
                    || (area instanceof Polygon rectangle
                            ? RectangleIntersects.intersects(rectangle, GeoPackageGeometry.decode(blob))
                            : area.intersects(GeoPackageGeometry.decode(blob)));
        }
    }
}
