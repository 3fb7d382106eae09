package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relations of times against how their bounds lie, on every pair of intervals of a few days. */
@DisplayName("/req/temporal-functions")
class TemporalTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final int DAYS = 5;
    private static final int BEFORE_ALL = -1;
    private static final int AFTER_ALL = DAYS;

    /** The feature's interval is from {@code day} to {@code until}. */
    private static final String STORED = "INTERVAL(day, until)";

    /**
     * By relation: how start and end of the one lie to start and end of the other, in the order start-start, start-end,
     * end-start, end-end. Source: the 13 relations of Allen, which the Time Ontology takes over.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "T_BEFORE, <<<<",
        "T_AFTER, >>>>",
        "T_MEETS, <<=<",
        "T_METBY, >=>>",
        "T_OVERLAPS, <<><",
        "T_OVERLAPPEDBY, ><>>",
        "T_STARTS, =<><",
        "T_STARTEDBY, =<>>",
        "T_DURING, ><><",
        "T_CONTAINS, <<>>",
        "T_FINISHES, ><>=",
        "T_FINISHEDBY, <<>=",
        "T_EQUALS, =<>="
    })
    void relatesIntervals(String relation, String bounds) {
        forAllIntervals((a, b) -> {
            boolean expected = signature(a, b).equals(bounds);
            assertThat(ask(relation, a, b))
                    .as("%s of %s and %s", relation, show(a), show(b))
                    .isEqualTo(expected);
        });
    }

    @Test
    void findsEveryTwoIntervalsEitherDisjointOrIntersecting() {
        forAllIntervals((a, b) -> {
            boolean share = a[0] <= b[1] && b[0] <= a[1];
            assertThat(ask("T_INTERSECTS", a, b)).isEqualTo(share);
            assertThat(ask("T_DISJOINT", a, b)).isEqualTo(!share);
        });
    }

    @Test
    void takesInstantsForIntervalsFromThemselvesToThemselves() {
        for (int at = 0; at < DAYS; at++) {
            Row row = row(at, null);
            for (int[] b : intervals(true)) {
                assertThat(Parcels.ask("T_BEFORE(day, %s)".formatted(literal(b)), row))
                        .isEqualTo(at < b[0]);
                assertThat(Parcels.ask("T_AFTER(day, %s)".formatted(literal(b)), row))
                        .isEqualTo(at > b[1]);
                boolean within = at >= b[0] && at <= b[1];
                assertThat(Parcels.ask("T_INTERSECTS(%s, day)".formatted(literal(b)), row))
                        .isEqualTo(within);
                assertThat(Parcels.ask("T_DISJOINT(day, %s)".formatted(literal(b)), row))
                        .isEqualTo(!within);
                assertThat(Parcels.ask("T_EQUALS(day, %s)".formatted(literal(b)), row))
                        .isEqualTo(b[0] == at && b[1] == at);
            }
        }
    }

    @Test
    void knowsNothingOfIntervalsWithoutTheBoundInQuestion() {
        Row unbounded = row(1, null);
        assertThat(Parcels.ask("T_CONTAINS(INTERVAL(day, until), INTERVAL('2026-03-04', '2026-03-05'))", unbounded))
                .isNull();
        assertThat(Parcels.ask("T_BEFORE(INTERVAL(day, until), INTERVAL('2026-03-04', '..'))", unbounded))
                .isNull();
        assertThat(Parcels.ask("T_BEFORE(INTERVAL(day, until), INTERVAL('..', '..'))", unbounded))
                .isNull();
        assertThat(Parcels.ask("T_AFTER(INTERVAL(day, until), INTERVAL('..', '2026-03-01'))", unbounded))
                .isTrue();
        assertThat(Parcels.ask("INTERVAL(day, until) IS NULL", unbounded)).isTrue();
        assertThat(Parcels.ask("INTERVAL(day, '..') IS NULL", unbounded)).isFalse();
    }

    private interface Pair {
        void check(int[] a, int[] b);
    }

    /** Stored intervals have both bounds and a length; given ones may be open. */
    private static void forAllIntervals(Pair pair) {
        for (int[] a : intervals(false)) {
            for (int[] b : intervals(true)) {
                if (a[0] < a[1] && b[0] < b[1]) {
                    pair.check(a, b);
                }
            }
        }
    }

    private static List<int[]> intervals(boolean open) {
        List<int[]> intervals = new ArrayList<>();
        for (int start = open ? BEFORE_ALL : 0; start < DAYS; start++) {
            for (int end = Math.max(start, 0); end < (open ? DAYS + 1 : DAYS); end++) {
                intervals.add(new int[] {start, end});
            }
        }
        return intervals;
    }

    /** The same asked the other way round must be the same. */
    private static boolean ask(String relation, int[] a, int[] b) {
        Row row = row(a[0], a[1]);
        Boolean stored = Parcels.ask("%s(%s, %s)".formatted(relation, STORED, literal(b)), row);
        Boolean given = Parcels.ask("%s(%s, %s)".formatted(relation, literal(a), literal(b)), row);
        assertThat(given).isEqualTo(stored).isNotNull();
        return stored;
    }

    private static Row row(int start, @Nullable Integer end) {
        Map<String, Object> values = new HashMap<>(Map.of("day", FIRST.plusDays(start)));
        if (end != null) {
            values.put("until", FIRST.plusDays(end));
        }
        return Parcels.row(values);
    }

    private static String literal(int[] interval) {
        return "INTERVAL('%s', '%s')".formatted(bound(interval[0]), bound(interval[1]));
    }

    private static String bound(int day) {
        return day == BEFORE_ALL || day == AFTER_ALL
                ? ".."
                : FIRST.plusDays(day).toString();
    }

    private static String signature(int[] a, int[] b) {
        return sign(a[0], b[0]) + sign(a[0], b[1]) + sign(a[1], b[0]) + sign(a[1], b[1]);
    }

    private static String sign(int ours, int theirs) {
        return ours < theirs ? "<" : ours > theirs ? ">" : "=";
    }

    private static String show(int[] interval) {
        return interval[0] + "–" + interval[1];
    }
}
