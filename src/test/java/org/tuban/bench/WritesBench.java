package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tuban.exchange.Mosaic;
import org.tuban.testing.PostgisServer;

/**
 * Measures how many writes a second the service takes over HTTP, beside the least that the database could do for each: a
 * durable UPDATE of one row in a transaction of its own, in a copy of the same table. Both in turns, in the same run.
 *
 * <p>Prints tables; asserts nothing but that every write is answered 200 or 204.
 */
public final class WritesBench {

    private static final int ROUNDS = 3;
    private static final String BARE = "UPDATE bare SET status = ?, version = version + 1 WHERE id = ?";
    private static final String TO_KEEP =
            "{\"to\": \"KEEP\", \"evidence\": {\"kept_on\": \"2024-03-01\", \"reason\": \"measured\"}}";
    private static final String TO_SURVEYED = """
            {"to": "SURVEYED", "evidence":
              {"survey_date": "2024-03-01", "landuse_code": "0601", "reason": "measured"}}""";
    private final int parcels;
    private final double turnSeconds;
    private final int[] versions;
    private final boolean[] kept;
    private String authorization = "";

    /** A writer of a kind: makes its n-th write to one of its own parcels. */
    private interface Writer {
        void write(int parcel) throws IOException, InterruptedException, SQLException;
    }

    /** Makes a writer for each thread. */
    private interface Writers {
        Writer open() throws SQLException;
    }

    /** Writes a second, how long they took, and the processor time of the service for each, in milliseconds. */
    private record Turn(double rate, double median, double late, double cpu) {}

