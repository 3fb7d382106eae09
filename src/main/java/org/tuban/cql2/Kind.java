package org.tuban.cql2;

import java.time.Instant;
import java.time.LocalDate;

/** What kind of value a scalar has, and the Java class that carries it. */
public enum Kind {
    /** Unicode text, compared by code point. */
    TEXT(String.class),
    /** {@link Long} where it is a whole number of 64 bits, else {@link Double}; always finite. */
    NUMBER(Number.class),
    /** True or false. */
    BOOLEAN(Boolean.class),
    /** Calendar day. */
    DATE(LocalDate.class),
    /** Point in time, to the millisecond. */
    TIMESTAMP(Instant.class);

    private final Class<?> binding;

    Kind(Class<?> binding) {
        this.binding = binding;
    }

    /** The class of a value of this kind. */
    public Class<?> binding() {
        return binding;
    }
}
