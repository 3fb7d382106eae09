package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * By when something is due: so many days after the state was entered, or after a day that the feature itself names.
 *
 * @param title what is due, for people
 * @param days days after the day it counts from, 0 to 36 500
 * @param field field of the layer with the day it counts from; null for the day on which the state was entered
 * @param clause the rule that sets it, for people; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deadline(
        Label title,
        int days,
        @Nullable String field,
        @Nullable Label clause) {

    private static final int LONGEST = 36_500;

    /** Checks what can be seen from the deadline alone. */
    public Deadline {
        if (title == null) {
            throw new IllegalArgumentException("a deadline needs a title");
        }
        if (days < 0 || days > LONGEST) {
            throw new IllegalArgumentException("deadline of %d days: allowed is 0 to %d".formatted(days, LONGEST));
        }
    }

    /** What it comes to when it counts from a day. {@code to} is the state that is due, or null to leave the present one. */
    Due from(LocalDate since, @Nullable String to, LocalDate today) {
        LocalDate on = since.plusDays(days);
        return new Due(title, clause, to, field, since, days, on, today.toEpochDay() - on.toEpochDay());
    }
}
