package org.tuban.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A program in a Java of its own that serves on a free port of this machine. */
final class JavaProcess implements AutoCloseable {

    /** The program that starts Java. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final int WORDS = 5;

    private final Process process;
    private final int port;
    private final Path log;

    private JavaProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a program of this class path.
     *
     * @param folder where its words are kept
     * @param memory of its heap, as Java reads it
     * @param arguments what it is told, its port known
     */
    static JavaProcess start(Path folder, String memory, String program, IntFunction<List<String>> arguments)
            throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = command(memory, program);
        command.addAll(arguments.apply(port));
        Path log = Files.createTempFile(folder, "java", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A benchmark that is stopped half-way leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new JavaProcess(process, port, log);
    }

    /** How a program of this class path is started, without its arguments. */
    static List<String> command(String memory, String program) {
        return new ArrayList<>(List.of(
                JAVA,
                "-Xmx" + memory,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                program));
    }

    /**
     * What it said that looks like a pattern, waited for so long; empty if it did not.
     *
     * @throws IllegalStateException if it has ended; carries its last words
     */
    Optional<MatchResult> said(Pattern pattern, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Optional<MatchResult> found =
                    pattern.matcher(Files.readString(log)).results().findFirst();
            if (found.isPresent() || System.nanoTime() > end) {
                return found;
            }
            checkAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Makes sure that it has not ended. */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(log);
            List<String> said = lines.stream().filter(line -> !line.isBlank()).toList();
            throw new IllegalStateException("Java ended: "
                    + String.join("\n", said.subList(Math.max(0, said.size() - WORDS), said.size())));
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Its number among the processes. */
    long id() {
        return process.pid();
    }

    /** Ends it without a word of warning. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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
