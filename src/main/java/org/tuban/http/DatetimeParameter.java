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

    private static final String NAME = "datetime";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");
    private static final String SHAPE =
            "a date and time with its offset (2024-02-29T08:00:00Z, or +08:00 written %2B08:00),"
                    + " a date (2024-02-29), or two of them as begin/end, with .. for an open end";

    /**
     * Reads the parameter's text.
     *
     * @throws Problem invalid-parameter, also for days that no calendar has (2024-02-30) and spans that end too early
     */
    public static DatetimeParameter parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new DatetimeParameter(begin(text, text), end(text, text));
        }
        String first = text.substring(0, slash);
        String last = text.substring(slash + 1);
        Instant from = isOpen(first) ? null : begin(first, text);
        Instant to = isOpen(last) ? null : end(last, text);
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.invalidParameter(NAME, text, "a span that does not end before it begins");
        }
        return new DatetimeParameter(from, to);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static Instant begin(String part, String text) {
        return DATE.matcher(part).matches()
                ? day(part, text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : time(part, text);
    }

    private static Instant end(String part, String text) {
        return DATE.matcher(part).matches()
                ? day(part, text)
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .minusNanos(1)
                : time(part, text);
    }

    private static LocalDate day(String part, String text) {
        try {
            return withYear(LocalDate.parse(part), text);
        } catch (DateTimeException impossible) {
            throw Problem.invalidParameter(NAME, text, "a day of the calendar; " + part + " is none");
        }
    }

    private static Instant time(String part, String text) {
        if (!DATE_TIME.matcher(part).matches()) {
            throw Problem.invalidParameter(NAME, text, SHAPE);
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(part.toUpperCase(Locale.ROOT));
            withYear(time.toLocalDate(), text);
            return time.toInstant();
        } catch (DateTimeException impossible) {
            throw Problem.invalidParameter(NAME, text, "a time of the calendar and clock; " + part + " is none");
        }
    }

    /** There is no year 0 in PostgreSQL's calendar. */
    private static LocalDate withYear(LocalDate day, String text) {
        if (day.getYear() < 1) {
            throw Problem.invalidParameter(NAME, text, "years from 0001 to 9999");
        }
        return day;
    }
}
