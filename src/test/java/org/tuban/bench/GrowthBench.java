package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import org.tuban.bench.TileList.Tile;

/** How tiles, memory and starts grow with the town. Prints a table; asserts nothing. */
public final class GrowthBench {

    private static final int AT_ONCE = 8;
    private static final long SEED = 20261123;
    private static final int[] LEVELS = {15, 16, 17};
    private static final int TILES_OF_A_LEVEL = 100;
    private static final int WAIT_SECONDS = 1200;

    private static final Pattern BUILT =
            Pattern.compile("(?m)^(\\S+Z) .*tile index: layer parcel: .* built in ([0-9.]+) s");
    private static final Pattern REOPENED =
            Pattern.compile("(?m)^(\\S+Z) .*tile index: layer parcel: .* reopened in ([0-9.]+) s");

    private final BenchOptions options;

    private GrowthBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("sizes", "10000,100000,1000000,10000000");
        usual.put("stores", "postgis");
        usual.put("memory", "512m,512m,512m,4g");
        usual.put("seconds", "8");
        usual.put("rounds", "3");
        usual.put("service", "");
        GrowthBench bench = new GrowthBench(BenchOptions.read(arguments, usual));
        for (String store : bench.options.list("stores")) {
            bench.run(store);
        }
    }

    private void run(String store) throws IOException, InterruptedException, SQLException {
        print(
                "%n| Parcels (%s) | Filled s | Built s | Saved s | Reopened s | Living MB | Process MB | Tile p50 ms | p99 ms | Requests/s | CPU ms | To the row above |",
                store);
        print("|---|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> sizes = options.list("sizes");
        List<String> memory = options.list("memory");
        double above = Double.NaN;
        for (int k = 0; k < sizes.size(); k++) {
            Path home = Files.createTempDirectory("tuban-bench");
            try {
                Town town =
                        Town.found(store, home, memory.get(Math.min(k, memory.size() - 1)), options.list("service"));
                above = measure(town, Integer.parseInt(sizes.get(k)), above);
            } finally {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    private double measure(Town town, int parcels, double above)
            throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        town.fill(parcels);
        double filled = (System.nanoTime() - begin) / 1e9;
        String built;
        String saved;
        String nothingKept = "--tuban.tile.cache-mb=0";
        String anySize = "--tuban.tile.file-from=1";
        try (ServiceProcess service = town.serve(nothingKept, anySize)) {
            MatchResult said = wait(service, BUILT);
            built = said.group(2);
            saved = "%.1f".formatted(savedAfter(Instant.parse(said.group(1)), town.index()));
        }
        try (ServiceProcess service = town.serve(nothingKept, anySize)) {
            String reopened = wait(service, REOPENED).group(2);
            Path tiles = Files.write(
                    town.home().resolve("tiles.txt"),
                    tiles(parcels).stream().map(Tile::path).toList());
            List<Load.Result> results = new ArrayList<>();
            Load.wrk(service.uri(""), tiles, List.of(), AT_ONCE, options.number("seconds"));
            double before = ProcessTimes.of(service.process());
            for (int round = 0; round < options.number("rounds"); round++) {
                results.add(Load.wrk(service.uri(""), tiles, List.of(), AT_ONCE, options.number("seconds")));
            }
            double cpu = ProcessTimes.of(service.process()) - before;
            double median = middle(results, Load.Result::median);
            print(
                    "| %,d | %.0f | %s | %s | %s | %.0f | %d | %.2f | %.1f | %,.0f | %.2f | %s |",
                    parcels,
                    filled,
                    built,
                    saved,
                    reopened,
                    service.liveMegabytes(),
                    ProcessTimes.megabytes(service.process(), "VmRSS"),
                    median,
                    middle(results, Load.Result::late),
                    middle(results, Load.Result::perSecond),
                    cpu
                            * 1000
                            / results.stream().mapToLong(Load.Result::requests).sum(),
                    Double.isNaN(above) ? "–" : "%.2f".formatted(median / above));
            return median;
        }
    }

    /** Tiles that the town covers, as many of each level whatever its size. */
    private static List<Tile> tiles(int parcels) {
        TileList list = new TileList(parcels, SEED);
        List<Tile> tiles = new ArrayList<>();
        for (int level : LEVELS) {
            List<Tile> whole = list.covered(level, TILES_OF_A_LEVEL);
            // A town of a few streets covers no tile; its figures compare with nothing, but come.
            List<Tile> covered = whole.isEmpty() ? list.some(level, 1) : whole;
            for (int k = 0; k < TILES_OF_A_LEVEL; k++) {
                tiles.add(covered.get(k % covered.size()));
            }
        }
        return tiles;
    }

    private static MatchResult wait(ServiceProcess service, Pattern said) throws IOException, InterruptedException {
        return service.said(said, WAIT_SECONDS)
                .orElseThrow(() -> new IllegalStateException("the service did not say " + said));
    }

    /** Seconds from then on until the index is a whole file; it is written under another name first. */
    private static double savedAfter(Instant begin, Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the index was not saved");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Math.max(
                0,
                Duration.between(begin, Files.getLastModifiedTime(file).toInstant())
                                .toMillis()
                        / 1000.0);
    }

    private static double middle(List<Load.Result> results, ToDoubleFunction<Load.Result> figure) {
        return Load.median(results.stream().mapToDouble(figure).toArray());
    }
}
