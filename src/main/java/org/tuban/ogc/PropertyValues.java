package org.tuban.ogc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuban.http.Problem;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;

/** Reads the value of a parameter named after a field, typed as the field is. */
final class PropertyValues {

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern PARTIAL_DATE = Pattern.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final int MOST_CODES_SHOWN = 40;

    private PropertyValues() {}

    /**
     * The value as the field holds it; of a list, one text that it is to hold.
     *
     * @param codes the code list of a coded field, whose codes are what is allowed; else null
     * @throws Problem invalid-parameter with the parameter, the value and what is allowed
     */
    static Object read(Field field, String text, @Nullable CodeList codes) {
        return switch (field.type()) {
            case TEXT, TEXT_LIST -> text(field, text);
            case INTEGER -> integer(field, text);
            case NUMBER -> number(field, text);
            case BOOLEAN -> bool(field, text);
            case DATE -> date(field, text);
            case CODE -> code(field, text, Objects.requireNonNull(codes));
            case PARTIAL_DATE -> partialDate(field, text);
            case TIMESTAMP -> timestamp(field.name(), text);
        };
    }

    private static String text(Field field, String text) {
        int limit = field.maxLength() == null ? Field.DEFAULT_MAX_LENGTH : field.maxLength();
        if (text.codePointCount(0, text.length()) > limit) {
            throw refusal(field, text, "a text of at most %d characters".formatted(limit));
        }
        return text;
    }

    private static Long integer(Field field, String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw refusal(field, text, "a whole number, such as 12");
        }
        return Long.valueOf(text);
    }

    private static Double number(Field field, String text) {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw refusal(field, text, "a number, such as 12.5");
        }
        return value;
    }

    private static Boolean bool(Field field, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(field, text, "true or false");
        }
        return Boolean.valueOf(text);
    }

    private static LocalDate date(Field field, String text) {
        if (DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException noSuchDay) {
                throw refusal(field, text, "a day of the calendar, YYYY-MM-DD");
            }
        }
        throw refusal(field, text, "a day, YYYY-MM-DD");
    }

    /**
     * A time as parameters write it, cut to milliseconds.
     *
     * @throws Problem invalid-parameter
     */
    static Instant timestamp(String parameter, String text) {
        if (TIMESTAMP.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException noSuchTime) {
                throw Problem.invalidParameter(parameter, text, "a time of the calendar, YYYY-MM-DDThh:mm:ssZ");
            }
        }
        throw Problem.invalidParameter(parameter, text, "a time with its zone, such as 2024-01-31T08:00:00Z");
    }

    private static String partialDate(Field field, String text) {
        if (!PARTIAL_DATE.matcher(text).matches()) {
            throw refusal(field, text, "a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY");
        }
        return text.length() == 10 ? date(field, text).toString() : text;
    }

    private static String code(Field field, String text, CodeList codes) {
        if (codes.find(text).isPresent()) {
            return text;
        }
        String shown = codes.codes().stream()
                .limit(MOST_CODES_SHOWN)
                .map(CodeList.Code::code)
                .collect(Collectors.joining(", "));
        String more = codes.codes().size() > MOST_CODES_SHOWN ? ", …" : "";
        throw refusal(
                field,
                text,
                "one of the %d codes of '%s': %s%s".formatted(codes.codes().size(), codes.id(), shown, more));
    }

    private static Problem refusal(Field field, String text, String allowed) {
        return Problem.invalidParameter(field.name(), text, allowed);
    }
}
