package org.tuban.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Mosaic;
import org.tuban.store.BulkLoad;
import org.tuban.testing.PostgisServer;

/**
 * Measures how many writes a second the service takes over HTTP, beside the least that the database could do for each: a
 * durable UPDATE of one row in a transaction of its own, in a copy of the same table. Both in turns, in the same run.
 *
 * <p>Arguments: parcels (20 000), seconds a turn (4), stores (postgis,geopackage), writers at once (1,8,16). Prints a
 * table; asserts nothing but that every write is answered 200 or 204.
 */
public final class WritesBench {

    private static final int ROUNDS = 3;
    private static final String BARE = "UPDATE bare SET status = ?, version = version + 1 WHERE id = ?";
    private static final String TO_KEEP =
            "{\"to\": \"KEEP\", \"evidence\": {\"kept_on\": \"2024-03-01\", \"reason\": \"measured\"}}";
    private static final String TO_SURVEYED = """
            {"to": "SURVEYED", "evidence":
              {"survey_date": "2024-03-01", "landuse_code": "0601", "reason": "measured"}}""";
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

    private final int parcels;
    private final double turnSeconds;
    private final int[] versions;
    private final boolean[] kept;

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
    public static void main(String[] arguments) throws Exception {
        int parcels = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
        String stores = arguments.length > 2 ? arguments[2] : "postgis,geopackage";
        String writers = arguments.length > 3 ? arguments[3] : "1,8,16";
        print(
                "%,d parcels, medians of %d turns of %.0f s each, %d processors",
                parcels, ROUNDS, seconds, Runtime.getRuntime().availableProcessors());
        for (String store : stores.split(",")) {
            Path home = Files.createTempDirectory("tuban-bench");
            try {
                new WritesBench(parcels, seconds)
                        .run(
                                store,
                                home,
                                Arrays.stream(writers.split(","))
                                        .mapToInt(Integer::parseInt)
                                        .toArray());
            } finally {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    private void run(String store, Path home, int[] writers)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        List<String> settings = new ArrayList<>(List.of("--tuban.database.home=" + home, "--tuban.demo=true"));
        PostgisServer.Database database = null;
        if (store.equals("postgis")) {
            database = PostgisServer.get().createDatabase();
            settings.add("--tuban.database.url=" + database.url());
            settings.add("--tuban.database.user=" + database.user());
            settings.add("--tuban.database.password=" + database.password());
        }
        // The first start makes the tables.
        ServiceProcess.start(home, "512m", settings).close();
        Path file = home.resolve("var").resolve("tuban.gpkg");
        Writers bare;
        if (database == null) {
            BulkLoad.geoPackage(file, PARCEL, rows());
            Path copy = home.resolve("var").resolve("bare.gpkg");
            copyTable(file, copy);
            bare = () -> bare(open(copy));
        } else {
            PostgisServer.Database there = database;
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                BulkLoad.postgis(connection, PARCEL, rows());
                statement.execute("CREATE TABLE bare AS SELECT * FROM parcel");
                statement.execute("ALTER TABLE bare ADD PRIMARY KEY (id)");
                statement.execute("ANALYZE");
            }
            bare = () -> bare(there.connect());
        }
        print("%n%s", store);
        print("%8s %-22s %9s %9s %9s %9s %7s", "at once", "", "a second", "p50 ms", "p99 ms", "CPU ms", "ratio");
        try (ServiceProcess service = ServiceProcess.start(home, "512m", settings)) {
            // A first turn that is not counted: both must be warm.
            turn(8, service, () -> transition(service));
            turn(8, service, () -> update(service));
            for (int atOnce : writers) {
                measure(atOnce, bare, service);
            }
        }
    }

    private void measure(int atOnce, Writers bare, ServiceProcess service)
            throws InterruptedException, ExecutionException {
        List<Turn> bares = new ArrayList<>();
        List<Turn> transitions = new ArrayList<>();
        List<Turn> updates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bares.add(turn(atOnce, service, bare));
            transitions.add(turn(atOnce, service, () -> transition(service)));
            updates.add(turn(atOnce, service, () -> update(service)));
        }
        double least = median(bares).rate();
        print(atOnce, "bare UPDATE", median(bares), least);
        print(atOnce, "status transition", median(transitions), least);
        print(atOnce, "changed property", median(updates), least);
    }

    private static void print(int atOnce, String what, Turn turn, double least) {
        print(
                "%8d %-22s %9.0f %9.1f %9.1f %9.2f %7.2f",
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
    private Turn turn(int atOnce, ServiceProcess service, Writers writers)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            double cpu = service.cpuSeconds();
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
                all = LongStream.concat(all, call.get());
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
        byte[] account = ("planner:" + ServiceProcess.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(account))
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
                                "331003999999GB"
                                        + parcel.code().substring(parcel.code().length() - 5),
                                "SURVEYED",
                                parcel.landUse(),
                                Double.toString(parcel.area()),
                                "surveyed",
                                "src-tuban-example"),
                        parcel.shape()))
                .iterator();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
