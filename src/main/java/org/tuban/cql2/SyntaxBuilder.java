package org.tuban.cql2;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import org.tuban.http.Problem;

/** Makes the parts of one filter for whichever reader, counts them, and remembers where each stood. */
final class SyntaxBuilder {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    /** Of a fraction of a second, nine digits are read. */
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2}T(?:[01]\\d|2[0-3]):\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(?:(?<=\\.\\d{9})\\d{0,21})?Z");

    private static final Pattern SHORT_WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final int LONGEST_NUMBER = 100;
    private static final String DAYS = "a day such as '2026-03-02'";
    private static final String MOMENTS = "a time such as '2026-03-02T08:30:00Z', in UTC";
    /** What a function cannot be called, because text would take it for something else. */
    private static final Set<String> KEYWORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "LIKE",
            "BETWEEN",
            "IN",
            "IS",
            "NULL",
            "DIV",
            "TRUE",
            "FALSE",
            "DATE",
            "TIMESTAMP",
            "INTERVAL",
            "BBOX",
            "POINT",
            "LINESTRING",
            "POLYGON",
            "MULTIPOINT",
            "MULTILINESTRING",
            "MULTIPOLYGON",
            "GEOMETRYCOLLECTION");

    static final String OPEN = "..";

    private final Limits limits;
    private final Map<Syntax, Mark> marks = new IdentityHashMap<>();
    private int nodes;
    private int vertices;

    SyntaxBuilder(Limits limits) {
        this.limits = limits;
    }

    /** Where a part stood, and how many levels it has. */
    private record Mark(String place, int depth) {}

    /** Refuses a text that is too long before anything is made of it. */
    void requireSize(String text) {
        // A char is at least one byte: what is too long is not encoded to be counted.
        int bytes = text.length() > limits.bytes() ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.bytes()) {
            throw FilterProblem.at(
                    "as a whole",
                    bytes == text.length() ? bytes + " bytes or more" : bytes + " bytes",
                    "at most %d bytes".formatted(limits.bytes()));
        }
    }

    /** Refuses to go deeper than allowed; levels count from 1. */
    void requireLevel(int level, String place) {
        if (level > limits.depth()) {
            throw FilterProblem.at(place, "one level more", "at most %d levels".formatted(limits.depth()));
        }
    }

    private <T extends Syntax> T mark(T part, String place, List<? extends Syntax> below) {
        if (++nodes > limits.nodes()) {
            throw FilterProblem.at(
                    place, "one more", "at most %d names, values and operators".formatted(limits.nodes()));
        }
        int depth = 0;
        for (Syntax each : below) {
            Mark mark = marks.get(each);
            depth = Math.max(depth, mark == null ? 0 : mark.depth());
        }
        if (!below.isEmpty()) {
            depth++;
            requireLevel(depth, place);
        }
        marks.put(part, new Mark(place, depth));
        return part;
    }

    /** Counts positions before they are kept. */
    void countVertex(String place) {
        if (++vertices > limits.vertices()) {
            throw FilterProblem.at(
                    place, "one position more", "at most %d positions in all shapes".formatted(limits.vertices()));
        }
    }

    Syntax.Operation operation(Operator operator, List<Syntax> args, String place) {
        boolean enough = operator.isOpenEnded() ? args.size() >= 2 : args.size() == operator.arity();
        if (!enough) {
            throw FilterProblem.at(
                    place,
                    "%s with %d argument%s".formatted(operator.id(), args.size(), args.size() == 1 ? "" : "s"),
                    operator.isOpenEnded() ? "two arguments or more" : Integer.toString(operator.arity()));
        }
        for (int i = 0; i < args.size(); i++) {
            require(operator.role(i), args.get(i));
        }
        return mark(new Syntax.Operation(operator.id(), args), place, args);
    }

    /** A function that is none of the language's own. */
    Syntax.Operation call(String name, List<Syntax> args, String place) {
        if (!Characters.isName(name) || KEYWORDS.contains(name.toUpperCase(Locale.ROOT))) {
            throw FilterProblem.at(place, "'" + name + "'", "an operator of CQL2 or the name of a function");
        }
        return mark(new Syntax.Operation(name, args), place, args);
    }

    void require(Operator.Role role, Syntax part) {
        if (!role.takes(part)) {
            throw FilterProblem.at(placeOf(part), Cql2Text.write(part), role.words());
        }
    }

    /** Where a part that was made here stood. */
    String placeOf(Syntax part) {
        Mark mark = marks.get(part);
        return mark == null ? "as a whole" : mark.place();
    }

    Syntax property(String name, String place) {
        if (name.isEmpty()) {
            throw FilterProblem.at(place, "an empty name", "the name of a property");
        }
        return mark(new Syntax.Property(clean(name, place)), place, List.of());
    }

    Syntax text(String value, String place) {
        return mark(new Syntax.Text(clean(value, place)), place, List.of());
    }

    Syntax truth(boolean value, String place) {
        return mark(new Syntax.Truth(value), place, List.of());
    }

    Syntax number(String written, String place) {
        return mark(new Syntax.Numeral(parse(written, place)), place, List.of());
    }

    Syntax number(double value, String place) {
        return mark(
                new Syntax.Numeral(Numbers.canonical(finite(value, Double.toString(value), place))), place, List.of());
    }

    /** A number as it is written; whole ones of 64 bits exactly. */
    private static Number parse(String written, String place) {
        if (written.length() > LONGEST_NUMBER) {
            throw FilterProblem.at(place, written, "numbers of at most %d characters".formatted(LONGEST_NUMBER));
        }
        if (SHORT_WHOLE.matcher(written).matches()) {
            return Long.parseLong(written);
        }
        if (WHOLE.matcher(written).matches()) {
            BigInteger whole = new BigInteger(written.startsWith("+") ? written.substring(1) : written);
            if (whole.bitLength() < Long.SIZE) {
                return whole.longValue();
            }
        }
        return Numbers.canonical(finite(Double.parseDouble(written), written, place));
    }

    /** An ordinate as it is written. */
    static double ordinate(String written, String place) {
        return parse(written, place).doubleValue() + 0.0;
    }

    static double finite(double value, String written, String place) {
        if (!Double.isFinite(value)) {
            throw FilterProblem.at(place, written, "numbers between -1.8e308 and 1.8e308");
        }
        return value;
    }

    Syntax day(String written, String place) {
        return mark(new Syntax.Day(parseDay(written, place)), place, List.of());
    }

    Syntax moment(String written, String place) {
        return mark(new Syntax.Moment(parseMoment(written, place)), place, List.of());
    }

    /** The bound of an interval that is written as a text. */
    Syntax bound(String written, String place) {
        if (written.equals(OPEN)) {
            return mark(new Syntax.Open(), place, List.of());
        }
        if (DAY.matcher(written).matches()) {
            return day(written, place);
        }
        if (MOMENT.matcher(written).matches()) {
            return moment(written, place);
        }
        throw FilterProblem.at(place, "'" + written + "'", "%s, %s, or '..'".formatted(DAYS, MOMENTS));
    }

    private static LocalDate parseDay(String written, String place) {
        if (DAY.matcher(written).matches()) {
            try {
                return LocalDate.parse(written);
            } catch (DateTimeException noSuchDay) {
                throw refuse(written, place, DAYS + " that is in the calendar");
            }
        }
        throw refuse(written, place, DAYS);
    }

    private static Instant parseMoment(String written, String place) {
        var parts = MOMENT.matcher(written);
        if (parts.matches()) {
            try {
                return Instant.parse(parts.group(1) + "Z");
            } catch (DateTimeException noSuchTime) {
                throw refuse(written, place, MOMENTS + " that is in the calendar");
            }
        }
        throw refuse(written, place, MOMENTS);
    }

    private static Problem refuse(String written, String place, String allowed) {
        return FilterProblem.at(place, "'" + written + "'", allowed);
    }

    /** Refuses what can be no bound of an interval. */
    void requireBound(Syntax bound) {
        boolean fits = bound instanceof Syntax.Property
                || bound instanceof Syntax.Operation operation
                        && Operator.find(operation.op()).isEmpty();
        if (!fits) {
            throw FilterProblem.at(
                    placeOf(bound), Cql2Text.write(bound), "a day or time as text, '..', a property or a function");
        }
    }

    Syntax interval(Syntax start, Syntax end, String place) {
        return mark(new Syntax.Interval(start, end), place, List.of(start, end));
    }

    Syntax shape(Geometry geometry, String place) {
        return mark(new Syntax.Shape(geometry), place, List.of());
    }

    Syntax box(List<Double> bounds, String place) {
        if (bounds.size() != 4 && bounds.size() != 6) {
            throw FilterProblem.at(place, bounds.size() + " numbers", "4 numbers, or 6 with heights");
        }
        return mark(new Syntax.Box(bounds), place, List.of());
    }

    Syntax.Array array(List<Syntax> items, String place) {
        return mark(new Syntax.Array(items), place, items);
    }

    /** Refuses what neither of the databases can hold, which therefore equals nothing. */
    private static String clean(String text, String place) {
        int bad = text.codePoints()
                .filter(character ->
                        character == 0 || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            throw FilterProblem.at(
                    place, "the character U+%04X".formatted(bad), "text without NUL and without half surrogate pairs");
        }
        return text;
    }

    /** What was read, with the places of its parts. */
    ParsedFilter finish(Syntax root) {
        require(Operator.Role.CONDITION, root);
        return new ParsedFilter(root, this::placeOf);
    }
}
