package org.tuban.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures several ways to do the same, in rounds one after the other, and shows the middle of the rounds. */
final class Contest {

    private static final double MILLIS = 1000;

    private final int rounds;
    private final int seconds;
    private final long postgres;

    /**
     * Measures in so many rounds of so many seconds.
     *
     * @param postgres the process of PostgreSQL that started all others
     */
    Contest(int rounds, int seconds, long postgres) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.postgres = postgres;
    }

    /** Puts load on one contender. */
    @FunctionalInterface
    interface Run {
        /** Asks for so many seconds. */
        Load.Result run(int seconds) throws IOException, InterruptedException;
    }

    /**
     * One way to do it.
     *
     * @param server its process, or 0 if PostgreSQL alone does it
     */
    record Contender(String name, long server, Run run) {}

    /** Middle figures of a contender; CPU in milliseconds a request. */
    record Figures(
            double perSecond,
            double median,
            double late,
            double serverMillis,
            double databaseMillis,
            double kilobytes) {}

    /** Measures all and prints a table; ratios say how often the first is as fast as each. */
    Map<String, Figures> hold(String title, List<Contender> contenders) throws IOException, InterruptedException {
        Map<String, List<Figures>> measured = new LinkedHashMap<>();
        // A Java that has just started is slow, and a database that has read nothing yet.
        for (Contender contender : contenders) {
            contender.run().run(Math.max(2, seconds / 2));
        }
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                measured.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(measure(contender));
            }
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        measured.forEach((name, all) -> figures.put(name, middle(all)));
        print(title, figures);
        return figures;
    }

    private Figures measure(Contender contender) throws IOException, InterruptedException {
        double serverBefore = contender.server() == 0 ? 0 : ProcessTimes.of(contender.server());
        double databaseBefore = ProcessTimes.ofTree(postgres);
        Load.Result result = contender.run().run(seconds);
        double server = contender.server() == 0 ? 0 : ProcessTimes.of(contender.server()) - serverBefore;
        double database = ProcessTimes.ofTree(postgres) - databaseBefore;
        return new Figures(
                result.perSecond(),
                result.median(),
                result.late(),
                server * MILLIS / result.requests(),
                database * MILLIS / result.requests(),
                result.kilobytes());
    }

    private static Figures middle(List<Figures> all) {
        return new Figures(
                Load.median(all.stream().mapToDouble(Figures::perSecond).toArray()),
                Load.median(all.stream().mapToDouble(Figures::median).toArray()),
                Load.median(all.stream().mapToDouble(Figures::late).toArray()),
                Load.median(all.stream().mapToDouble(Figures::serverMillis).toArray()),
                Load.median(all.stream().mapToDouble(Figures::databaseMillis).toArray()),
                Load.median(all.stream().mapToDouble(Figures::kilobytes).toArray()));
    }

    private static void print(String title, Map<String, Figures> figures) {
        Report.print(
                "%n| %s | Requests/s | p50 ms | p99 ms | CPU ms/request: service + PostgreSQL | kB | Ratio |", title);
        Report.print("|---|---|---|---|---|---|---|");
        double first = figures.values().iterator().next().perSecond();
        figures.forEach((name, row) -> Report.print(
                "| %s | %,.0f | %.1f | %.1f | %.2f + %.2f | %s | %.2f |",
                name,
                row.perSecond(),
                row.median(),
                row.late(),
                row.serverMillis(),
                row.databaseMillis(),
                row.kilobytes() == 0 ? "–" : "%.1f".formatted(row.kilobytes()),
                first / row.perSecond()));
    }
}
