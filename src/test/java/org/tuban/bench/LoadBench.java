package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.tuban.testing.PostgisServer;

/**
 * Loads a town by the command, with history and change log, beside the least that the store could do for the same rows;
 * then asks for tiles and items as they are and as they were. Prints tables; asserts nothing.
 */
public final class LoadBench {

    private static final long SEED = 20261123;
    /** Longest wait for it. */
    static final int INDEX_SECONDS = 600;

    /** Answers that are not counted, and how many are counted however long they take. */
    private static final int WARM = 5;

    private static final int LEAST = 5;

    /** A day after all parcels became valid. */
    private static final String DAY = "datetime=2024-06-01T00:00:00Z";

    /** What a service says of a tile index that is there. */
    static final Pattern READY = Pattern.compile("tile index: layer parcel: ");

    private final BenchOptions options;
    private final int parcels;

    private LoadBench(BenchOptions options) {
        this.options = options;
        this.parcels = options.number("parcels");
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("stores", "postgis,geopackage");
        usual.put("rows", "load,past");
        usual.put("seconds", "30");
        usual.put("memory", "512m");
        BenchOptions options = BenchOptions.read(arguments, usual);
        Town.each(options.list("stores"), new LoadBench(options)::run);
    }

    private void run(String store, Path home) throws IOException, InterruptedException, SQLException {
        Town town = Town.found(store, home, options.text("memory"), List.of());
        Path features = home.resolve("parcels.geojsonl");
        double generated = seconds(() -> program(home, features, List.of("generate", Integer.toString(parcels))));
        List<String> load = new ArrayList<>(List.of("load", features.toString(), "--layer", "parcel"));
        load.addAll(town.settings());
        load.add("--tuban.demo=false");
        double loaded = seconds(() -> program(home, home.resolve("load.log"), load));
        Files.delete(features);
        if (options.list("rows").contains("load")) {
            print("%n| %,d parcels into %s | s | Parcels/s | `tuban load` takes longer by |", parcels, store);
            print("|---|---|---|---|");
            PostgisServer.Database database = town.database();
            if (database == null) {
                String bare = "INSERT in one transaction, with its indexes";
                row(bare, inserted(home), loaded);
            } else {
                row("COPY, then the same indexes", copied(database, home), loaded);
            }
            row("`tuban load`, with history, from its start to its end", loaded, loaded);
            row("`tuban generate`, to a file", generated, loaded);
        }
        if (options.list("rows").contains("past")) {
            past(store, town);
        }
    }

    private void row(String what, double took, double loaded) {
        print("| %s | %.1f | %,.0f | %.2f |", what, took, parcels / took, loaded / took);
    }

    /** Runs a command of the service to its end, its words going to a file. */
    private void program(Path home, Path words, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = JavaProcess.command(options.text("memory"), ServiceProcess.PROGRAM);
        command.addAll(arguments);
        Path complaints = home.resolve("complaints.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(words.toFile())
                .redirectError(complaints.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(arguments.get(0) + ": " + Files.readString(complaints));
        }
    }

    /** Seconds to copy the rows that the service has into a table like its own and to index them as it does. */
    private static double copied(PostgisServer.Database database, Path home)
            throws IOException, InterruptedException, SQLException {
        Path rows = home.resolve("rows.copy");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(BaseConnection.class).getCopyAPI();
            try (OutputStream out = Files.newOutputStream(rows)) {
                copy.copyOut("COPY parcel TO STDOUT", out);
            }
            List<String> indexes = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'parcel'")) {
                while (row.next()) {
                    indexes.add(row.getString(1).replaceFirst("INDEX \\S+ ON \\S+ ", "INDEX ON bare "));
                }
            }
            statement.execute("CREATE TABLE bare (LIKE parcel)");
            return seconds(() -> {
                connection.setAutoCommit(false);
                try (InputStream in = Files.newInputStream(rows)) {
                    copy.copyIn("COPY bare FROM STDIN", in);
                }
                for (String index : indexes) {
                    statement.execute(index);
                }
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute("ANALYZE bare");
            });
        } finally {
            Files.deleteIfExists(rows);
        }
    }

    /** Seconds to insert the rows into an empty file of the service. */
    private double inserted(Path home) throws IOException, InterruptedException, SQLException {
        Town beside = Town.found(
                "geopackage", Files.createDirectories(home.resolve("beside")), options.text("memory"), List.of());
        return seconds(() -> beside.fill(parcels));
    }

    /** Asks for the same now and on a past day, one after the other: a wrk of a few seconds may end before an answer. */
    private void past(String store, Town town) throws IOException, InterruptedException, SQLException {
        List<String> tiles = new TileList(parcels, SEED)
                .fine().stream().map(tile -> tile.path() + "?").toList();
        List<String> items = RequestsBench.boxes(parcels, 0.004).stream()
                .map(box -> "/ogc/collections/parcel/items?limit=100&bbox=" + box + "&")
                .toList();
        print("%n| %s, nothing kept, one at a time | Asked | Now ms | On a past day ms | Ratio |", store);
        print("|---|---|---|---|---|");
        try (ServiceProcess service = town.serve("--tuban.tile.cache-mb=0")) {
            service.said(READY, INDEX_SECONDS);
            compare("tiles of levels 14 to 17", service, tiles);
            compare("items, bbox, limit 100", service, items);
        }
    }

    private void compare(String what, ServiceProcess service, List<String> addresses)
            throws IOException, InterruptedException, SQLException {
        // In an order of its own, since lists of tiles go level by level.
        List<String> mixed = new ArrayList<>(addresses);
        Collections.shuffle(mixed, new Random(SEED));
        List<Double> now = new ArrayList<>();
        List<Double> past = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.number("seconds"));
        for (int k = -WARM; k < LEAST || k < mixed.size() && System.nanoTime() < end; k++) {
            String address = mixed.get(Math.floorMod(k, mixed.size()));
            double present = seconds(() -> service.ask(address));
            double before = seconds(() -> service.ask(address + DAY));
            if (k >= 0) {
                now.add(present);
                past.add(before);
            }
        }
        double present = middle(now);
        print("| %s | %d | %.2f | %.2f | %.2f |", what, now.size(), present, middle(past), middle(past) / present);
    }

    private static double middle(List<Double> seconds) {
        return 1000
                * Load.median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A step to be timed. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException, SQLException;
    }

    private static double seconds(Step step) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
