package org.tuban.maintenance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Commands;
import org.tuban.store.StoreCopy;

/** The commands {@code backup}, {@code restore} and {@code doctor}. */
public final class MaintenanceCommands {

    private static final List<String> NAMES = List.of("backup", "restore", "doctor");
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            Usage: tuban backup FILE|FOLDER
                   tuban restore FILE [--force]
                   tuban doctor
            """;

    /** They read a store as it is: nothing is brought up to date, and long questions may take their time. */
    private static final List<String> SETTINGS = List.of(
            "--tuban.demo=false",
            "--spring.flyway.enabled=false",
            "--tuban.limits.statement=1h",
            "--tuban.limits.connections=2");

    private final Class<?> application;
    private final Clock clock;
    private final PrintStream say;

    /**
     * Commands of a program.
     *
     * @param application the Spring application whose settings and store they use
     * @param say where they say how it goes
     */
    public MaintenanceCommands(Class<?> application, Clock clock, PrintStream say) {
        this.application = application;
        this.clock = clock;
        this.say = say;
    }

    /** True if the arguments are one of these commands. */
    public static boolean isOne(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /**
     * Runs a command; settings of the service may stand among its arguments as {@code --tuban.name=value}.
     *
     * @return 0, or 1 if it was refused or something is wrong, or 2 if it was not understood
     */
    public int run(String... arguments) throws IOException {
        List<String> settings = new ArrayList<>(SETTINGS);
        boolean force = false;
        Path file = null;
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            if (argument.startsWith("--tuban.")) {
                settings.add(argument);
            } else if (argument.equals("--force") && arguments[0].equals("restore")) {
                force = true;
            } else if (file == null && !argument.startsWith("-") && !arguments[0].equals("doctor")) {
                file = Path.of(argument).toAbsolutePath();
            } else {
                return misused("%s: \"%s\" is not understood".formatted(arguments[0], argument));
            }
        }
        if (file == null && !arguments[0].equals("doctor")) {
            return misused(arguments[0] + ": which file?");
        }
        try {
            return run(arguments[0], file, force, settings);
        } catch (StoreCopy.Refusal refused) {
            say.println("%s: %s".formatted(arguments[0], refused.getMessage()));
            return REFUSED;
        }
    }

    private int misused(String reason) {
        say.println(reason);
        say.print(USAGE);
        return MISUSED;
    }

    /** The settings are known before anything opens the store: then it is copied, put back, or looked for. */
    private int run(String command, @Nullable Path file, boolean force, List<String> settings) throws IOException {
        Before before = switch (command) {
            case "backup" -> environment -> backup(StoreCopy.of(environment), Objects.requireNonNull(file));
            case "restore" ->
                environment -> restore(StoreCopy.of(environment), Objects.requireNonNull(file), force, environment);
            default -> environment -> isThere(StoreCopy.of(environment));
        };
        Outcome outcome = new Outcome();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .initializers(made -> {
                    outcome.of(before, made.getEnvironment());
                    made.addBeanFactoryPostProcessor(Commands::makeLazy);
                })
                .logStartupInfo(false)
                .properties("logging.level.root=off")
                .run(settings.toArray(String[]::new))) {
            if (!outcome.get()) {
                return REFUSED;
            }
            return command.equals("backup") || context.getBean(Doctor.class).examine(say) == 0 ? DONE : REFUSED;
        } catch (BeansException closed) {
            say.println("%s: the store cannot be opened: %s"
                    .formatted(command, closed.getMostSpecificCause().getMessage()));
            say.println(
                    "        → see that it is there, and that TUBAN_HOME, or TUBAN_DATABASE_URL, _USER and _PASSWORD are right");
            return REFUSED;
        }
    }

    private interface Before {
        /** True if the command may go on. */
        boolean run(Environment environment) throws IOException;
    }

    /** What came of it, to be told where it can be thrown. */
    private static final class Outcome {

        private boolean goesOn;
        private @Nullable IOException broken;
        private StoreCopy.@Nullable Refusal refused;

        void of(Before before, Environment environment) {
            try {
                goesOn = before.run(environment);
            } catch (IOException failure) {
                broken = failure;
            } catch (StoreCopy.Refusal refusal) {
                refused = refusal;
            }
        }

        boolean get() throws IOException {
            if (broken != null) {
                throw broken;
            }
            if (refused != null) {
                throw refused;
            }
            return goesOn;
        }
    }

    private boolean isThere(StoreCopy store) {
        boolean empty = store.isEmpty();
        if (empty) {
            say.println("doctor: nothing was ever written to this store; are TUBAN_HOME or TUBAN_DATABASE_URL right?");
        }
        return !empty;
    }

    private boolean backup(StoreCopy store, Path place) throws IOException {
        Instant begin = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path file = Files.isDirectory(place)
                ? place.resolve(
                        "tuban-%s.%s".formatted(stamp(begin), store.kind().equals("postgis") ? "dump" : "gpkg"))
                : place;
        if (Files.exists(file)) {
            say.println("backup: there is a file %s already; it is not overwritten".formatted(file));
            return false;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Map<String, Long> rows = store.save(part);
        Manifest manifest = Manifest.of(part, store.kind(), begin, rows);
        manifest.write(file);
        Files.move(part, file);
        say.println("Backed up %d rows of %d tables into %s (%d bytes, SHA-256 %s)"
                .formatted(sum(rows), rows.size(), file, manifest.size(), manifest.sha256()));
        return true;
    }

    private boolean restore(StoreCopy store, Path file, boolean force, Environment environment) throws IOException {
        if (!Files.isReadable(file) || !Files.isReadable(Manifest.beside(file))) {
            say.println("restore: there must be %s, and %s beside it"
                    .formatted(file, Manifest.beside(file).getFileName()));
            return false;
        }
        Manifest manifest = Manifest.read(file);
        if (!manifest.fits(file)) {
            say.println("restore: the file is not the one that was backed up: size or SHA-256 differ");
            return false;
        }
        if (!manifest.kind().equals(store.kind())) {
            say.println("restore: this is a back-up of %s, and the settings are those of %s"
                    .formatted(manifest.kind(), store.kind()));
            return false;
        }
        String user = store.inUseBy();
        if (user != null) {
            say.println("restore: a service has the store open (%s); stop every one and try again".formatted(user));
            return false;
        }
        if (!force && !store.isEmpty()) {
            say.println("restore: the store is not empty; with --force it is put aside and replaced");
            return false;
        }
        Path aside = file.resolveSibling("before-restore-%s".formatted(stamp(clock.instant())));
        Map<String, Long> rows = store.restore(file, aside);
        if (!rows.equals(manifest.rows())) {
            say.println("restore: the numbers of rows differ; wanted %s, found %s".formatted(manifest.rows(), rows));
            return false;
        }
        // Tiles packed from what was there before would be taken for those of what is there now.
        FileSystemUtils.deleteRecursively(Path.of(environment.getRequiredProperty("tuban.tile.folder")));
        say.println("Restored %d rows of %d tables, as backed up at %s%s"
                .formatted(
                        sum(rows),
                        rows.size(),
                        manifest.madeAt(),
                        Files.exists(aside) ? "; what was there before is in " + aside : ""));
        return true;
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "").replace("-", "");
    }
}
