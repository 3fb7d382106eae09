package org.tuban.feature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Field;
import org.tuban.layer.Layers;
import org.tuban.layer.PartialDate;

/** Values of fields: from what JSON holds to the class of the field's type, and whether the layer allows them. */
public final class FieldValue {

    /** Greatest whole number that JSON readers everywhere keep exact: 2^53 - 1. */
    private static final double LARGEST_INTEGER = 9_007_199_254_740_991.0;

    /** Years of four digits, which text compares as the calendar does. */
    private static final int LAST_YEAR = 9999;

    private FieldValue() {}

    /**
     * What a client sent in place of a value and cannot be one; stands among the values of an edit until the rules name
     * it with all other faults.
     *
     * @param raw what was sent, as JSON can show it, or null if it is too long to show
     * @param fault what is wrong with it, or what is allowed
     */
    public record Refused(@Nullable Object raw, String fault) {}

    /** The value as the field's type has it, or its refusal. */
    public static @Nullable Object read(Field field, @Nullable Object raw) {
        try {
            return of(field, raw);
        } catch (IllegalArgumentException refused) {
            return new Refused(raw, String.valueOf(refused.getMessage()));
        }
    }

    /**
     * The value as the field's type has it.
     *
     * @param raw text, number, boolean, list or null, as a JSON reader gives it
     * @throws IllegalArgumentException with what is allowed, if the value is of another kind
     */
    public static @Nullable Object of(Field field, @Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        return switch (field.type()) {
            case TEXT, CODE -> text(raw);
            case PARTIAL_DATE -> partialDate(text(raw));
            case INTEGER -> integer(raw);
            case NUMBER -> number(raw);
            case BOOLEAN -> truth(raw);
            case DATE -> date(text(raw));
            case TIMESTAMP -> timestamp(text(raw));
            case TEXT_LIST -> texts(raw);
        };
    }

    /** The value as JSON shows it: dates and times as text, all else as it is. */
    public static @Nullable Object toJson(@Nullable Object value) {
        if (value instanceof Refused refused) {
            return refused.raw();
        }
        return value instanceof LocalDate || value instanceof Instant ? value.toString() : value;
    }

    /**
     * What is wrong with a value, or null if the layer allows it.
     *
     * @param value of the class of the field's type, or null
     */
    static @Nullable String fault(Field field, @Nullable Object value, Layers layers) {
        if (value == null) {
            return field.required() ? "a value is required" : null;
        }
        if (value instanceof Refused refused) {
            return refused.fault();
        }
        if (!field.type().binding().isInstance(value)) {
            return "allowed is a value of type " + field.type().id();
        }
        if (value instanceof String text) {
            return textFault(field, text, layers);
        }
        if (value instanceof List<?> texts) {
            return listFault(field, texts, layers);
        }
        return value instanceof Number number ? numberFault(field, number.doubleValue()) : null;
    }

    private static @Nullable String listFault(Field field, List<?> texts, Layers layers) {
        if (texts.size() > Field.MAX_LIST_LENGTH) {
            return "allowed are at most %d texts; it has %d".formatted(Field.MAX_LIST_LENGTH, texts.size());
        }
        if (field.required() && texts.isEmpty()) {
            return "a value is required";
        }
        return texts.stream()
                .map(text -> text.toString().isBlank()
                        ? "an empty text in the list is not allowed"
                        : textFault(field, text.toString(), layers))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String textFault(Field field, String text, Layers layers) {
        int limit = field.maxLength() == null ? Field.DEFAULT_MAX_LENGTH : field.maxLength();
        if (text.length() > limit) {
            return "allowed are at most %d characters; it has %d".formatted(limit, text.length());
        }
        if (field.required() && text.isBlank()) {
            return "a value is required";
        }
        if (text.chars().anyMatch(FieldValue::unstorable)) {
            return "a control character is not allowed";
        }
        String list = field.codeList();
        if (list != null && layers.codeList(list).find(text).isEmpty()) {
            return "allowed is a code of the list " + list;
        }
        return null;
    }

    /** NUL ends a text in PostgreSQL, and other control characters have no place in a name or a remark. */
    private static boolean unstorable(int unit) {
        return unit < ' ' && unit != '\n' && unit != '\t' && unit != '\r';
    }

    private static @Nullable String numberFault(Field field, double number) {
        Double least = field.minimum();
        Double greatest = field.maximum();
        if (!Double.isFinite(number)) {
            return "allowed is a finite number";
        }
        if (least != null && number < least) {
            return "allowed is at least " + least;
        }
        return greatest != null && number > greatest ? "allowed is at most " + greatest : null;
    }

    private static String text(Object raw) {
        if (raw instanceof String text) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("half a surrogate pair is not allowed");
            }
            return text;
        }
        throw new IllegalArgumentException("allowed is text");
    }

    private static String partialDate(String text) {
        if (!PartialDate.isValid(text)) {
            throw new IllegalArgumentException("allowed is " + PartialDate.ALLOWED);
        }
        return text;
    }

    private static Long integer(Object raw) {
        if (raw instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= LARGEST_INTEGER) {
            return number.longValue();
        }
        throw new IllegalArgumentException("allowed is a whole number");
    }

    private static Double number(Object raw) {
        if (raw instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("allowed is a finite number");
    }

    private static Boolean truth(Object raw) {
        if (raw instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("allowed is true or false");
    }

    private static LocalDate date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException("allowed is a day as YYYY-MM-DD", noDate);
        }
        throw new IllegalArgumentException("allowed are years 0001 to 9999");
    }

    /** To the millisecond, as both databases keep it. */
    private static Instant timestamp(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeParseException noTime) {
            throw new IllegalArgumentException("allowed is a time with its zone, such as 2024-01-31T08:00:00Z", noTime);
        }
        throw new IllegalArgumentException("allowed are years 0001 to 9999");
    }

    private static List<String> texts(Object raw) {
        if (raw instanceof List<?> list) {
            return list.stream().map(entry -> text(entry == null ? "" : entry)).toList();
        }
        throw new IllegalArgumentException("allowed is a list of texts");
    }
}
