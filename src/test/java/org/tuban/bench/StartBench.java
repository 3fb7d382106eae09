package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import org.tuban.bench.TileList.Tile;

/** How long the service takes to its first page and its first tile, with the demo data. Prints a table. */
public final class StartBench {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final Tile SOMEWHERE = Tile.at(14, 121.2655, 28.619);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int rounds;
    private final int port;

    private StartBench(int rounds, int port) {
        this.rounds = rounds;
        this.port = port;
    }

    /** Seconds from the command on. */
    private record Start(double page, double tile) {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.read(arguments, Map.of("jar", "", "rounds", "5", "port", "18080"));
        Path work = Files.createTempDirectory("tuban-bench");
        try {
            new StartBench(options.number("rounds"), options.number("port"))
                    .run(Path.of(options.text("jar")).toAbsolutePath(), work);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private void run(Path jar, Path work) throws IOException, InterruptedException {
        print("| Start with the demo data, %d times | First page s | First tile s |", rounds);
        print("|---|---|---|");
        List<Start> first = new ArrayList<>();
        List<Start> again = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path home = Files.createDirectories(work.resolve("home" + round));
            first.add(start(home, List.of("-jar", jar.toString())));
            again.add(start(home, List.of("-jar", jar.toString())));
        }
        row("plain jar, empty folder", first);
        row("plain jar, its own file", again);
        Path archive = work.resolve("tuban.jsa");
        Path extracted = work.resolve("extracted");
        Load.run(
                List.of(
                        JavaProcess.JAVA,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        extracted.toString()),
                Map.of(),
                work);
        String inside = extracted.resolve(jar.getFileName()).toString();
        Path home = work.resolve("home0");
        start(home, List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", inside));
        List<Start> shared = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            shared.add(start(home, List.of("-XX:SharedArchiveFile=" + archive, "-jar", inside)));
        }
        row("extracted jar with a class archive (AppCDS), its own file", shared);
    }

    private static void row(String what, List<Start> starts) {
        print(
                "| %s | %.2f | %.2f |",
                what,
                Load.median(starts.stream().mapToDouble(Start::page).toArray()),
                Load.median(starts.stream().mapToDouble(Start::tile).toArray()));
    }

    /** Starts it, asks until both have come, and stops it. */
    private Start start(Path home, List<String> how) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JavaProcess.JAVA));
        command.addAll(how);
        command.addAll(List.of(
                "--server.port=" + port,
                "--tuban.database.home=" + home,
                "--tuban.demo-password=measured-not-guessed"));
        Path log = home.resolve("service.log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            double page = seconds(process, begin, "/");
            double tile = seconds(process, begin, SOMEWHERE.path());
            return new Start(page, tile);
        } finally {
            process.destroy();
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private double seconds(Process process, long begin, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        while (true) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return (System.nanoTime() - begin) / 1e9;
                }
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - begin > LONGEST_NANOS) {
                    throw notYet;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
