package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Caller;
import org.tuban.layer.Label;

/**
 * Where a feature stands in its workflow and where a caller may take it.
 *
 * @param workflow the workflow it goes through
 * @param state id of its state
 * @param open the steps the caller may take now, in the order of the file
 * @param closed why the caller may take none although there are steps, or null
 * @param due deadlines of the feature in its state, the most urgent first
 */
public record NextSteps(
        Workflow workflow,
        String state,
        List<Transition> open,
        @Nullable Closed closed,
        List<Due> due) {

    /** Why a caller may not take a step. */
    public enum Closed {
        /** Nobody is signed in. */
        NOT_SIGNED_IN("nobody is signed in"),
        /** The account has no role that takes such a step. */
        ROLE("the account has no role that may take this step"),
        /** The account could, but not here: it does not look after the feature or anything the feature lies in. */
        NOT_YOURS("the feature is not assigned to the account, and neither is anything it lies in");

        private final String words;

        Closed(String words) {
            this.words = words;
        }

        /** Name in answers, such as {@code not-yours}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The reason in an English sentence's words. */
        String words() {
            return words;
        }
    }

    /** Copies the lists. */
    public NextSteps {
        open = List.copyOf(open);
        due = List.copyOf(due);
    }

    /** The same with deadlines. */
    NextSteps with(List<Due> deadlines) {
        return new NextSteps(workflow, state, open, closed, deadlines);
    }

    /** What people read for the state. */
    public Label label() {
        return workflow.label(state);
    }

    /**
     * What a caller may do with a feature in a state.
     *
     * @param isAssigned whether the feature is among those the caller looks after; asked only if it matters
     */
    static NextSteps of(Workflow workflow, String state, Caller caller, BooleanSupplier isAssigned) {
        List<Transition> steps = workflow.from(state);
        if (steps.isEmpty()) {
            return new NextSteps(workflow, state, List.of(), null, List.of());
        }
        if (!caller.signedIn()) {
            return new NextSteps(workflow, state, List.of(), Closed.NOT_SIGNED_IN, List.of());
        }
        boolean matters = steps.stream()
                .anyMatch(step -> step.openAtHomeTo(caller.roles()) && !step.openEverywhereTo(caller.roles()));
        boolean assigned = matters && isAssigned.getAsBoolean();
        List<Transition> open = steps.stream()
                .filter(step ->
                        step.openEverywhereTo(caller.roles()) || (assigned && step.openAtHomeTo(caller.roles())))
                .toList();
        if (!open.isEmpty()) {
            return new NextSteps(workflow, state, open, null, List.of());
        }
        return new NextSteps(workflow, state, open, matters ? Closed.NOT_YOURS : Closed.ROLE, List.of());
    }

    /** Why the caller may not take one step, or null if it may. */
    static @Nullable Closed whyNot(Transition step, Caller caller, BooleanSupplier isAssigned) {
        if (!caller.signedIn()) {
            return Closed.NOT_SIGNED_IN;
        }
        if (step.openEverywhereTo(caller.roles())) {
            return null;
        }
        if (!step.openAtHomeTo(caller.roles())) {
            return Closed.ROLE;
        }
        return isAssigned.getAsBoolean() ? null : Closed.NOT_YOURS;
    }
}
