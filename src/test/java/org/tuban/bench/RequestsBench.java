package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Mosaic;
import org.tuban.testing.PostgisServer;

/** Measures requests for items beside a thin server over the same table. Prints tables; asserts nothing. */
public final class RequestsBench {

    private static final int AT_ONCE = 8;
    private static final int BOXES = 400;
    private static final long SEED = 20261123;

    /** As few properties as the thin server writes. */
    private static final String FEW = "&properties=name,status,landuse_code,area_stated_m2";

    private final BenchOptions options;
    private final int parcels;

    private RequestsBench(BenchOptions options) {
        this.options = options;
        this.parcels = options.number("parcels");
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        BenchOptions options = BenchOptions.read(arguments, usual());
        print(
                "%,d parcels, service with -Xmx%s, %d requests at once, %d rounds of %d s, %d processors",
                options.number("parcels"),
                options.text("memory"),
                AT_ONCE,
                options.number("rounds"),
                options.number("seconds"),
                Runtime.getRuntime().availableProcessors());
        Town.each(options.list("stores"), new RequestsBench(options)::run);
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("stores", "postgis,geopackage");
        usual.put("seconds", "5");
        usual.put("rounds", "3");
        usual.put("memory", "512m");
        return usual;
    }

    private void run(String store, Path home) throws IOException, InterruptedException, SQLException {
        Town town = Town.found(store, home, options.text("memory"), List.of());
        town.fill(parcels);
        // The thin server stands on PostGIS whichever store the service has.
        PostgisServer.Database bare =
                town.database() == null ? PostgisServer.get().createDatabase() : town.database();
        if (town.database() == null) {
            fillBare(bare);
        }
        Contest contest = new Contest(options.number("rounds"), options.number("seconds"), ProcessTimes.ofServer(bare));
        try (ServiceProcess service = town.serve();
                JavaProcess thin = ThinItems.start(bare, home, options.text("memory"))) {
            for (int limit : new int[] {10, 100, 1000}) {
                String size = "&limit=" + limit;
                List<String> boxes = boxes(parcels, limit == 1000 ? 0.012 : 0.004);
                hold(
                        contest,
                        "%s, bbox, limit %d".formatted(store, limit),
                        service,
                        thin,
                        boxes.stream().map(box -> "bbox=" + box + size).toList());
            }
            hold(contest, store + ", status, limit 100", service, thin, List.of("status=SIGNING&limit=100"));
            one(contest, store, service, thin);
        }
    }

    /** The same rows in a database that the service does not use. */
    private void fillBare(PostgisServer.Database bare) throws IOException, InterruptedException, SQLException {
        Path home = Files.createTempDirectory("tuban-bench");
        try {
            Town town = Town.of(bare, home, options.text("memory"));
            town.fill(parcels);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void hold(Contest contest, String title, ServiceProcess service, JavaProcess thin, List<String> queries)
            throws IOException, InterruptedException {
        String items = "/ogc/collections/parcel/items?";
        contest.hold(
                title,
                List.of(
                        contender("Tuban, four properties", service, queries, query -> items + query + FEW),
                        contender("Tuban, all properties", service, queries, query -> items + query),
                        contender("thin JVM, four properties", thin, queries)));
    }

    private void one(Contest contest, String store, ServiceProcess service, JavaProcess thin)
            throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < BOXES; number++) {
            ids.add("P-" + random.nextInt(parcels));
        }
        contest.hold(
                store + ", one feature",
                List.of(
                        contender("Tuban", service, ids, id -> "/ogc/collections/parcel/items/" + id),
                        contender(
                                "thin JVM, four properties",
                                thin,
                                ids.stream().map(id -> "id=" + id).toList())));
    }

    private Contest.Contender contender(
            String name, ServiceProcess service, List<String> queries, Function<String, String> path)
            throws IOException {
        return contender(
                name,
                service.process(),
                service.uri("/"),
                queries.stream().map(path).toList());
    }

    private Contest.Contender contender(String name, JavaProcess thin, List<String> queries) throws IOException {
        return contender(
                name,
                thin.id(),
                thin.uri(""),
                queries.stream().map(query -> "/items?" + query).toList());
    }

    private static Contest.Contender contender(String name, long process, URI address, List<String> paths)
            throws IOException {
        Path file = Files.createTempDirectory("tuban-paths").resolve("paths");
        Files.write(file, paths);
        return new Contest.Contender(name, process, seconds -> Load.wrk(address, file, List.of(), AT_ONCE, seconds));
    }

    /** Boxes of a side in degrees all over the town, the same each time. */
    static List<String> boxes(int parcels, double side) {
        Mosaic.Extent town = Mosaic.extent(parcels);
        Random random = new Random(SEED);
        List<String> boxes = new ArrayList<>();
        for (int number = 0; number < BOXES; number++) {
            double west = town.west() + random.nextDouble() * Math.max(0, town.east() - town.west() - side);
            double south = town.south() + random.nextDouble() * Math.max(0, town.north() - town.south() - side);
            boxes.add(String.format(Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", west, south, west + side, south + side));
        }
        return boxes;
    }
}
