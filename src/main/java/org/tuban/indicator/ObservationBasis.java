package org.tuban.indicator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a figure is known. */
public enum ObservationBasis {
    /** A source says so. */
    STATED,
    /** Somebody measured it. */
    MEASURED,
    /** Computed from other figures. */
    DERIVED,
    /** What is meant to be, not what is. */
    PLANNED,
    /** Put in place of another figure by somebody who answers for it. */
    OVERRIDDEN;

    /** Name in data files, answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ObservationBasis of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
