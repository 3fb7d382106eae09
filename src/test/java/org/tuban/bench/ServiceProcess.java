package org.tuban.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a Java of its own, with as much memory as it is given. */
final class ServiceProcess implements AutoCloseable {

    /** Of the demo accounts, where a service has them. */
    static final String PASSWORD = "measured-not-guessed";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);

    private static final Pattern LIVE = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    private final Process process;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path log;

    private ServiceProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it and waits until it answers. */
    static ServiceProcess start(Path home, String memory, List<String> settings)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "org.tuban.Tuban",
                "--server.port=" + port,
                "--tuban.demo-password=" + PASSWORD,
                "--tuban.rates.anonymous=1000000",
                "--tuban.rates.tiles=1000000",
                "--tuban.rates.signed-in=1000000",
                "--tuban.rates.writes=1000000"));
        if (settings.stream().noneMatch(setting -> setting.startsWith("--tuban.demo="))) {
            command.add("--tuban.demo=false");
        }
        command.addAll(settings);
        Path log = Files.createTempFile(home, "service", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A benchmark that is stopped half-way leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        ServiceProcess service = new ServiceProcess(process, port, log);
        long end = System.nanoTime() + START_NANOS;
        while (!service.answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                service.close();
                throw new IllegalStateException("The service did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return service;
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri("/actuator/health")).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The body of an answer that must be 200. */
    String get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The answer to a path, whatever it is, with headers given as name, value, name, value. */
    HttpResponse<byte[]> ask(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The answer to a request of one's own. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What it said that looks like a pattern, waited for so long; empty if it did not. */
    Optional<MatchResult> said(Pattern pattern, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Optional<MatchResult> found =
                    pattern.matcher(Files.readString(log)).results().findFirst();
            if (found.isPresent() || System.nanoTime() > end) {
                return found;
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("The service ended: " + lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    long process() {
        return process.pid();
    }

    /** Processor time that it has used so far, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    /** The most memory that it has had, in megabytes: heap, code, threads and all. */
    long peakMegabytes() {
        return ProcessTimes.megabytes(process.pid(), "VmHWM");
    }

    /** Megabytes of living objects, counted by a full collection. */
    double liveMegabytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String histogram =
                Load.run(List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram"), Map.of(), Path.of("."));
        Matcher total = LIVE.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd printed no total: " + histogram);
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
