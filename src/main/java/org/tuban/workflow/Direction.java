package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a transition leads, seen from the usual course. */
public enum Direction {
    /** On to a later stage. */
    FORWARD,
    /** Back to an earlier stage. */
    BACKWARD,
    /** Off the usual course, or back onto it. */
    SIDE;

    /** Name in data files and answers. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
