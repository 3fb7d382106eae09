package org.tuban.layer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days known to the year, the month or the day, as text: {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}.
 *
 * <p>Source: ISO 8601-1, calendar dates of reduced precision.
 */
public final class PartialDate {

    /** What is allowed, for messages. */
    public static final String ALLOWED = "YYYY, YYYY-MM or YYYY-MM-DD";

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final int YEAR = 4;
    private static final int MONTH = 7;

    private PartialDate() {}

    /** True if the text is such a date and the calendar has it. */
    public static boolean isValid(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            firstDay(text);
            return true;
        } catch (DateTimeException notInCalendar) {
            return false;
        }
    }

    /**
     * True if a day lies in a span of such dates, an end that is not given being open. Of a day only as much is compared
     * as a date has: 2023 begins before any day of 2023, and ends after it.
     */
    public static boolean spans(@Nullable String from, @Nullable String to, LocalDate day) {
        String text = day.toString();
        return (from == null || from.compareTo(text.substring(0, from.length())) <= 0)
                && (to == null || to.compareTo(text.substring(0, to.length())) >= 0);
    }

    /**
     * The first day that the date may mean.
     *
     * @throws DateTimeException if it is no such date
     */
    public static LocalDate firstDay(String text) {
        return switch (text.length()) {
            case YEAR -> LocalDate.parse(text + "-01-01");
            case MONTH -> LocalDate.parse(text + "-01");
            default -> LocalDate.parse(text);
        };
    }

    /**
     * The last day that the date may mean.
     *
     * @throws DateTimeException if it is no such date
     */
    public static LocalDate lastDay(String text) {
        return switch (text.length()) {
            case YEAR -> LocalDate.parse(text + "-12-31");
            case MONTH -> YearMonth.parse(text).atEndOfMonth();
            default -> LocalDate.parse(text);
        };
    }
}
