package org.tuban.workflow;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * A deadline of one feature, worked out.
 *
 * @param title what is due, for people
 * @param clause the rule that sets it, for people; or null
 * @param to state that is due, or null if it is the leaving of the present one
 * @param field field of the feature that names the day it counts from; null for the day the state was entered
 * @param since the day it counts from, where the installation is
 * @param days days allowed after it
 * @param on the last day in time
 * @param daysOverdue days passed since the last day in time; negative while it is still to come
 */
public record Due(
        Label title,
        @Nullable Label clause,
        @Nullable String to,
        @Nullable String field,
        LocalDate since,
        int days,
        LocalDate on,
        long daysOverdue) {}
