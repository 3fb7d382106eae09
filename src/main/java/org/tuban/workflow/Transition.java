package org.tuban.workflow;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Role;
import org.tuban.layer.Label;

/**
 * A step that a workflow allows.
 *
 * @param from id of the state it starts in
 * @param to id of the state it leads to
 * @param title what people read for the step, or null for the title of the state it leads to
 * @param direction where it leads, seen from the usual course
 * @param roles who may take it: any of them; never empty
 * @param requires evidence it asks for, in the order of the form
 */
public record Transition(
        String from,
        String to,
        @Nullable Label title,
        Direction direction,
        Set<Role> roles,
        List<Requirement> requires) {

    /** Copies the collections and checks what can be seen from the transition alone. */
    public Transition {
        if (from == null || to == null || direction == null) {
            throw new IllegalArgumentException("a transition needs from, to and direction");
        }
        if (roles == null || roles.isEmpty()) {
            throw new IllegalArgumentException("transition %s to %s needs roles".formatted(from, to));
        }
        // In the order of the enum, so that answers look the same every time.
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        requires = requires == null ? List.of() : List.copyOf(requires);
        Set<String> fields = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (Requirement requirement : requires) {
            String writes = requirement.writes();
            if (!fields.add(requirement.field()) || (writes != null && !written.add(writes))) {
                throw new IllegalArgumentException("transition %s to %s asks for \"%s\" twice or writes it twice"
                        .formatted(from, to, requirement.field()));
            }
        }
    }

    /** What people read for the step in its workflow. */
    public Label label(Workflow workflow) {
        return title == null ? workflow.label(to) : title;
    }

    /** The requirement of that name, if there is one. */
    public Optional<Requirement> requirement(String field) {
        return requires.stream()
                .filter(requirement -> requirement.field().equals(field))
                .findFirst();
    }

    /** True if an account with these roles may take the step on every feature, whomever it is assigned to. */
    boolean openEverywhereTo(Set<Role> held) {
        Set<Role> acting = EnumSet.noneOf(Role.class);
        acting.addAll(held);
        if (acting.contains(Role.ADMIN)) {
            // An administrator may do what a planner may.
            acting.add(Role.PLANNER);
        }
        acting.remove(Role.LEAD);
        return acting.stream().anyMatch(roles::contains);
    }

    /** True if an account with these roles may take the step on the features it looks after. */
    boolean openAtHomeTo(Set<Role> held) {
        return held.contains(Role.LEAD) && roles.contains(Role.LEAD);
    }
}
