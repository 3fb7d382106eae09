package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tuban.exchange.Mosaic;

/**
 * How soon readers on one service hear of what is written on another, and what readers cost.
 *
 * <p>A delay is from the time that the writing service wrote down, before its commit, to the reader's line: it holds the
 * transaction too, and both clocks are this machine's.
 */
public final class LiveBench {

    private static final Pattern RECORDED = Pattern.compile("\"recordedAt\":\"([^\"]+)\"");
    private static final int MOST = 1 << 20;
    private static final int WARM_UP_SECONDS = 10;

    private LiveBench() {}

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        BenchOptions options = BenchOptions.read(
                arguments,
                Map.of(
                        "parcels", "100000", "seconds", "60", "rate", "100", "readers", "20", "idle", "1000", "memory",
                        "512m"));
        int parcels = options.number("parcels");
        Town.each(List.of("postgis"), (store, home) -> {
            Town town = Town.found(store, home, options.text("memory"), List.of("tuban.live.streams-per-client=2000"));
            town.fill(parcels);
            try (ServiceProcess service = town.serve();
                    ServiceProcess other = town.serve()) {
                measure(options, new StatusChanges(service, town.authorization(), new Mosaic(parcels), parcels), other);
            }
        });
    }

    private static void measure(BenchOptions options, StatusChanges changes, ServiceProcess other)
            throws IOException, InterruptedException {
        // Not counted: what a service just started takes to become quick.
        changes.start(options.number("rate"));
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        changes.stop();
        List<Reader> readers = new ArrayList<>();
        for (int k = 0; k < options.number("readers"); k++) {
            readers.add(new Reader(other.uri("/api/events"), true));
        }
        changes.start(options.number("rate"));
        TimeUnit.SECONDS.sleep(options.number("seconds"));
        String written = changes.stop();
        TimeUnit.SECONDS.sleep(2);
        double[] all = readers.stream()
                .flatMapToDouble(reader -> Arrays.stream(reader.delays()))
                .sorted()
                .toArray();
        print("%n| %s; %d readers on the other service | p50 ms | p99 ms | most ms | heard |", written, readers.size());
        print("|---|---|---|---|---|");
        print(
                "| from before the commit to the reader | %.0f | %.0f | %.0f | %d |",
                Load.quantile(all, 0.5), Load.quantile(all, 0.99), all[all.length - 1], all.length);
        double before = other.liveMegabytes();
        List<Reader> idle = new ArrayList<>();
        for (int k = 0; k < options.number("idle"); k++) {
            idle.add(new Reader(other.uri("/api/events"), k % 2 == 0));
        }
        changes.start(options.number("rate"));
        TimeUnit.SECONDS.sleep(10);
        changes.stop();
        print(
                "%n- %d more readers, half of which read nothing: living objects %.0f MB before, %.0f MB with them",
                idle.size(), before, other.liveMegabytes());
        for (Reader reader : idle) {
            reader.close();
        }
        for (Reader reader : readers) {
            reader.close();
        }
    }

    /** A client; one that does not read leaves its answer in the socket. */
    private static final class Reader implements AutoCloseable {

        private final Socket socket;
        private final double[] millis = new double[MOST / 16];
        private volatile int heard;

        Reader(URI address, boolean reading) throws IOException {
            socket = new Socket(address.getHost(), address.getPort());
            // By HTTP/1.0 the lines come as they are, not in chunks.
            socket.getOutputStream()
                    .write("GET %s HTTP/1.0\r\n\r\n"
                            .formatted(address.getPath())
                            .getBytes(StandardCharsets.US_ASCII));
            if (reading) {
                Thread thread = new Thread(this::read, "reader");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void read() {
            try {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher recorded = RECORDED.matcher(line);
                    if (recorded.find() && heard < millis.length) {
                        Duration delay = Duration.between(Instant.parse(recorded.group(1)), Instant.now());
                        millis[heard] = delay.toNanos() / 1e6;
                        heard++;
                    }
                }
            } catch (IOException closed) {
                return;
            }
        }

        double[] delays() {
            return Arrays.copyOf(millis, heard);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
