package org.tuban.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
public final class ServiceProcess implements AutoCloseable {

    /** Of the demo accounts, where a service has them. */
    public static final String PASSWORD = "measured-not-guessed";

    /** What starts it. */
    static final String PROGRAM = "org.tuban.Tuban";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(300);

    private static final Pattern LIVE = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    private final JavaProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServiceProcess(JavaProcess process) {
        this.process = process;
    }

    /** Starts it and waits until it answers. */
    public static ServiceProcess start(Path home, String memory, List<String> settings)
            throws IOException, InterruptedException {
        ServiceProcess service =
                new ServiceProcess(JavaProcess.start(home, memory, PROGRAM, port -> arguments(port, settings)));
        long end = System.nanoTime() + START_NANOS;
        while (!service.answers()) {
            service.process.checkAlive();
            if (System.nanoTime() > end) {
                service.close();
                throw new IllegalStateException("The service did not start in time");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return service;
    }

    private static List<String> arguments(int port, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--tuban.demo-password=" + PASSWORD,
                "--tuban.rates.anonymous=1000000",
                "--tuban.rates.tiles=1000000",
                "--tuban.rates.signed-in=1000000",
                "--tuban.rates.writes=1000000"));
        if (settings.stream().noneMatch(setting -> setting.startsWith("--tuban.demo="))) {
            arguments.add("--tuban.demo=false");
        }
        arguments.addAll(settings);
        return arguments;
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

    /** Address of a path of it. */
    public URI uri(String path) {
        return process.uri(path);
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
    public Optional<MatchResult> said(Pattern pattern, int seconds) throws IOException, InterruptedException {
        return process.said(pattern, seconds);
    }

    /** Its number among the processes. */
    public long process() {
        return process.id();
    }

    /** The most memory that it has had, in megabytes: heap, code, threads and all. */
    long peakMegabytes() {
        return ProcessTimes.megabytes(process.id(), "VmHWM");
    }

    /** Megabytes of living objects, counted by a full collection. */
    double liveMegabytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String histogram =
                Load.run(List.of(jcmd, Long.toString(process.id()), "GC.class_histogram"), Map.of(), Path.of("."));
        Matcher total = LIVE.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd printed no total: " + histogram);
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }

    /** Ends it as a power cut does, without a word of warning. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Tells it to stop, and waits until it has. */
    @Override
    public void close() {
        process.close();
    }
}
