package org.tuban.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Mosaic;
import org.tuban.store.BulkLoad;
import org.tuban.testing.PostgisServer;

/**
 * Measures how a large layer leaves the service page by page, and whether a late page costs more than the first.
 *
 * <p>Arguments: number of parcels (1 000 000), memory of the service (512m), stores
 * (postgis,geopackage), queries with semicolons between. Prints a table;
 * asserts nothing.
 */
public final class ItemsBench {

    private static final int LIMIT = 1000;
    private static final int ROUNDS = 15;
    /** A walk is cut short after that, but for the one through everything. */
    private static final double LONGEST_WALK_SECONDS = 100;

    private static final Pattern NEXT = Pattern.compile("\"href\":\"([^\"]+)\",\"rel\":\"next\"");
    private static final Pattern RETURNED = Pattern.compile("\"numberReturned\":([0-9]+)");
    private static final BulkLoad.Table PARCEL = new BulkLoad.Table(
            "parcel",
            List.of(
                    "id",
                    "version",
                    "valid_from",
                    "recorded_at",
                    "recorded_by",
                    "name",
                    "parcel_code",
                    "status",
                    "landuse_code",
                    "area_stated_m2",
                    "geometry_accuracy",
                    "source"));

    /** What is asked besides the limit. */
    private static final List<String> QUERIES = List.of(
            "",
            "status=SIGNING",
            "bbox=121.1,28.5,121.3,28.7",
            "sortby=name",
            "sortby=-status,name",
            "sortby=area_stated_m2",
            "filter=area_stated_m2%3E500%20AND%20landuse_code%20LIKE%20%2710%25%27");

    private final int parcels;
    private final String memory;

    private final List<String> queries;

    private ItemsBench(int parcels, String memory, List<String> queries) {
        this.parcels = parcels;
        this.memory = memory;
        this.queries = queries;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int parcels = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        String memory = arguments.length > 1 ? arguments[1] : "512m";
        String stores = arguments.length > 2 ? arguments[2] : "postgis,geopackage";
        ItemsBench bench =
                new ItemsBench(parcels, memory, arguments.length > 3 ? List.of(arguments[3].split(";", -1)) : QUERIES);
        print(
                "%,d parcels, service with -Xmx%s, pages of %d, %d processors",
                parcels, memory, LIMIT, Runtime.getRuntime().availableProcessors());
        for (String store : stores.split(",")) {
            Path home = Files.createTempDirectory("tuban-bench");
            try {
                bench.run(store, home);
            } finally {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    private void run(String store, Path home) throws IOException, InterruptedException, SQLException {
        List<String> settings = new ArrayList<>(List.of("--tuban.database.home=" + home));
        PostgisServer.Database database = null;
        if (store.equals("postgis")) {
            database = PostgisServer.get().createDatabase();
            settings.add("--tuban.database.url=" + database.url());
            settings.add("--tuban.database.user=" + database.user());
            settings.add("--tuban.database.password=" + database.password());
        }
        // The first start makes the tables.
        ServiceProcess.start(home, memory, settings).close();
        long begin = System.nanoTime();
        if (database == null) {
            BulkLoad.geoPackage(home.resolve("var").resolve("tuban.gpkg"), PARCEL, rows());
        } else {
            try (Connection connection = database.connect()) {
                BulkLoad.postgis(connection, PARCEL, rows());
            }
        }
        print("%n%s: loaded in %.0f s", store, seconds(begin));
        print("%-60s %8s %9s %9s %9s %7s %10s", "", "pages", "first ms", "middle ms", "last ms", "ratio", "features/s");
        try (ServiceProcess service = ServiceProcess.start(home, memory, settings)) {
            for (String query : queries) {
                measure(service, query);
            }
            print("service: at most %d MB of memory in all, alive", service.peakMegabytes());
        }
    }

    private Iterator<BulkLoad.Row> rows() {
        Mosaic mosaic = new Mosaic(parcels);
        return IntStream.range(0, parcels)
                .mapToObj(mosaic::parcel)
                .map(parcel -> new BulkLoad.Row(
                        List.of(
                                parcel.id(),
                                "1",
                                "2024-01-01T00:00:00.000Z",
                                "2024-01-01T00:00:00.000Z",
                                "bench",
                                parcel.name(),
                                parcel.code(),
                                parcel.status(),
                                parcel.landUse(),
                                Double.toString(parcel.area()),
                                "surveyed",
                                "src-tuban-example"),
                        parcel.shape()))
                .iterator();
    }

    /** Walks the pages once, then asks for the first, the middle and the last full one in turns. */
    private static void measure(ServiceProcess service, String query) throws IOException, InterruptedException {
        List<URI> pages = new ArrayList<>();
        long features = 0;
        long begin = System.nanoTime();
        URI page = service.uri("/ogc/collections/parcel/items?limit=" + LIMIT + (query.isEmpty() ? "" : "&" + query));
        while (page != null && (query.isEmpty() || seconds(begin) < LONGEST_WALK_SECONDS)) {
            pages.add(page);
            String body = service.get(page);
            features += Long.parseLong(only(RETURNED, body));
            String next = only(NEXT, body);
            page = next == null ? null : URI.create(next);
        }
        double walked = seconds(begin);
        int last = Math.max(0, pages.size() - 2);
        List<Double> first = new ArrayList<>();
        List<Double> middle = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            first.add(millis(service, pages.get(0)));
            middle.add(millis(service, pages.get(last / 2)));
            late.add(millis(service, pages.get(last)));
        }
        print(
                "%-60s %8d %9.1f %9.1f %9.1f %7.2f %10.0f",
                query.isEmpty() ? "all" : query,
                pages.size(),
                median(first),
                median(middle),
                median(late),
                median(late) / median(first),
                features / walked);
    }

    private static double millis(ServiceProcess service, URI page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        service.get(page);
        return seconds(begin) * 1000;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static String only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
