package org.tuban.workflow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * A life cycle that features of a layer go through.
 *
 * @param id name by which layers refer to it
 * @param title what people read
 * @param source id of the source it was taken from
 * @param initial id of the state in which a feature begins
 * @param states in the order of the legend
 * @param transitions all steps there are; anything else is refused
 * @param idleRule the rule that the service itself applies every day, or null
 */
public record Workflow(
        String id,
        Label title,
        String source,
        String initial,
        List<State> states,
        List<Transition> transitions,
        @Nullable IdleRule idleRule) {

    /** Copies the lists. */
    public Workflow {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
    }

    /** The state of that id, if the workflow has it. */
    public Optional<State> state(String id) {
        return states.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /** What people read for a state; the bare id if the workflow no longer has that state. */
    public Label label(String state) {
        return state(state).map(State::title).orElseGet(() -> new Label(state, state));
    }

    /** The step from one state to another, if there is one. */
    Optional<Transition> step(String from, String to) {
        return from(from).stream().filter(step -> step.to().equals(to)).findFirst();
    }

    /** The steps out of a state, in the order of the file. */
    public List<Transition> from(String state) {
        return transitions.stream().filter(step -> step.from().equals(state)).toList();
    }
}
