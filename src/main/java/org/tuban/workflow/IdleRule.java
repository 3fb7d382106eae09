package org.tuban.workflow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tuban.feature.Feature;
import org.tuban.layer.Label;

/**
 * When land that was supplied counts as suspected of lying idle, as a workflow's file has it.
 *
 * <p>Source: 闲置土地处置办法 (Ministry of Land and Resources, decree 53 of 2012), articles 2 and 14. A span of years ends
 * with the day of the same date, and with the last day of February if that year has no 29th; what it brings about begins
 * on the day after (Civil Code, articles 201 and 202).
 *
 * @param title what people call the rule
 * @param source id of the source it was taken from
 * @param suspect id of the state that the rule moves features to
 * @param since field of the layer that takes the first day on which the land counted as idle
 * @param grounds why land counts as idle: any of them
 * @param stages what the law provides for then; for information
 */
public record IdleRule(
        Label title, String source, String suspect, String since, List<Ground> grounds, List<Stage> stages) {

    /** Refuses missing members. */
    public IdleRule {
        if (title == null || source == null || suspect == null || since == null || grounds == null) {
            throw new IllegalArgumentException("an idle rule needs title, source, suspect, since and grounds");
        }
        grounds = List.copyOf(grounds);
        stages = stages == null
                ? List.of()
                : stages.stream().sorted(Comparator.comparing(Stage::years)).toList();
    }

    /**
     * Why land counts as idle.
     *
     * @param state id of the state that it is about
     * @param countsFrom field with the day from which years are counted
     * @param years years after that day, 1 to 100
     * @param shares parts of the works of which at least one must be below its limit; empty if that does not matter. A
     *     part that is not known is below nothing
     * @param clause the clause of the rule, for people
     * @param title the ground, for people
     */
    public record Ground(String state, String countsFrom, int years, List<Share> shares, Label clause, Label title) {

        /** Refuses missing members. */
        public Ground {
            if (state == null || countsFrom == null || clause == null || title == null) {
                throw new IllegalArgumentException("a ground needs state, countsFrom, clause and title");
            }
            requireYears(years);
            shares = shares == null ? List.of() : List.copyOf(shares);
        }
    }

    /**
     * A part of the works that counts as too small.
     *
     * @param field field with the part that is done, in per cent
     * @param below the limit as a fraction, such as {@code 1/3}
     */
    public record Share(String field, String below) {

        private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})/([1-9]\\d{0,2})");
        private static final BigDecimal PER_CENT = BigDecimal.valueOf(100);

        /** Refuses what is no fraction. */
        public Share {
            if (field == null || below == null || !FRACTION.matcher(below).matches()) {
                throw new IllegalArgumentException(
                        "share \"%s\" below \"%s\": allowed is a field, and a fraction such as 1/3"
                                .formatted(field, below));
            }
        }

        /** True if the limit exceeds so many per cent; exact. */
        boolean exceeds(Number perCent) {
            Matcher fraction = FRACTION.matcher(below);
            if (!fraction.matches()) {
                throw new IllegalStateException(below);
            }
            BigDecimal done = new BigDecimal(perCent.toString()).multiply(new BigDecimal(fraction.group(2)));
            return done.compareTo(PER_CENT.multiply(new BigDecimal(fraction.group(1)))) < 0;
        }
    }

    /**
     * What the law provides for after so many years.
     *
     * @param years years after the day that counts, 1 to 100
     */
    public record Stage(int years, Label title, Label clause) {

        /** Refuses missing members. */
        public Stage {
            requireYears(years);
            if (title == null || clause == null) {
                throw new IllegalArgumentException("a stage needs title and clause");
            }
        }
    }

    private static void requireYears(int years) {
        if (years < 1 || years > 100) {
            throw new IllegalArgumentException("years is %d, allowed is 1 to 100".formatted(years));
        }
    }

    /**
     * What the rule finds.
     *
     * @param ground why
     * @param countedFrom the day from which years were counted
     * @param first the first day on which the land counted as idle
     * @param daysOverdue days from the end of the span to today, 1 or more
     * @param figures the parts of the works that were looked at, in per cent, by field
     */
    record Finding(
            Ground ground, LocalDate countedFrom, LocalDate first, long daysOverdue, Map<String, Number> figures) {}

    /** What the rule finds about a feature in a state on a day; empty if it has nothing to say. */
    Optional<Finding> judge(Feature feature, String state, LocalDate today) {
        return grounds.stream()
                .filter(ground -> ground.state().equals(state))
                .flatMap(ground -> judge(ground, feature, today).stream())
                .findFirst();
    }

    private static Optional<Finding> judge(Ground ground, Feature feature, LocalDate today) {
        if (!(feature.properties().get(ground.countsFrom()) instanceof LocalDate from)) {
            return Optional.empty();
        }
        LocalDate end = from.plusYears(ground.years());
        if (!today.isAfter(end)) {
            return Optional.empty();
        }
        Map<String, Number> figures = new LinkedHashMap<>();
        boolean small = ground.shares().isEmpty();
        for (Share share : ground.shares()) {
            if (feature.properties().get(share.field()) instanceof Number done) {
                figures.put(share.field(), done);
                small |= share.exceeds(done);
            }
        }
        return small
                ? Optional.of(
                        new Finding(ground, from, end.plusDays(1), today.toEpochDay() - end.toEpochDay(), figures))
                : Optional.empty();
    }
}
