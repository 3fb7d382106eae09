package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.cql2.Condition.Compare;

/**
 * Turns relations of times into comparisons of their bounds.
 *
 * <p>Intervals have both their bounds, an instant is the interval from itself to itself, and an open end lies beyond
 * every time. Source: OGC 21-065r2, section 7.6, and the Time Ontology in OWL which it refers to.
 */
final class TimeTyping {

    private static final String INSTANTS = "a date, timestamp, interval, or a property that is one of them";

    private final Typing typing;

    TimeTyping(Typing typing) {
        this.typing = typing;
    }

    /**
     * A bound of an interval.
     *
     * @param time null for an open end
     * @param infinity where an open end lies: −1 before and 1 after every time; else 0
     */
    private record Bound(@Nullable Scalar time, int infinity, Syntax written) {}

    /** From one bound to another; for an instant both are the same. */
    private record Period(Bound start, Bound end, boolean instant, Syntax written) {}

    Condition condition(Operator operator, List<Syntax> args) {
        Period left = period(args.get(0));
        Period right = period(args.get(1));
        requireOneKind(left, right);
        switch (operator) {
            case T_AFTER, T_BEFORE, T_DISJOINT, T_EQUALS, T_INTERSECTS -> {}
            default -> {
                requireInterval(left);
                requireInterval(right);
            }
        }
        return relate(operator, left, right);
    }

    private Condition relate(Operator operator, Period a, Period b) {
        return switch (operator) {
            case T_AFTER -> starts(a, Compare.Operator.GREATER, b.end());
            case T_BEFORE -> ends(a, Compare.Operator.LESS, b.start());
            case T_DISJOINT ->
                new Condition.Or(List.of(relate(Operator.T_BEFORE, a, b), relate(Operator.T_AFTER, a, b)));
            case T_INTERSECTS ->
                both(starts(a, Compare.Operator.AT_MOST, b.end()), ends(a, Compare.Operator.AT_LEAST, b.start()));
            case T_EQUALS -> bounds(a, Compare.Operator.EQUAL, Compare.Operator.EQUAL, b);
            case T_CONTAINS -> bounds(a, Compare.Operator.LESS, Compare.Operator.GREATER, b);
            case T_DURING -> bounds(a, Compare.Operator.GREATER, Compare.Operator.LESS, b);
            case T_FINISHED_BY -> bounds(a, Compare.Operator.LESS, Compare.Operator.EQUAL, b);
            case T_FINISHES -> bounds(a, Compare.Operator.GREATER, Compare.Operator.EQUAL, b);
            case T_STARTED_BY -> bounds(a, Compare.Operator.EQUAL, Compare.Operator.GREATER, b);
            case T_STARTS -> bounds(a, Compare.Operator.EQUAL, Compare.Operator.LESS, b);
            case T_MEETS -> ends(a, Compare.Operator.EQUAL, b.start());
            case T_MET_BY -> starts(a, Compare.Operator.EQUAL, b.end());
            case T_OVERLAPS ->
                both(
                        bounds(a, Compare.Operator.LESS, Compare.Operator.LESS, b),
                        ends(a, Compare.Operator.GREATER, b.start()));
            case T_OVERLAPPED_BY -> relate(Operator.T_OVERLAPS, b, a);
            default -> throw new IllegalArgumentException(operator + " does not relate times");
        };
    }

    private Condition bounds(Period a, Compare.Operator starts, Compare.Operator ends, Period b) {
        return both(starts(a, starts, b.start()), ends(a, ends, b.end()));
    }

    private static Condition both(Condition one, Condition other) {
        return new Condition.And(List.of(one, other));
    }

    private Condition starts(Period period, Compare.Operator operator, Bound bound) {
        return compare(operator, period.start(), bound);
    }

    private Condition ends(Period period, Compare.Operator operator, Bound bound) {
        return compare(operator, period.end(), bound);
    }

    /** A comparison with an open end is always the same, but stays unknown for a time that is absent. */
    private Condition compare(Compare.Operator operator, Bound left, Bound right) {
        Scalar ours = left.time();
        Scalar theirs = right.time();
        if (ours != null && theirs != null) {
            return typing.settled(new Compare(operator, ours, theirs), List.of(ours, theirs));
        }
        boolean so = isSo(operator, Integer.compare(left.infinity(), right.infinity()));
        Scalar time = ours == null ? theirs : ours;
        return time == null || time instanceof Scalar.Literal
                ? new Condition.Constant(so)
                : new Compare(so ? Compare.Operator.EQUAL : Compare.Operator.NOT_EQUAL, time, time);
    }

    private static boolean isSo(Compare.Operator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    /** An interval is absent if a bound of it is; an open end is not. */
    Condition isNull(Syntax.Interval interval) {
        Period period = period(interval);
        List<Condition> parts = new ArrayList<>();
        for (Bound bound : List.of(period.start(), period.end())) {
            Scalar time = bound.time();
            if (time != null && !(time instanceof Scalar.Literal)) {
                parts.add(new Condition.IsNull(time));
            }
        }
        return parts.isEmpty()
                ? new Condition.Constant(false)
                : parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }

    private Period period(Syntax syntax) {
        if (!(syntax instanceof Syntax.Interval interval)) {
            Bound instant = new Bound(time(syntax), 0, syntax);
            return new Period(instant, instant, true, syntax);
        }
        Period period = new Period(bound(interval.start(), -1), bound(interval.end(), 1), false, syntax);
        requireOneKind(period, period);
        if (period.start().time() instanceof Scalar.Literal start
                && period.end().time() instanceof Scalar.Literal end
                && Values.compare(start.kind(), start.value(), end.value()) > 0) {
            throw typing.refuse(syntax, "an interval whose start is not after its end");
        }
        return period;
    }

    private Bound bound(Syntax written, int infinity) {
        return written instanceof Syntax.Open
                ? new Bound(null, infinity, written)
                : new Bound(time(written), 0, written);
    }

    private Scalar time(Syntax syntax) {
        if (!Operator.Role.TIME.takes(syntax)) {
            throw typing.refuse(syntax, INSTANTS);
        }
        Scalar time = typing.scalar(syntax);
        if (time.kind() != Kind.DATE && time.kind() != Kind.TIMESTAMP) {
            throw typing.refuse(syntax, INSTANTS);
        }
        return time;
    }

    /** Days and points in time do not mix: a day has no zone that would say when it begins. */
    private void requireOneKind(Period left, Period right) {
        Scalar model = null;
        Syntax modelWritten = left.written();
        for (Bound bound : List.of(left.start(), left.end(), right.start(), right.end())) {
            Scalar time = bound.time();
            if (time != null && model != null) {
                typing.requireSame(model, modelWritten, time, bound.written());
            } else if (time != null) {
                model = time;
                modelWritten = bound.written();
            }
        }
    }

    private void requireInterval(Period period) {
        if (period.instant()) {
            throw typing.refuse(
                    period.written(),
                    "an interval such as INTERVAL('2026-01-01', '..'); of instants ask T_INTERSECTS, T_BEFORE, "
                            + "T_AFTER, T_EQUALS or T_DISJOINT");
        }
    }
}
