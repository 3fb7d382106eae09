package org.tuban.bench;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.tuban.geo.CoordinateSystems;
import org.tuban.geo.GeoJson;
import org.tuban.geo.JsonBytes;
import org.tuban.testing.PostgisServer;

/**
 * What is left of a feature server without everything that makes a service: a Tomcat with one servlet that writes rows of
 * the same table as GeoJSON. No counts, links, order of pages, rates or accounts.
 */
final class ThinItems {

    private ThinItems() {}

    /** Starts one in a Java of its own. */
    static JavaProcess start(PostgisServer.Database database, Path folder, String memory)
            throws IOException, InterruptedException {
        return ThinServer.start(ThinItems.class, database, folder, memory);
    }

    /** Serves until it is stopped. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        ThinServer.serve(arguments, Map.of("/items", new Items(ThinServer.database(arguments))));
    }

    /** Writes rows in a box, or of a state, or one. */
    private static final class Items extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final String SELECT =
                "SELECT id, ST_AsBinary(geom), name, status, landuse_code, area_stated_m2 FROM parcel WHERE ";
        private static final List<String> NAMES = List.of("name", "status", "landuse_code");

        private final transient HikariDataSource database;

        Items(HikariDataSource database) {
            this.database = database;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            JsonBytes json = new JsonBytes();
            json.raw("{\"type\":\"FeatureCollection\",\"features\":[".getBytes(StandardCharsets.US_ASCII));
            String box = request.getParameter("bbox");
            String id = request.getParameter("id");
            String where = box != null
                    ? "ST_Intersects(geom, ST_MakeEnvelope(?, ?, ?, ?, 4490)) LIMIT ?"
                    : id != null ? "id = ?" : "status = ? ORDER BY fid LIMIT ?";
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement(SELECT + where)) {
                int bind = 1;
                if (box != null) {
                    for (String side : box.split(",")) {
                        query.setDouble(bind++, Double.parseDouble(side));
                    }
                } else {
                    query.setString(bind++, id != null ? id : request.getParameter("status"));
                }
                if (id == null) {
                    query.setInt(bind, Integer.parseInt(request.getParameter("limit")));
                }
                try (ResultSet rows = query.executeQuery()) {
                    boolean first = true;
                    while (rows.next()) {
                        if (!first) {
                            json.raw(',');
                        }
                        first = false;
                        write(json, rows);
                    }
                }
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
            json.raw("]}".getBytes(StandardCharsets.US_ASCII));
            response.setContentType("application/geo+json");
            response.setContentLengthLong(json.size());
            json.writeTo(response.getOutputStream());
        }

        private static void write(JsonBytes json, ResultSet rows) throws SQLException {
            json.raw("{\"type\":\"Feature\",\"id\":".getBytes(StandardCharsets.US_ASCII));
            json.text(rows.getBytes(1));
            json.raw(",\"geometry\":".getBytes(StandardCharsets.US_ASCII));
            GeoJson.writeStored(json, rows.getBytes(2), 0, CoordinateSystems.CRS84);
            json.raw(",\"properties\":{".getBytes(StandardCharsets.US_ASCII));
            for (int column = 0; column < NAMES.size(); column++) {
                json.text(NAMES.get(column));
                json.raw(':');
                json.text(rows.getBytes(column + 3));
                json.raw(',');
            }
            json.text("area_stated_m2");
            json.raw(':');
            json.number(rows.getDouble(6));
            json.raw("}}".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
