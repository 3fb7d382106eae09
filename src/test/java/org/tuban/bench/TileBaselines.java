package org.tuban.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.tuban.exchange.Mosaic;
import org.tuban.testing.PostgisServer;

/**
 * The same parcels in PostGIS as others keep them for tiles, in a database of their own.
 *
 * <p>{@code plain} has longitude and latitude (EPSG:4326) in the order of loading; {@code best} is projected to EPSG:3857
 * and lies in the order of PostGIS's Hilbert curve. Both have a spatial index and are vacuumed. Neither query asks
 * {@code WHERE … IS NOT NULL} around ST_AsMVTGeom, which would run it twice. What a query returns is the length of the
 * tile: pgbench would have it as text, twice as long.
 */
final class TileBaselines {

    private static final int FLUSH = 1_000_000;

    private static final String PLAIN = """
            SELECT ST_AsMVT(t, 'parcel', 4096, 'g', 'fid') AS tile FROM (
              SELECT fid, id, status, landuse_code, name,
                     ST_AsMVTGeom(ST_Transform(geom, 3857), asked.envelope, 4096, 64, true) AS g
              FROM asked JOIN plain ON geom && asked.degrees
              WHERE asked.list = '%s' AND asked.number = %s) t
            """;

    private static final String BEST = """
            SELECT ST_AsMVT(t, 'parcel', 4096, 'g', 'fid') AS tile FROM (
              SELECT fid, id, status, landuse_code, name,
                     ST_AsMVTGeom(geom, asked.envelope, 4096, 64, true) AS g
              FROM asked JOIN best ON geom && asked.box
              WHERE asked.list = '%s' AND asked.number = %s) t
            """;

    private final PostgisServer.Database database;
    private final long postgres;

    private TileBaselines(PostgisServer.Database database, long postgres) {
        this.database = database;
        this.postgres = postgres;
    }

    /** Fills a database. */
    static TileBaselines load(int parcels) throws SQLException, IOException {
        PostgisServer.Database database = PostgisServer.get().createDatabase();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE plain (fid bigint, id text, status text, landuse_code text, name text, geom geometry(Polygon, 4326))");
            copy(connection, parcels);
            statement.execute("CREATE INDEX ON plain USING gist (geom)");
            statement.execute("SET work_mem = '256MB'");
            statement.execute("""
                    CREATE TABLE best AS
                    SELECT fid, id, status, landuse_code, name, ST_Transform(geom, 3857)::geometry(Polygon, 3857) AS geom
                    FROM plain ORDER BY ST_Transform(geom, 3857)""");
            statement.execute("CREATE INDEX ON best USING gist (geom)");
            statement.execute(
                    "CREATE TABLE asked (list text, number int, envelope geometry, box geometry, degrees geometry, PRIMARY KEY (list, number))");
            statement.execute("VACUUM ANALYZE plain");
            statement.execute("VACUUM ANALYZE best");
            return new TileBaselines(database, ProcessTimes.ofServer(database));
        }
    }

    private static void copy(Connection connection, int parcels) throws SQLException {
        CopyIn copy = connection
                .unwrap(BaseConnection.class)
                .getCopyAPI()
                .copyIn("COPY plain (fid, id, status, landuse_code, name, geom) FROM STDIN");
        Mosaic mosaic = new Mosaic(parcels);
        WKBWriter wkb = new WKBWriter(2, true);
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < parcels; number++) {
            Mosaic.Parcel parcel = mosaic.parcel(number);
            parcel.shape().setSRID(4326);
            text.append(String.join(
                            "\t",
                            Integer.toString(number + 1),
                            parcel.id(),
                            parcel.status(),
                            parcel.landUse(),
                            parcel.name(),
                            WKBWriter.toHex(wkb.write(parcel.shape()))))
                    .append('\n');
            if (text.length() > FLUSH || number == parcels - 1) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                text.setLength(0);
            }
        }
        copy.endCopy();
    }

    PostgisServer.Database database() {
        return database;
    }

    /** The process of PostgreSQL that started all others. */
    long postgres() {
        return postgres;
    }

    /** Keeps a list of tiles under a name, their outlines made once, for scripts to draw from. */
    void keep(String list, List<TileList.Tile> tiles) throws SQLException {
        String insert = """
                INSERT INTO asked
                SELECT ?, ?, ST_TileEnvelope(z, x, y), ST_TileEnvelope(z, x, y, margin => 64.0 / 4096),
                       ST_Transform(ST_TileEnvelope(z, x, y, margin => 64.0 / 4096), 4326)
                FROM (VALUES (?, ?, ?)) tile (z, x, y)""";
        try (Connection connection = database.connect();
                PreparedStatement row = connection.prepareStatement(insert)) {
            for (int k = 0; k < tiles.size(); k++) {
                row.setString(1, list);
                row.setInt(2, k + 1);
                row.setInt(3, tiles.get(k).level());
                row.setInt(4, tiles.get(k).column());
                row.setInt(5, tiles.get(k).row());
                row.addBatch();
            }
            row.executeBatch();
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE asked");
        }
    }

    /** A script that asks for a tile of a list of so many by the plain table. */
    static String plainScript(String list, int tiles) {
        return script(PLAIN, list, tiles);
    }

    /** The same by the best table. */
    static String bestScript(String list, int tiles) {
        return script(BEST, list, tiles);
    }

    private static String script(String query, String list, int tiles) {
        return """
                \\set k random(1, %d)
                SELECT octet_length(tile) FROM (%s) made;
                """.formatted(tiles, query.formatted(list, ":k").strip().replace("\n", " "));
    }

    /** A tile of a list as PostGIS makes it; 1 is the first. */
    byte[] tile(String list, int number) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BEST.formatted(list, Integer.toString(number)))) {
            row.next();
            return row.getBytes(1);
        }
    }
}
