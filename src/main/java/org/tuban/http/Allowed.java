package org.tuban.http;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Says in plain words what a place takes, from the Java type behind it. */
final class Allowed {

    private static final JsonMapper JSON = new JsonMapper();

    private Allowed() {}

    static String by(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == float.class || type.getSimpleName().matches("Double|Float|BigDecimal")) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text of Unicode characters, without NUL";
        }
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        if (type == LocalDate.class) {
            return "a date such as 2024-02-29";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date and time such as 2024-02-29T08:00:00Z";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** Names of an enum's constants as JSON has them. */
    private static String constants(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(constant -> JSON.valueToTree(constant).asString())
                .collect(Collectors.joining(", "));
    }
}
