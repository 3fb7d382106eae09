package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tuban.bench.Contest.Contender;
import org.tuban.bench.TileList.Tile;

/** Measures tiles beside what else makes tiles of the same parcels. Prints tables; asserts nothing. */
public final class TilesBench {

    private static final int AT_ONCE = 8;
    private static final long SEED = 20261123;
    private static final String GZIP = "Accept-Encoding: gzip";

    private static final Pattern BUILT = Pattern.compile("tile index: layer parcel: .* built in ([0-9.]+) s.*");
    private static final Pattern REOPENED = Pattern.compile("tile index: layer parcel: .* reopened in ([0-9.]+) s.*");
    private static final Pattern READY = Pattern.compile(BUILT.pattern() + "|" + REOPENED.pattern());

    private final BenchOptions options;
    private final int parcels;
    private final Set<String> rows;
    private final TileBaselines baselines;
    private final Contest contest;
    private final List<Tile> fine;
    private final List<Tile> middle;
    private final List<Tile> coarse;

    private TilesBench(BenchOptions options, TileBaselines baselines) {
        this.options = options;
        this.parcels = options.number("parcels");
        this.rows = Set.copyOf(options.list("rows"));
        this.baselines = baselines;
        this.contest = new Contest(options.number("rounds"), options.number("seconds"), baselines.postgres());
        TileList list = new TileList(parcels, SEED);
        this.fine = list.fine();
        this.middle = list.middle();
        this.coarse = list.coarse();
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
        TileBaselines baselines = TileBaselines.load(options.number("parcels"));
        TilesBench bench = new TilesBench(options, baselines);
        baselines.keep("fine", bench.fine);
        baselines.keep("middle", bench.middle);
        Town.each(options.list("stores"), bench::run);
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("stores", "postgis,geopackage");
        usual.put("rows", "memory,fresh,coarse,kept,edits,nodes,check");
        usual.put("seconds", "8");
        usual.put("rounds", "3");
        usual.put("write-seconds", "60");
        usual.put("write-rate", "500");
        usual.put("memory", "512m");
        usual.put("service", "");
        usual.put("index-wait", "600");
        return usual;
    }

    private void run(String store, Path home) throws IOException, InterruptedException, SQLException {
        print("%n### %s", store);
        Town town = Town.found(store, home, options.text("memory"), options.list("service"));
        if (rows.contains("memory")) {
            try (ServiceProcess empty = town.serve()) {
                memory("without parcels", empty);
            }
        }
        long begin = System.nanoTime();
        town.fill(parcels);
        print("- filled in %.0f s", (System.nanoTime() - begin) / 1e9);
        try (ServiceProcess service = town.serve("--tuban.tile.cache-mb=0")) {
            early(service);
            ready(service);
            if (rows.contains("memory")) {
                memory("with %,d parcels".formatted(parcels), service);
            }
            if (rows.contains("check")) {
                new TileCheck(service, baselines, home).compare("fine", fine.subList(0, Math.min(fine.size(), 60)));
            }
            Path files = Files.createDirectories(home.resolve("files"));
            try (JavaProcess thin = ThinTiles.start(baselines.database(), files, options.text("memory"))) {
                if (rows.contains("fresh")) {
                    fresh("Levels 14 to 17, nothing kept", "fine", fine, service, thin, home);
                    fresh("Levels 12 and 13, nothing kept", "middle", middle, service, thin, home);
                }
            }
            if (rows.contains("coarse")) {
                coarse(service, home);
            }
            if (rows.contains("memory") && rows.contains("fresh")) {
                memory("after all these tiles", service);
            }
        }
        try (ServiceProcess service = town.serve()) {
            ready(service);
            if (rows.contains("kept")) {
                kept(service, home);
            }
            TileEdits edits = new TileEdits(service, town, parcels);
            if (rows.contains("edits")) {
                edits.run(options, tileFile(home, "fine", fine, "", Map.of()));
            }
            if (rows.contains("nodes") && town.isShared()) {
                try (ServiceProcess other = town.serve()) {
                    ready(other);
                    edits.follow(other);
                }
            }
        }
    }

