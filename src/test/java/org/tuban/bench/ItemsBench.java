package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how a large layer leaves the service page by page, and whether a late page costs more than the first.
 * Prints tables; asserts nothing.
 */
public final class ItemsBench {

    private static final int LIMIT = 1000;
    private static final int ROUNDS = 15;
    /** A walk is cut short after that, but for the one through everything. */
    private static final double LONGEST_WALK_SECONDS = 100;

    private static final Pattern NEXT = Pattern.compile("\"href\":\"([^\"]+)\",\"rel\":\"next\"");
    private static final Pattern RETURNED = Pattern.compile("\"numberReturned\":([0-9]+)");
    /** What is asked besides the limit. */
    private static final List<String> QUERIES = List.of(
            "",
            "status=SIGNING",
            "bbox=121.1,28.5,121.3,28.7",
            "sortby=name",
            "sortby=-status,name",
            "sortby=area_stated_m2",
            "filter=area_stated_m2%3E500%20AND%20landuse_code%20LIKE%20%2710%25%27");

    private final BenchOptions options;

    private ItemsBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("memory", "512m");
        usual.put("stores", "postgis,geopackage");
        usual.put("queries", String.join(";", QUERIES));
        BenchOptions options = BenchOptions.read(arguments, usual);
        print(
                "%,d parcels, service with -Xmx%s, pages of %d, %d processors",
                options.number("parcels"),
                options.text("memory"),
                LIMIT,
                Runtime.getRuntime().availableProcessors());
        Town.each(options.list("stores"), new ItemsBench(options)::run);
    }

    private void run(String store, Path home) throws IOException, InterruptedException, SQLException {
        Town town = Town.found(store, home, options.text("memory"), List.of());
        long begin = System.nanoTime();
        town.fill(options.number("parcels"));
        print("%n%s: filled in %.0f s%n", store, seconds(begin));
        print("| Asked | Pages | First ms | Middle ms | Last ms | Last to first | Features/s |");
        print("|---|---|---|---|---|---|---|");
        try (ServiceProcess service = town.serve()) {
            for (String query : options.text("queries").split(";", -1)) {
                measure(service, query);
            }
            print("%nservice: at most %d MB of memory in all, alive", service.peakMegabytes());
        }
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
                "| %s | %d | %.1f | %.1f | %.1f | %.2f | %,.0f |",
                query.isEmpty() ? "everything" : "`" + query + "`",
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
}
