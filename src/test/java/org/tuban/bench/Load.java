package org.tuban.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tuban.testing.PostgisServer;

/** Programs that ask as fast as they are answered, and what they report. */
final class Load {

    private static final Pattern RESULT =
            Pattern.compile("RESULT ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+)");

    private Load() {}

    /**
     * What came of it.
     *
     * @param requests how many were answered
     * @param seconds how long it took
     * @param median milliseconds within which half were answered
     * @param late milliseconds within which 99 of a hundred were answered
     * @param kilobytes mean size of an answer with its headers, 0 if not known
     */
    record Result(long requests, double seconds, double median, double late, double kilobytes) {

        double perSecond() {
            return requests / seconds;
        }
    }

    /**
     * Asks with wrk for the paths of a file in random order.
     *
     * @throws IllegalStateException if any answer was an error
     */
    static Result wrk(URI service, Path paths, List<String> headers, int connections, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "60s",
                "-s",
                Path.of("bench", "lib", "paths.lua").toAbsolutePath().toString(),
                service.toString(),
                "--",
                paths.toString()));
        command.addAll(headers);
        String printed = run(command, Map.of(), paths.getParent());
        Matcher result = RESULT.matcher(printed);
        if (!result.find() || Long.parseLong(result.group(6)) > 0) {
            throw new IllegalStateException("wrk had errors: " + printed);
        }
        long requests = Long.parseLong(result.group(1));
        return new Result(
                requests,
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)) / 1e3,
                Long.parseLong(result.group(4)) / 1e3,
                Double.parseDouble(result.group(5)) / requests / 1000);
    }

    /** Runs a script of pgbench with prepared statements. */
    static Result pgbench(PostgisServer.Database database, String script, Path folder, int connections, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.sql"), script);
        URI address = URI.create(database.url().substring("jdbc:".length()));
        String log = "log" + System.nanoTime();
        run(
                List.of(
                        "pgbench",
                        "--host=" + address.getHost(),
                        "--port=" + address.getPort(),
                        "--username=" + database.user(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + connections,
                        "--time=" + seconds,
                        "--random-seed=20261123",
                        "--log",
                        "--log-prefix=" + folder.resolve(log),
                        "--file=" + file,
                        address.getPath().substring(1)),
                Map.of("PGPASSWORD", database.password()),
                folder);
        List<Double> times = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path logged : files.filter(
                            path -> path.getFileName().toString().startsWith(log))
                    .toList()) {
                for (String line : Files.readAllLines(logged)) {
                    times.add(Long.parseLong(line.split(" ")[2]) / 1e3);
                }
            }
        }
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Result(sorted.length, seconds, quantile(sorted, 0.5), quantile(sorted, 0.99), 0);
    }

    /** The value below which a share of sorted values lies. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    /** The middle one of some values. */
    static double median(double... values) {
        return quantile(Arrays.stream(values).sorted().toArray(), 0.5);
    }

    /**
     * Runs a program to its end and returns what it printed.
     *
     * @throws IllegalStateException if it fails; carries what it printed
     */
    static String run(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + printed);
        }
        return printed;
    }
}
