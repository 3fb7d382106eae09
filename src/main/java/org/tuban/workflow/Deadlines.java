package org.tuban.workflow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Feature;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.layer.Layer;

/** Works out what is due of a feature. Nothing of it is stored: the day it counts from is in the feature or its history. */
final class Deadlines {

    private final Features features;
    private final LocalCalendar calendar;

    Deadlines(Features features, LocalCalendar calendar) {
        this.features = features;
        this.calendar = calendar;
    }

    /** The deadlines of a state with the state that each makes due; a null key is the deadline of leaving it. */
    static List<Step> of(Workflow workflow, String state) {
        List<Step> found = new ArrayList<>();
        workflow.state(state).map(State::deadline).ifPresent(deadline -> found.add(new Step(null, deadline)));
        for (Transition step : workflow.from(state)) {
            if (step.deadline() != null) {
                found.add(new Step(step.to(), step.deadline()));
            }
        }
        return found;
    }

    /**
     * A deadline of a state.
     *
     * @param to the state that it makes due, or null
     */
    record Step(@Nullable String to, Deadline deadline) {}

    /** What is due of a feature in a state, the most urgent first; what counts from a day that is not known is left out. */
    List<Due> of(Feature feature, Layer layer, Workflow workflow, String state) {
        LocalDate today = calendar.today();
        Map<String, LocalDate> entered = new LinkedHashMap<>();
        List<Due> due = new ArrayList<>();
        for (Step step : of(workflow, state)) {
            String field = step.deadline().field();
            LocalDate since = field == null
                    ? entered.computeIfAbsent(state, in -> calendar.day(enteredAt(feature, layer, in)))
                    : dayIn(feature, field).orElse(null);
            if (since != null) {
                due.add(step.deadline().from(since, step.to(), today));
            }
        }
        due.sort(Comparator.comparing(Due::on));
        return due;
    }

    private static Optional<LocalDate> dayIn(Feature feature, String field) {
        return feature.properties().get(field) instanceof LocalDate day ? Optional.of(day) : Optional.empty();
    }

    /** Since when the feature is in the state without a break; steps and edits that leave it there don't count. */
    private Instant enteredAt(Feature feature, Layer layer, String state) {
        String field = String.valueOf(layer.statusField());
        Instant entered = feature.validFrom();
        for (HistoryEntry entry : features.history(feature.ref(), Sight.EVERYTHING)) {
            if (entry.validTo() != null) {
                // A version of a span of the past says nothing of how things came to be as they are.
                continue;
            }
            if (entry.operation() == Operation.DELETE
                    || !state.equals(entry.feature().text(field))) {
                break;
            }
            entered = entry.feature().validFrom();
        }
        return entered;
    }
}
