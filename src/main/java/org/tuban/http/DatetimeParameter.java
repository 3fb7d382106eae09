package org.tuban.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code datetime}: an instant or a span of time, both ends included.
 *
 * <p>Source: OGC 17-069r4 (OGC API – Features Part 1), 7.15.4, and RFC 3339. A date stands for its whole day in UTC.
 *
 * @param from first instant, or null for an open begin
 * @param to last instant, or null for an open end
 */
public record DatetimeParameter(
        @Nullable Instant from, @Nullable Instant to) {

    /** Name of the parameter that asks what was so. */
    public static final String NAME = "datetime";

    /** Name of the parameter that asks what was known. */
    public static final String RECORDED = "recorded";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");
    private static final String ONE =
            "a date and time with its offset (2024-02-29T08:00:00Z, or +08:00 written %2B08:00), or a date (2024-02-29)";
    private static final String SHAPE = ONE + ", or two of them as begin/end, with .. for an open end";

    /**
     * Reads the parameter's text.
     *
     * @throws Problem invalid-parameter, also for days that no calendar has (2024-02-30) and spans that end too early
     */
    public static DatetimeParameter parse(String text) {
        int slash = text.indexOf('/');
        Part part = new Part(NAME, text, SHAPE);
        if (slash < 0) {
            return new DatetimeParameter(part.begin(text), part.end(text));
        }
        String first = text.substring(0, slash);
        String last = text.substring(slash + 1);
        Instant from = isOpen(first) ? null : part.begin(first);
        Instant to = isOpen(last) ? null : part.end(last);
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.invalidParameter(NAME, text, "a span that does not end before it begins");
        }
        return new DatetimeParameter(from, to);
    }

    /**
     * Reads one instant; a date means the end of its day.
     *
     * @param name the parameter's name
     * @throws Problem invalid-parameter
     */
    public static Instant instant(String name, String text) {
        return new Part(name, text, ONE).end(text);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    /** Reads parts of a parameter's text, which refusals show whole. */
    private record Part(String name, String whole, String allowed) {

        Instant begin(String part) {
            return DATE.matcher(part).matches() ? day(part).atStartOfDay().toInstant(ZoneOffset.UTC) : time(part);
        }

        Instant end(String part) {
            return DATE.matcher(part).matches()
                    ? day(part)
                            .plusDays(1)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .minusNanos(1)
                    : time(part);
        }

        private LocalDate day(String part) {
            try {
                return withYear(LocalDate.parse(part));
            } catch (DateTimeException impossible) {
                throw Problem.invalidParameter(name, whole, "a day of the calendar; " + part + " is none");
            }
        }

        private Instant time(String part) {
            if (!DATE_TIME.matcher(part).matches()) {
                throw Problem.invalidParameter(name, whole, allowed);
            }
            try {
                OffsetDateTime time = OffsetDateTime.parse(part.toUpperCase(Locale.ROOT));
                withYear(time.toLocalDate());
                return time.toInstant();
            } catch (DateTimeException impossible) {
                throw Problem.invalidParameter(name, whole, "a time of the calendar and clock; " + part + " is none");
            }
        }

        /** There is no year 0 in PostgreSQL's calendar. */
        private LocalDate withYear(LocalDate day) {
            if (day.getYear() < 1) {
                throw Problem.invalidParameter(name, whole, "years from 0001 to 9999");
            }
            return day;
        }
    }
}
