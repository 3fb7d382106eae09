package org.tuban.dossier;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.layer.Layer;
import org.tuban.workflow.ProposalViews;
import org.tuban.workflow.Workflows;

/** Where features stand in their workflows, as dossiers show it. */
@Component
class StepViews {

    private final Workflows workflows;
    private final ProposalViews proposals;

    StepViews(Workflows workflows, ProposalViews proposals) {
        this.workflows = workflows;
        this.proposals = proposals;
    }

    /** The state a feature is in, if its layer has a workflow. */
    Optional<String> findState(Feature feature) {
        return workflows.findState(feature);
    }

    /** Where a feature stands and what the caller may do about it; null if its layer has no workflow. */
    @Nullable
    ShownWorkflow now(Feature feature, Caller caller) {
        return workflows
                .findNextSteps(feature, caller)
                .map(next -> ShownWorkflow.of(
                        next, proposals.findPending(feature, caller).orElse(null)))
                .orElse(null);
    }

    /** Where a feature stood; null if its layer has no workflow. */
    @Nullable
    ShownWorkflow then(Feature feature, Layer layer) {
        return workflows
                .findWorkflow(layer)
                .flatMap(found -> findState(feature).map(state -> ShownWorkflow.past(found, state)))
                .orElse(null);
    }
}
