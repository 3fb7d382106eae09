package org.tuban.layer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

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
