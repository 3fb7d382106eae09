package org.tuban.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tuban.store.StoreCopy.Refusal;

/**
 * A client program of PostgreSQL.
 *
 * @param name as it is found on the path
 * @param environment what it is told besides
 */
record ClientProgram(String name, List<String> arguments, Map<String, String> environment) {

    private static final String INSTALL =
            "%s is not installed here; install the client programs of PostgreSQL (Debian: postgresql-client), of the server's version or newer";

    private static final int LOOK_MILLIS = 50;

    /**
     * Runs it and gives what it prints.
     *
     * @throws StoreCopy.Refusal if it is not there or fails; carries its complaint
     */
    String print() throws IOException {
        Path complaints = Files.createTempFile("tuban", ".err");
        try {
            Process process = start(complaints);
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            requireSuccess(process.waitFor(), complaints);
            return printed;
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } finally {
            Files.delete(complaints);
        }
    }

    /**
     * Runs it and drops what it prints.
     *
     * @param silence how long it may print nothing
     * @throws StoreCopy.Refusal as above, or if it was silent for longer; then it was ended
     */
    void run(Duration silence) throws IOException {
        Path complaints = Files.createTempFile("tuban", ".err");
        try {
            Process process = start(complaints);
            AtomicLong heard = new AtomicLong(System.nanoTime());
            Thread reader = new Thread(() -> drain(process.getInputStream(), heard), name + "-output");
            reader.setDaemon(true);
            reader.start();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - heard.get() > silence.toNanos()) {
                    process.destroyForcibly().waitFor();
                    throw new Refusal(
                            "%s got nowhere for %d s and was ended; the file is damaged inside or cannot be read"
                                    .formatted(name, silence.toSeconds()));
                }
            }
            requireSuccess(process.exitValue(), complaints);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } finally {
            Files.delete(complaints);
        }
    }

    private Process start(Path complaints) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command).redirectError(complaints.toFile());
        program.environment().putAll(environment);
        try {
            return program.start();
        } catch (IOException absent) {
            throw new Refusal(INSTALL.formatted(name), absent);
        }
    }

    private static void drain(InputStream printed, AtomicLong heard) {
        byte[] buffer = new byte[1 << 16];
        try (printed) {
            while (printed.read(buffer) >= 0) {
                heard.set(System.nanoTime());
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private void requireSuccess(int status, Path complaints) throws IOException {
        if (status != 0) {
            throw new Refusal(name + ": " + Files.readString(complaints).strip());
        }
    }

    private Refusal interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new Refusal(name + " was stopped", stopped);
    }
}
