package org.tuban.feature;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a write did. */
public enum Operation {
    /** The first version. */
    CREATE,
    /** New values or a new shape. */
    UPDATE,
    /** A step of the workflow. */
    TRANSITION,
    /** What is known better about a span of the past; what was known before stays in history. */
    CORRECT,
    /** What an earlier version said, as a new version. */
    RESTORE,
    /** The end: the feature is only in history from here on. */
    DELETE;

    /** Name in answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
