package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.tuban.exchange.Mosaic;
import org.tuban.testing.PostgisServer;

/** Looks for parcels on the same ground, by the service and by SQL on the same rows. Prints a table; asserts nothing. */
public final class OverlapsBench {

    /** Every so many parcels, one lies a few metres aside. */
    private static final int ONE_IN = 97;

    private static final AffineTransformation ASIDE = AffineTransformation.translationInstance(3e-5, 2e-5);

    /** About ten thousand parcels. */
    private static final double SIDE = 0.0327;

    private static final int WARM = 3;
    private static final Pattern MEASURED = Pattern.compile("\"measured\":(\\d+)");

    private OverlapsBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("stores", "postgis,geopackage");
        usual.put("rounds", "7");
        usual.put("memory", "512m");
        BenchOptions options = BenchOptions.read(arguments, usual);
        Town.each(options.list("stores"), (store, home) -> run(options, store, home));
    }

    private static void run(BenchOptions options, String store, Path home)
            throws IOException, InterruptedException, SQLException {
        int parcels = options.number("parcels");
        Town town = Town.found(store, home, options.text("memory"), List.of());
        fill(town, parcels);
        // The statement runs on PostGIS whichever store the service has.
        PostgisServer.Database database = town.database();
        if (database == null) {
            database = PostgisServer.get().createDatabase();
            fill(Town.of(database, Files.createDirectories(home.resolve("beside")), options.text("memory")), parcels);
        }
        double[] box = box(parcels);
        try (ServiceProcess service = town.serve();
                Connection connection = database.connect()) {
            service.said(LoadBench.READY, LoadBench.INDEX_SECONDS);
            String title = String.format(Locale.ROOT, "%,d parcels on %s", parcels, store);
            compare(title, options.number("rounds"), service, connection, box);
        }
    }

    /** West, south, east, north of a box in the middle of the town. */
    private static double[] box(int parcels) {
        Mosaic.Extent extent = Mosaic.extent(parcels);
        double west = (extent.west() + extent.east() - SIDE) / 2;
        double south = (extent.south() + extent.north() - SIDE) / 2;
        return new double[] {west, south, west + SIDE, south + SIDE};
    }

    private static void compare(String title, int rounds, ServiceProcess service, Connection connection, double[] box)
            throws IOException, InterruptedException, SQLException {
        URI address = service.uri(String.format(
                Locale.ROOT,
                "/api/layers/parcel/overlaps?limit=1000&bbox=%.6f,%.6f,%.6f,%.6f",
                box[0],
                box[1],
                box[2],
                box[3]));
        double[] own = new double[rounds];
        double[] sql = new double[rounds];
        String answer = "";
        int pairs = 0;
        for (int round = -WARM; round < rounds; round++) {
            long begin = System.nanoTime();
            answer = service.get(address);
            long middle = System.nanoTime();
            pairs = pairs(connection, box);
            if (round >= 0) {
                own[round] = (middle - begin) / 1e6;
                sql[round] = (System.nanoTime() - middle) / 1e6;
            }
        }
        Matcher measured = MEASURED.matcher(answer);
        print("%n| %s of %s | ms | Pairs | Ratio |", measured.find() ? measured.group(1) : "none", title);
        print("|---|---|---|---|");
        print("| SQL on PostGIS | %.0f | %d | 1 |", Load.median(sql), pairs);
        print(
                "| Tuban, the whole answer | %.0f | %d | %.2f |",
                Load.median(own), answer.split("\"areaM2\"", -1).length - 1, Load.median(own) / Load.median(sql));
    }

    private static void fill(Town town, int parcels) throws SQLException, IOException {
        AtomicInteger count = new AtomicInteger();
        town.fill(parcels, parcel -> count.incrementAndGet() % ONE_IN == 0 ? aside(parcel) : parcel);
    }

    private static Mosaic.Parcel aside(Mosaic.Parcel parcel) {
        return new Mosaic.Parcel(
                parcel.id(), parcel.name(), parcel.code(), parcel.status(), parcel.landUse(), parcel.area(), (Polygon)
                        ASIDE.transform(parcel.shape()));
    }

    /** Pairs of parcels, one of them in the box, that share at least a square metre; each once. */
    private static int pairs(Connection connection, double[] box) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT a.id, b.id, ST_Area(ST_Intersection(a.geom, b.geom)::geography)
                FROM (SELECT ST_MakeEnvelope(?, ?, ?, ?, 4490) AS shape) box
                JOIN parcel a ON ST_Intersects(a.geom, box.shape)
                JOIN parcel b ON ST_Intersects(a.geom, b.geom) AND NOT ST_Touches(a.geom, b.geom)
                 AND (a.id < b.id OR a.id > b.id AND NOT ST_Intersects(b.geom, box.shape))
                """)) {
            for (int k = 0; k < box.length; k++) {
                query.setDouble(k + 1, box[k]);
            }
            int pairs = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    pairs += row.getDouble(3) >= 1 ? 1 : 0;
                }
            }
            return pairs;
        }
    }
}
