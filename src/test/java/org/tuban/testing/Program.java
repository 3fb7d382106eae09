package org.tuban.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's programs, run as their users run them. */
public final class Program {

    private static final int SECONDS = 120;

    private Program() {}

    /**
     * What a program prints.
     *
     * @param debianPackage the package that holds it, named if it is missing
     * @throws AssertionError if it is missing, takes too long, fails, or complains
     */
    public static String output(String debianPackage, String... command) {
        Path complaints = null;
        try {
            complaints = Files.createTempFile("tuban-program", ".err");
            Process process = start(debianPackage, complaints, command);
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String errors = Files.readString(complaints);
            if (!ended || process.exitValue() != 0 || !errors.isBlank()) {
                process.destroyForcibly();
                throw new AssertionError("%s: %s%n%s%n%s"
                        .formatted(List.of(command), ended ? process.exitValue() : "took too long", errors, out));
            }
            return out;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } finally {
            remove(complaints);
        }
    }

    private static Process start(String debianPackage, Path complaints, String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException absent) {
            throw new AssertionError("%s is missing: apt-get install %s".formatted(command[0], debianPackage), absent);
        }
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
