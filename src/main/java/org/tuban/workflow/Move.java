package org.tuban.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that somebody asks for.
 *
 * @param to id of the state to go to
 * @param validFrom since when it is so: a day or a date-time of RFC 3339; null for now
 * @param note reason in words, or null
 * @param evidence what the step is shown with, by name, as JSON gave it
 */
public record Move(
        String to, @Nullable String validFrom, @Nullable String note, Map<String, @Nullable Object> evidence) {

    /** Copies the evidence. */
    public Move {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}
