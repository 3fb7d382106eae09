package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What kind of value a field holds, and the Java class that carries it. */
public enum FieldType {
    /** Unicode text. */
    TEXT(String.class),
    /** Whole number of 64 bits. */
    INTEGER(Long.class),
    /** Floating-point number of 64 bits. */
    NUMBER(Double.class),
    /** True or false. */
    BOOLEAN(Boolean.class),
    /** Calendar day, {@code YYYY-MM-DD}. */
    DATE(LocalDate.class),
    /** A code of the field's code list, kept as text so that leading zeros stay. */
    CODE(String.class),
    /** Day, month or year as text: {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY} (ISO 8601 reduced precision). */
    PARTIAL_DATE(String.class),
    /** Point in time, to the millisecond; written as ISO 8601 with a zone, kept as UTC. */
    TIMESTAMP(Instant.class),
    /** Several texts in order, at most {@value Field#MAX_LIST_LENGTH}; absent is not the same as empty. */
    TEXT_LIST(List.class);

    private final Class<?> binding;

    FieldType(Class<?> binding) {
        this.binding = binding;
    }

    /** The class of a value of this type. */
    public Class<?> binding() {
        return binding;
    }

    /** The name used in data files and answers, such as {@code partial_date}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
