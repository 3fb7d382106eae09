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
 * @param roles who may take it, or propose it if it is decided: any of them; never empty
 * @param decidedBy who may decide what others propose; empty if the step is taken at once
 * @param deadline by when the step is due, or null
 * @param requires evidence it asks for, in the order of the form
 */
public record Transition(
        String from,
        String to,
        @Nullable Label title,
        Direction direction,
        Set<Role> roles,
        Set<Role> decidedBy,
        @Nullable Deadline deadline,
        List<Requirement> requires) {

    /** Copies the collections and checks what can be seen from the transition alone. */
    public Transition {
        if (from == null || to == null || direction == null) {
            throw new IllegalArgumentException("a transition needs from, to and direction");
        }
        if (roles == null || roles.isEmpty()) {
            throw new IllegalArgumentException("transition %s to %s needs roles".formatted(from, to));
        }
        roles = inOrder(roles);
        decidedBy = decidedBy == null ? Set.of() : inOrder(decidedBy);
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

    /** In the order of the enum, so that answers look the same every time. */
    private static Set<Role> inOrder(Set<Role> roles) {
        Set<Role> ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        return Collections.unmodifiableSet(ordered);
    }

    /** True if one person proposes the step and another decides it. */
    public boolean isDecided() {
        return !decidedBy.isEmpty();
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
        return everywhere(roles, held);
    }

    /** True if an account with these roles may decide the step on every feature. */
    boolean decidedEverywhereBy(Set<Role> held) {
        return everywhere(decidedBy, held);
    }

    private static boolean everywhere(Set<Role> wanted, Set<Role> held) {
        Set<Role> acting = EnumSet.noneOf(Role.class);
        acting.addAll(held);
        if (acting.contains(Role.ADMIN)) {
            // An administrator may do what a planner may.
            acting.add(Role.PLANNER);
        }
        acting.remove(Role.LEAD);
        return acting.stream().anyMatch(wanted::contains);
    }

    /** True if an account with these roles may take the step on the features it looks after. */
    boolean openAtHomeTo(Set<Role> held) {
        return held.contains(Role.LEAD) && roles.contains(Role.LEAD);
    }

    /** True if an account with these roles may decide the step on the features it looks after. */
    boolean decidedAtHomeBy(Set<Role> held) {
        return held.contains(Role.LEAD) && decidedBy.contains(Role.LEAD);
    }
}
