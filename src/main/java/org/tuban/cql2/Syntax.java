package org.tuban.cql2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * A filter as it is written, in either encoding: names and kinds are not looked at yet.
 *
 * <p>Mirrors the JSON encoding of OGC 21-065r2. Two filters that say the same in the two encodings are equal here.
 */
public sealed interface Syntax {

    /**
     * An operator or function with what it is applied to.
     *
     * @param op as JSON spells it, such as {@code and}, {@code isNull}, {@code t_finishedBy}; else a function's name
     */
    record Operation(String op, List<Syntax> args) implements Syntax {

        /** Copies the list. */
        public Operation {
            args = List.copyOf(args);
        }
    }

    /** A property by its name. */
    record Property(String name) implements Syntax {}

    /** A text. */
    record Text(String value) implements Syntax {}

    /**
     * A number.
     *
     * @param value {@link Long} where it is a whole number of 64 bits, else {@link Double}; finite
     */
    record Numeral(Number value) implements Syntax {}

    /** True or false. */
    record Truth(boolean value) implements Syntax {}

    /** A calendar day. */
    record Day(LocalDate value) implements Syntax {}

    /** A point in time. */
    record Moment(Instant value) implements Syntax {}

    /** The open end of an interval. */
    record Open() implements Syntax {}

    /** The time between two bounds, both included: each a day, moment, open end, property or function. */
    record Interval(Syntax start, Syntax end) implements Syntax {}

    /**
     * A shape, ordinates as they were written.
     *
     * @param geometry never empty, not checked for validity; z is NaN where there is none; do not modify
     */
    record Shape(Geometry geometry) implements Syntax {}

    /** A box: 4 numbers, or 6 with heights; in each half the axes in the order of the reference system. */
    record Box(List<Double> bounds) implements Syntax {

        /** Copies the list. */
        public Box {
            bounds = List.copyOf(bounds);
        }
    }

    /** Several things in parentheses. */
    record Array(List<Syntax> items) implements Syntax {

        /** Copies the list. */
        public Array {
            items = List.copyOf(items);
        }
    }
}
