package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * A state of a workflow.
 *
 * @param id value of the layer's status field: upper case letters, digits and underscore, at most 40 characters
 * @param title what people read
 * @param color {@code #RRGGBB} on the map
 * @param glyph sign that tells it apart without colour
 * @param pattern fill pattern: none, hatch, dots, waves or cross
 * @param stage place in the usual course, from 1; for a side state, the stage it hangs on or 0
 * @param side true if it lies off the usual course
 * @param deadline by when a feature should have left it, or null
 */
public record State(
        String id,
        Label title,
        String color,
        String glyph,
        String pattern,
        int stage,
        boolean side,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Deadline deadline) {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** Checks id, title and colour. */
    public State {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("state id \"%s\": allowed is %s".formatted(id, ID.pattern()));
        }
        if (title == null) {
            throw new IllegalArgumentException("state \"%s\" needs a title".formatted(id));
        }
        if (color == null || !COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException(
                    "state \"%s\": color is \"%s\", allowed is #RRGGBB".formatted(id, color));
        }
        glyph = glyph == null ? "circle" : glyph;
        pattern = pattern == null ? "none" : pattern;
    }
}
