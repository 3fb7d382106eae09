package org.tuban.cql2;

import java.time.Instant;
import java.time.LocalDate;

/** What kind of value a scalar has, and the Java class that carries it. */
public enum Kind {
    /** Unicode text, compared by code point. */
    TEXT(String.class, "a text"),
    /** {@link Long} where it is a whole number of 64 bits, else {@link Double}; always finite. */
    NUMBER(Number.class, "a number"),
    /** True or false. */
    BOOLEAN(Boolean.class, "TRUE or FALSE"),
    /** Calendar day. */
    DATE(LocalDate.class, "a date such as DATE('2026-03-02')"),
    /** Point in time, to the millisecond. */
    TIMESTAMP(Instant.class, "a timestamp such as TIMESTAMP('2026-03-02T08:30:00Z')");

    private final Class<?> binding;
    private final String words;

    Kind(Class<?> binding, String words) {
        this.binding = binding;
        this.words = words;
    }

    /** In words, as a filter writes it. */
    String words() {
        return words;
    }

    /** The class of a value of this kind. */
    public Class<?> binding() {
        return binding;
    }
}
