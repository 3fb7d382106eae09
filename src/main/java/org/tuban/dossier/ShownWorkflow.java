package org.tuban.dossier;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Role;
import org.tuban.attachment.FileType;
import org.tuban.layer.Label;
import org.tuban.workflow.Direction;
import org.tuban.workflow.Due;
import org.tuban.workflow.EvidenceType;
import org.tuban.workflow.NextSteps;
import org.tuban.workflow.Requirement;
import org.tuban.workflow.ShownProposal;
import org.tuban.workflow.Transition;
import org.tuban.workflow.Workflow;

/**
 * Where the feature stands and what the caller may do about it now.
 *
 * @param id the workflow
 * @param state the feature's state
 * @param label what people read for it
 * @param mayMove true if any step is open to the caller
 * @param reason why none is although there are steps, or null
 * @param transitions the steps open to the caller
 * @param due deadlines of the feature in its state, the most urgent first
 * @param proposal the proposal that is not settled, if there is one that the caller may see, or null
 */
record ShownWorkflow(
        String id,
        String state,
        Label label,
        boolean mayMove,
        NextSteps.@Nullable Closed reason,
        List<Step> transitions,
        List<Due> due,
        @Nullable ShownProposal proposal) {

    /**
     * A step open to the caller.
     *
     * @param to state it leads to
     * @param label what people read for the step
     * @param decidedBy who decides it when it is proposed; empty if it is taken at once
     */
    record Step(String to, Label label, Direction direction, Set<Role> decidedBy, List<Asked> requires) {}

    /** A piece of evidence the step asks for; members as in {@link Requirement}. */
    record Asked(
            String field,
            EvidenceType type,
            Label label,
            boolean required,
            @Nullable String group,
            @Nullable Number minimum,
            @Nullable Number maximum,
            @Nullable String maximumField,
            @Nullable String codeList,
            Set<FileType> fileTypes,
            boolean notAfterToday) {}

    static ShownWorkflow of(NextSteps next, @Nullable ShownProposal proposal) {
        return new ShownWorkflow(
                next.workflow().id(),
                next.state(),
                next.label(),
                !next.open().isEmpty(),
                next.closed(),
                next.open().stream().map(step -> step(step, next)).toList(),
                next.due(),
                proposal);
    }

    /** Where a feature stood; nothing can be done about the past. */
    static ShownWorkflow past(Workflow workflow, String state) {
        return new ShownWorkflow(workflow.id(), state, workflow.label(state), false, null, List.of(), List.of(), null);
    }

    private static Step step(Transition step, NextSteps next) {
        return new Step(
                step.to(),
                step.label(next.workflow()),
                step.direction(),
                step.decidedBy(),
                step.requires().stream().map(ShownWorkflow::asked).toList());
    }

    private static Asked asked(Requirement requirement) {
        return new Asked(
                requirement.field(),
                requirement.type(),
                requirement.title(),
                requirement.required(),
                requirement.group(),
                Json.number(requirement.minimum()),
                Json.number(requirement.maximum()),
                requirement.maximumField(),
                requirement.codeList(),
                requirement.fileTypes(),
                requirement.notAfterToday());
    }
}
