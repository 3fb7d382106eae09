package org.tuban.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds PostgreSQL's server programs and runs them as a user they accept: the current one, or {@code postgres} for
 * root.
 */
record PostgresPrograms(Path bin) {
    static final String INSTALL = "On Debian as root: apt-get install postgresql postgresql-postgis (bin/test does it)";

    /** Where Debian and the PostgreSQL project's own packages put them: one folder per major version. */
    private static final List<Path> HOMES = List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"));

    private static final long LIMIT_SECONDS = 120;

    /**
     * The newest version installed.
     *
     * @throws IllegalStateException if there is none; says what to install
     */
    static PostgresPrograms find() {
        return HOMES.stream()
                .flatMap(PostgresPrograms::versionsIn)
                .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                .max(Comparator.comparingInt(PostgresPrograms::majorVersion))
                .map(version -> new PostgresPrograms(version.resolve("bin")))
                .orElseThrow(() -> new IllegalStateException(
                        "No PostgreSQL server found: looked for /usr/lib/postgresql/*/bin/initdb and"
                                + " /usr/pgsql-*/bin/initdb. " + INSTALL));
    }

    /** The user that the programs run as; {@code folder} belongs to the current one. */
    UserPrincipal user(Path folder) throws IOException {
        if (!isRoot()) {
            return Files.getOwner(folder);
        }
        try {
            return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
        } catch (UserPrincipalNotFoundException e) {
            throw new IllegalStateException("PostgreSQL does not run as root, and there is no user postgres", e);
        }
    }

    /**
     * Runs one program to its end.
     *
     * @throws IllegalStateException if it fails or takes longer than two minutes; carries what it printed
     */
    void run(Path folder, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " took longer than " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        program + " failed: " + Files.readString(output) + logIn(folder) + INSTALL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " ran", e);
        }
    }

    private static String logIn(Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static Stream<Path> versionsIn(Path home) {
        if (!Files.isDirectory(home)) {
            return Stream.empty();
        }
        try (var entries = Files.newDirectoryStream(home, "{[0-9]*,pgsql-*}")) {
            List<Path> versions = new ArrayList<>();
            entries.forEach(versions::add);
            return versions.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int majorVersion(Path version) {
        String digits = version.getFileName().toString().replaceAll("^\\D*(\\d+).*$", "$1");
        return Integer.parseInt(digits);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
