package org.tuban.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.tuban.store.Check;
import org.tuban.store.Finding;

/** The computer and the settings: room on the disk, and what should not be seen from outside. */
@Component
final class SurroundingsCheck implements Check {

    private static final long LEAST_ROOM = 500_000_000L;

    private final Environment environment;

    SurroundingsCheck(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String subject() {
        return "surroundings: room on the disk, settings";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        room(findings);
        String address = environment.getProperty("tuban.address", "127.0.0.1");
        boolean seen = !address.startsWith("127.") && !address.equals("::1") && !address.equals("localhost");
        String url = environment.getProperty("tuban.public-url", "");
        if (seen && !url.startsWith("https:")) {
            findings.add(Finding.bad(
                    "the service listens on %s without TLS: passwords can be read on the way".formatted(address),
                    "put a proxy with TLS before it and set TUBAN_PUBLIC_URL to its https address"));
        }
        if (seen && environment.getProperty("tuban.demo", Boolean.class, true)) {
            findings.add(Finding.note(
                    "the demo data and accounts are loaded into a store that others can reach",
                    "set TUBAN_DEMO=false where the data are real"));
        }
        return findings;
    }

    private void room(List<Finding> findings) {
        Path folder = Path.of(environment.getProperty("tuban.database.home", "."))
                .toAbsolutePath()
                .resolve("var");
        Path file = folder.resolve("tuban.gpkg");
        try {
            if (!Files.isDirectory(folder)) {
                return;
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            long wanted = Math.max(LEAST_ROOM, Files.exists(file) ? 2 * Files.size(file) : 0);
            if (free < wanted) {
                findings.add(Finding.bad(
                        String.format(
                                Locale.ROOT,
                                "there are %,d MB left beside the store, and %,d MB are wanted",
                                free / 1_000_000,
                                wanted / 1_000_000),
                        "make room, or move TUBAN_HOME to a larger disk"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