    private WritesBench(int parcels, double turnSeconds) {
        this.parcels = parcels;
        this.turnSeconds = turnSeconds;
        this.versions = new int[parcels];
        Arrays.fill(versions, 1);
        this.kept = new boolean[parcels];
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "20000");
        usual.put("seconds", "4");
        usual.put("stores", "postgis,geopackage");
        usual.put("writers", "1,8,16");
        usual.put("memory", "512m");
        BenchOptions options = BenchOptions.read(arguments, usual);
        print(
                "%,d parcels, medians of %d turns of %d s each, %d processors",
                options.number("parcels"),
                ROUNDS,
                options.number("seconds"),
                Runtime.getRuntime().availableProcessors());
        Town.each(
                options.list("stores"),
                (store, home) -> new WritesBench(options.number("parcels"), options.number("seconds"))
                        .run(options, Town.found(store, home, options.text("memory"), List.of())));
    }

    private void run(BenchOptions options, Town town) throws IOException, InterruptedException, SQLException {
        authorization = town.authorization();
        town.fill(parcels, WritesBench::surveyed);
        Writers bare = copied(town);
        print(
                "%n| %s, at once | | Writes/s | p50 ms | p99 ms | CPU ms of the service | Ratio |",
                town.isShared() ? "postgis" : "geopackage");
        print("|---|---|---|---|---|---|---|");
        try (ServiceProcess service = town.serve()) {
            // A first turn that is not counted: both must be warm.
            turn(8, service, () -> transition(service));
            turn(8, service, () -> update(service));
            for (String writers : options.list("writers")) {
                measure(Integer.parseInt(writers), bare, service);
            }
        }
    }

    /** A parcel at the beginning of its way, with a code that the layer's rules like. */
    private static Mosaic.Parcel surveyed(Mosaic.Parcel parcel) {
        String serial = parcel.code().substring(parcel.code().length() - 5);
        return new Mosaic.Parcel(
                parcel.id(),
                parcel.name(),
                "331003999999GB" + serial,
                "SURVEYED",
                parcel.landUse(),
                parcel.area(),
                parcel.shape());
    }

    /** Copies the table and returns who writes to the copy. */
    private static Writers copied(Town town) throws SQLException {
        PostgisServer.Database database = town.database();
        if (database == null) {
            Path copy = town.file().resolveSibling("bare.gpkg");
            copyTable(town.file(), copy);
            return () -> bare(open(copy));
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare AS SELECT * FROM parcel");
            statement.execute("ALTER TABLE bare ADD PRIMARY KEY (id)");
            statement.execute("ANALYZE");
        }
        return () -> bare(database.connect());
    }

    private void measure(int atOnce, Writers bare, ServiceProcess service) throws InterruptedException {
        List<Turn> bares = new ArrayList<>();
        List<Turn> transitions = new ArrayList<>();
        List<Turn> updates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bares.add(turn(atOnce, service, bare));
            transitions.add(turn(atOnce, service, () -> transition(service)));
            updates.add(turn(atOnce, service, () -> update(service)));
        }
        double least = median(bares).rate();
        line(atOnce, "bare UPDATE", median(bares), least);
        line(atOnce, "status transition", median(transitions), least);
        line(atOnce, "changed property", median(updates), least);
    }

    private static void line(int atOnce, String what, Turn turn, double least) {
        print(
                "| %d | %s | %,.0f | %.1f | %.1f | %.2f | %.2f |",
                atOnce, what, turn.rate(), turn.median(), turn.late(), turn.cpu(), turn.rate() / least);
    }

    private static Turn median(List<Turn> turns) {
        return turns.stream()
                .sorted((a, b) -> Double.compare(a.rate(), b.rate()))
                .skip(turns.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Lets so many write for some seconds, each to parcels that no other writes to. */
    private Turn turn(int atOnce, ServiceProcess service, Writers writers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            double cpu = ProcessTimes.of(service.process());
            long begin = System.nanoTime();
            long end = begin + (long) (turnSeconds * 1e9);
            List<Callable<LongStream>> calls = IntStream.range(0, atOnce)
                    .<Callable<LongStream>>mapToObj(number -> () -> {
                        Writer writer = writers.open();
                        LongStream.Builder times = LongStream.builder();
                        for (int parcel = number; System.nanoTime() < end; parcel = (parcel + atOnce) % span(atOnce)) {
                            long before = System.nanoTime();
                            writer.write(parcel);
                            times.add(System.nanoTime() - before);
                        }
                        return times.build();
                    })
                    .toList();
            LongStream all = LongStream.empty();
            for (Future<LongStream> call : threads.invokeAll(calls)) {
                all = LongStream.concat(all, timesOf(call));
            }
            long[] times = all.sorted().toArray();
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Turn(
                    times.length / seconds,
                    times[times.length / 2] / 1e6,
                    times[(int) (times.length * 0.99)] / 1e6,
                    1000 * (ProcessTimes.of(service.process()) - cpu) / times.length);
        } finally {
            threads.shutdownNow();
        }
    }

    private static LongStream timesOf(Future<LongStream> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** As many parcels as all writers can share alike. */
    private int span(int atOnce) {
        return parcels - parcels % atOnce;
    }

    private Writer transition(ServiceProcess service) {
        HttpClient http = client();
        return parcel -> {
            send(
                    http,
                    request(service, "/api/features/parcel/P-%d/transitions".formatted(parcel), parcel)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(kept[parcel] ? TO_SURVEYED : TO_KEEP))
                            .build(),
                    parcel);
            kept[parcel] = !kept[parcel];
        };
    }

    private Writer update(ServiceProcess service) {
        HttpClient http = client();
        return parcel -> send(
                http,
                request(service, "/ogc/collections/parcel/items/P-" + parcel, parcel)
                        .header("Content-Type", "application/merge-patch+json")
                        .method(
                                "PATCH",
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"properties\": {\"area_stated_m2\": %d}}".formatted(500 + versions[parcel])))
                        .build(),
                parcel);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpRequest.Builder request(ServiceProcess service, String path, int parcel) {
        return HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", authorization)
                .header("If-Match", "\"" + versions[parcel] + "\"");
    }

    private void send(HttpClient http, HttpRequest request, int parcel) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        versions[parcel]++;
    }

    private static Writer bare(Connection connection) throws SQLException {
        PreparedStatement update = connection.prepareStatement(BARE);
        return parcel -> {
            update.setString(1, parcel % 2 == 0 ? "KEEP" : "SURVEYED");
            update.setString(2, "P-" + parcel);
            update.executeUpdate();
        };
    }

    /** A file as the service opens its own: a commit is on disk when it returns. */
    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 10000");
        }
        return connection;
    }

    private static void copyTable(Path from, Path to) throws SQLException {
        try (Connection connection = open(to);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '%s' AS service".formatted(from));
            statement.execute("CREATE TABLE bare AS SELECT * FROM service.parcel");
            statement.execute("CREATE UNIQUE INDEX bare_by_id ON bare (id)");
        }
    }
}
