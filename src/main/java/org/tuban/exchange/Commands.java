package org.tuban.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.dao.DataAccessException;
import org.tuban.store.SoleUse;

/** What the program does instead of serving, if its first argument says so: load, generate, audit. */
public final class Commands {

    private static final String LOAD = "load";
    private static final String GENERATE = "generate";
    private static final String AUDIT = "audit";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final int MOST_GENERATED = 100_000_000;

    private static final String USAGE = """
            Usage: tuban load FILE --layer LAYER [--dry-run] [--skip-bad FILE]
                   tuban generate N [--seed S]
                   tuban audit verify [--head FILE]
                   tuban audit head
            """;

    private final Class<?> application;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream say;

    /**
     * Commands of a program.
     *
     * @param application the Spring application whose settings and store they use
     * @param in where {@code load -} reads from
     * @param out what {@code generate} and {@code audit} write to
     * @param say where they say how it goes
     */
    public Commands(Class<?> application, InputStream in, OutputStream out, PrintStream say) {
        this.application = application;
        this.in = in;
        this.out = out;
        this.say = say;
    }

    /** True if the arguments are a command and not settings of the service. */
    public static boolean isOne(String... arguments) {
        return arguments.length > 0 && List.of(LOAD, GENERATE, AUDIT).contains(arguments[0]);
    }

    /**
     * Runs a command; settings of the service may stand among the arguments of a load or an audit as {@code --tuban.name=value}.
     *
     * @return 0, or 1 if it was refused, or 2 if it was not understood
     */
    public int run(String... arguments) throws IOException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        try {
            return switch (rest.remove()) {
                case LOAD -> load(rest);
                case AUDIT -> audit(rest);
                default -> generate(rest);
            };
        } catch (Misuse misuse) {
            say.println(misuse.getMessage());
            say.print(USAGE);
            return MISUSED;
        }
    }

    /** A command line that is not understood. */
    private static final class Misuse extends RuntimeException {

        private static final long serialVersionUID = 1;

        Misuse(String reason) {
            super(reason);
        }
    }

    private int generate(Deque<String> rest) throws IOException {
        long seed = 0;
        Integer parcels = null;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--seed")) {
                seed = whole(argument, value(argument, rest), Long.MIN_VALUE, Long.MAX_VALUE);
            } else {
                parcels = (int) whole("N", argument, 1, MOST_GENERATED);
            }
        }
        if (parcels == null) {
            throw new Misuse("generate: how many?");
        }
        try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
            Generator.write(parcels, seed, buffered);
        }
        return DONE;
    }

    private int load(Deque<String> rest) throws IOException {
        String file = null;
        String layer = null;
        boolean rehearsal = false;
        Path skipped = null;
        List<String> settings = new ArrayList<>(List.of("--tuban.demo=false"));
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            switch (argument) {
                case "--layer" -> layer = value(argument, rest);
                case "--dry-run" -> rehearsal = true;
                case "--skip-bad" -> skipped = Path.of(value(argument, rest));
                default -> {
                    if (argument.startsWith("--tuban.")) {
                        settings.add(argument);
                    } else {
                        file = single(file, argument);
                    }
                }
            }
        }
        if (file == null || layer == null) {
            throw new Misuse("load: a file and --layer LAYER are needed");
        }
        return load(
                new LoadCommand.Asked(file.equals("-") ? null : Path.of(file), layer, rehearsal, skipped), settings);
    }

    private int load(LoadCommand.Asked asked, List<String> settings) throws IOException {
        if (asked.file() != null && !Files.isReadable(asked.file())) {
            say.println("There is no file %s that can be read".formatted(asked.file()));
            return REFUSED;
        }
        AtomicBoolean held = new AtomicBoolean();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .initializers(made -> {
                    held.set(SoleUse.isHeldByAnother(made.getEnvironment()));
                    made.addBeanFactoryPostProcessor(Commands::makeLazy);
                })
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(settings.toArray(String[]::new))) {
            if (held.get()) {
                throw new LoadRefusal(
                        "the GeoPackage is open in another program, such as a running service; stop it and try again");
            }
            context.getBean(LoadCommand.class).run(asked, in, say);
            return DONE;
        } catch (LoadRefusal refused) {
            say.println("Nothing loaded: " + refused.getMessage());
            return REFUSED;
        } catch (DataAccessException failed) {
            say.println("Nothing loaded: the database refused it: "
                    + failed.getMostSpecificCause().getMessage());
            return REFUSED;
        }
    }

    private int audit(Deque<String> rest) throws IOException {
        String what = rest.isEmpty() ? "" : rest.remove();
        if (!what.equals("verify") && !what.equals("head")) {
            throw new Misuse("audit: verify or head?");
        }
        Path heads = null;
        // It reads what there is, also beside a service that runs, and changes nothing.
        List<String> settings = new ArrayList<>(
                List.of("--tuban.demo=false", "--spring.flyway.enabled=false", "--tuban.limits.statement=1h"));
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            if (argument.equals("--head") && what.equals("verify")) {
                heads = Path.of(value(argument, rest));
            } else if (argument.startsWith("--tuban.")) {
                settings.add(argument);
            } else {
                throw new Misuse("audit: \"%s\" is not understood".formatted(argument));
            }
        }
        if (heads != null && !Files.isReadable(heads)) {
            say.println("There is no file %s that can be read".formatted(heads));
            return REFUSED;
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .initializers(made -> made.addBeanFactoryPostProcessor(Commands::makeLazy))
                .logStartupInfo(false)
                .properties("logging.level.root=error")
                .run(settings.toArray(String[]::new))) {
            AuditCommand command = context.getBean(AuditCommand.class);
            PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
            boolean whole = what.equals("head") ? command.head(lines) : command.verify(heads, lines);
            return whole ? DONE : REFUSED;
        } catch (LoadRefusal refused) {
            say.println("audit: " + refused.getMessage());
            return REFUSED;
        } catch (DataAccessException failed) {
            say.println("audit: there is none that can be read: "
                    + failed.getMostSpecificCause().getMessage());
            return REFUSED;
        }
    }

    /** Only what the command asks for is made: no accounts and no server. */
    public static void makeLazy(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            beans.getBeanDefinition(name).setLazyInit(true);
        }
        if (beans instanceof BeanDefinitionRegistry registry) {
            registry.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
        }
        beans.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingRuns());
    }

    /** What follows the change log or answers requests is not started beside a command, and hears of nothing. */
    private static final class NothingRuns implements LifecycleProcessor {

        private boolean running;

        @Override
        public void onRefresh() {
            start();
        }

        @Override
        public void onClose() {
            stop();
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    private static String single(@Nullable String before, String argument) {
        if (before != null || argument.startsWith("--")) {
            throw new Misuse("load: \"%s\" is not understood".formatted(argument));
        }
        return argument;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new Misuse(option + " needs a value");
        }
        return rest.remove();
    }

    private static long whole(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new Misuse("%s \"%s\": allowed is a whole number".formatted(name, text));
        }
        throw new Misuse("%s %s: allowed is %d to %d".formatted(name, text, least, most));
    }
}
