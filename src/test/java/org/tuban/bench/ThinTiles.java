package org.tuban.bench;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.tuban.testing.PostgisServer;

/**
 * What is left of a tile server without everything that makes a service: a Tomcat with two servlets, one that makes tiles
 * of rows of PostGIS, and one that hands out gzipped files that it has read before.
 */
final class ThinTiles {

    private static final double WORLD = 2 * Math.PI * 6378137.0;

    private ThinTiles() {}

    /** Starts one in a Java of its own, with a folder of files. */
    static JavaProcess start(PostgisServer.Database database, Path files, String memory)
            throws IOException, InterruptedException {
        return ThinServer.start(ThinTiles.class, database, files.getParent(), memory, files.toString());
    }

    /** Serves until it is stopped: what any thin server is told, then the folder of files. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        ThinServer.serve(
                arguments,
                Map.of(
                        "/rows/*",
                        new Rows(ThinServer.database(arguments)),
                        "/files/*",
                        new Kept(Path.of(arguments[4]))));
    }

    /** Makes a tile of rows of the table in Hilbert order. */
    private static final class Rows extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final String QUERY = """
                SELECT fid, ST_AsBinary(geom), id, status, landuse_code, name
                FROM best WHERE geom && ST_MakeEnvelope(?, ?, ?, ?, 3857)""";

        private final transient HikariDataSource database;

        Rows(HikariDataSource database) {
            this.database = database;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] path = request.getPathInfo().split("/");
            double span = WORLD / Math.scalb(1.0, Integer.parseInt(path[1]));
            double west = -WORLD / 2 + Integer.parseInt(path[3]) * span;
            double north = WORLD / 2 - Integer.parseInt(path[2]) * span;
            double margin = span * 64 / 4096;
            ThinTile tile = new ThinTile(west, north, span, List.of("id", "status", "landuse_code", "name"));
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement(QUERY)) {
                query.setDouble(1, west - margin);
                query.setDouble(2, north - span - margin);
                query.setDouble(3, west + span + margin);
                query.setDouble(4, north + margin);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        tile.add(
                                rows.getInt(1),
                                rows.getBytes(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6));
                    }
                }
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
            byte[] bytes = tile.toBytes();
            response.setContentType("application/vnd.mapbox-vector-tile");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** Hands out files that are gzipped already. */
    private static final class Kept extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, byte[]> files = new HashMap<>();

        Kept(Path folder) throws IOException {
            try (Stream<Path> list = Files.list(folder)) {
                list.forEach(file -> {
                    try {
                        files.put("/" + file.getFileName(), Files.readAllBytes(file));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
            }
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] bytes = files.get(request.getPathInfo());
            response.setContentType("application/vnd.mapbox-vector-tile");
            response.setHeader("Content-Encoding", "gzip");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