    /** Asks for a tile before the index is there, which makes it of the store, and says how long it took. */
    private void early(ServiceProcess service) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        service.ask(fine.get(0).path());
        double millis = (System.nanoTime() - begin) / 1e6;
        String how = service.said(READY, 0).isEmpty() ? "while the index is built" : "the index being there already";
        print("- the first tile, %s: %.0f ms", how, millis);
    }

    /** Waits until the index is there and says what the service said of it. */
    private void ready(ServiceProcess service) throws IOException, InterruptedException {
        MatchResult said = service.said(READY, options.number("index-wait")).orElse(null);
        print(
                "- %s",
                said == null
                        ? "the service said nothing of a tile index"
                        : said.group().strip());
    }

    private static void memory(String when, ServiceProcess service) throws IOException, InterruptedException {
        double live = service.liveMegabytes();
        print(
                "- memory %s: %.0f MB of living objects, process %d MB, at most %d MB",
                when, live, ProcessTimes.megabytes(service.process(), "VmRSS"), service.peakMegabytes());
    }

    private void fresh(String title, String name, List<Tile> tiles, ServiceProcess service, JavaProcess thin, Path home)
            throws IOException, InterruptedException {
        Path ours = tileFile(home, name, tiles, "", Map.of());
        Path theirs = home.resolve(name + "-rows.txt");
        Files.write(
                theirs,
                tiles.stream()
                        .map(tile -> "/rows/%d/%d/%d".formatted(tile.level(), tile.row(), tile.column()))
                        .toList());
        URI address = service.uri("");
        contest.hold(
                title,
                List.of(
                        new Contender(
                                "Tuban",
                                service.process(),
                                seconds -> Load.wrk(address, ours, List.of(), AT_ONCE, seconds)),
                        new Contender(
                                "Tuban, gzipped",
                                service.process(),
                                seconds -> Load.wrk(address, ours, List.of(GZIP), AT_ONCE, seconds)),
                        new Contender(
                                "thin Java over PostGIS",
                                thin.id(),
                                seconds -> Load.wrk(thin.uri(""), theirs, List.of(), AT_ONCE, seconds)),
                        new Contender(
                                "ST_AsMVT, best form",
                                0,
                                seconds -> Load.pgbench(
                                        baselines.database(),
                                        TileBaselines.bestScript(name, tiles.size()),
                                        home,
                                        AT_ONCE,
                                        seconds)),
                        new Contender(
                                "ST_AsMVT, plain",
                                0,
                                seconds -> Load.pgbench(
                                        baselines.database(),
                                        TileBaselines.plainScript(name, tiles.size()),
                                        home,
                                        AT_ONCE,
                                        seconds))));
    }

    /** Sizes of the tiles that hold many parcels, and how fast they come. */
    private void coarse(ServiceProcess service, Path home) throws IOException, InterruptedException {
        TileSizes.print(service, List.of(coarse, middle));
        Path coarseFile = tileFile(home, "coarse", coarse, "", Map.of());
        Path middleFile = tileFile(home, "middle", middle, "", Map.of());
        contest.hold(
                "Coarse levels of the service, gzipped, nothing kept",
                List.of(
                        new Contender(
                                "levels 0 to 11",
                                service.process(),
                                seconds -> Load.wrk(service.uri(""), coarseFile, List.of(GZIP), AT_ONCE, seconds)),
                        new Contender(
                                "levels 12 and 13",
                                service.process(),
                                seconds -> Load.wrk(service.uri(""), middleFile, List.of(GZIP), AT_ONCE, seconds))));
    }

    private void kept(ServiceProcess service, Path home) throws IOException, InterruptedException {
        KeptTiles tiles = KeptTiles.fetch(service, fine, home.resolve("kept"));
        Path ours = tileFile(home, "kept-ours", fine, "", Map.of());
        Path known = tileFile(home, "kept-known", fine, "If-None-Match: ", tiles.tags());
        try (JavaProcess thin = ThinTiles.start(baselines.database(), tiles.folder(), options.text("memory"))) {
            contest.hold(
                    "Levels 14 to 17, the same again, gzipped",
                    List.of(
                            new Contender(
                                    "Tuban",
                                    service.process(),
                                    seconds -> Load.wrk(service.uri(""), ours, List.of(GZIP), AT_ONCE, seconds)),
                            new Contender(
                                    "Tuban, 304",
                                    service.process(),
                                    seconds -> Load.wrk(service.uri(""), known, List.of(GZIP), AT_ONCE, seconds)),
                            new Contender(
                                    "thin Java, files in memory",
                                    thin.id(),
                                    seconds ->
                                            Load.wrk(thin.uri(""), tiles.paths(), List.of(GZIP), AT_ONCE, seconds))));
        }
    }

    /** The tiles as wrk reads them, with a header of each if there is one. */
    private static Path tileFile(Path home, String name, List<Tile> tiles, String header, Map<Tile, String> values)
            throws IOException {
        return Files.write(
                home.resolve(name + ".txt"),
                tiles.stream()
                        .map(tile -> tile.path() + (values.containsKey(tile) ? "\t" + header + values.get(tile) : ""))
                        .toList());
    }
}
