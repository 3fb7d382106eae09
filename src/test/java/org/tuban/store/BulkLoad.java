package org.tuban.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;

/** Fills a layer's table past the way in, without history, for measurements alone. */
public final class BulkLoad {

    private static final int BATCH = 10_000;

    private BulkLoad() {}

    /**
     * A table to fill.
     *
     * @param name the layer
     * @param columns columns that rows have values of, beside geom
     */
    public record Table(String name, List<String> columns) {}

    /** A row: texts as the database reads them, in the order of the columns, and its shape. */
    public record Row(List<String> values, Geometry shape) {}

    /** Copies rows into PostGIS. */
    public static void postgis(Connection connection, Table table, Iterator<Row> rows)
            throws SQLException, IOException {
        String columns = String.join(", ", table.columns());
        CopyIn copy = connection
                .unwrap(BaseConnection.class)
                .getCopyAPI()
                .copyIn("COPY %s (%s, geom) FROM STDIN".formatted(table.name(), columns));
        WKBWriter wkb = new WKBWriter(2, true);
        StringBuilder text = new StringBuilder();
        while (rows.hasNext()) {
            Row row = rows.next();
            row.shape().setSRID(org.tuban.geo.Cgcs2000.SRID);
            row.values().forEach(value -> text.append(value).append('\t'));
            text.append(WKBWriter.toHex(wkb.write(row.shape()))).append('\n');
            if (text.length() > BATCH * 100 || !rows.hasNext()) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                text.setLength(0);
            }
        }
        copy.endCopy();
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE " + table.name());
        }
    }

    /** Inserts rows into a GeoPackage. */
    public static void geoPackage(Path file, Table table, Iterator<Row> rows) throws SQLException {
        String sql = "INSERT INTO %s (%s, geom) VALUES (%s?)"
                .formatted(
                        table.name(),
                        String.join(", ", table.columns()),
                        "?, ".repeat(table.columns().size()));
        try (Connection connection = new GeoPackageDataSource(file).getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (int number = 1; rows.hasNext(); number++) {
                    Row row = rows.next();
                    for (int column = 0; column < row.values().size(); column++) {
                        insert.setString(column + 1, row.values().get(column));
                    }
                    insert.setBytes(row.values().size() + 1, GeoPackageGeometry.encode(row.shape()));
                    insert.addBatch();
                    if (number % BATCH == 0 || !rows.hasNext()) {
                        insert.executeBatch();
                    }
                }
            }
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
            connection.commit();
        }
    }
}
