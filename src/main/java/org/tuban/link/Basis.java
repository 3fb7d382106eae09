package org.tuban.link;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a relation is known. */
public enum Basis {
    /** A source says so. */
    STATED,
    /** Concluded from what sources say. */
    INFERRED,
    /** Found by comparing shapes. */
    SPATIAL;

    /** Name in data files, answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Basis of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
