package org.tuban.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.layer.Label;

/** Shows proposals to a caller: who people are, what states are called, what may be done. */
@Component
public class ProposalViews {

    private final Proposals proposals;
    private final Workflows workflows;
    private final Features features;
    private final Accounts accounts;

    ProposalViews(Proposals proposals, Workflows workflows, Features features, Accounts accounts) {
        this.proposals = proposals;
        this.workflows = workflows;
        this.features = features;
        this.accounts = accounts;
    }

    /** The proposal of a feature that is not settled, if there is one that the caller may see. */
    public Optional<ShownProposal> findPending(Feature feature, Caller caller) {
        return proposals.findPending(feature.ref(), caller).map(proposal -> of(proposal, feature, caller));
    }

    /** A proposal that the caller may see. */
    public ShownProposal of(Proposal proposal, Caller caller) {
        return of(proposal, features.find(proposal.feature(), Sight.EVERYTHING).orElse(null), caller);
    }

    /** A proposal that the caller may see, of a feature as it is now; null if the feature has ended. */
    ShownProposal of(Proposal proposal, @Nullable Feature now, Caller caller) {
        Proposal.Content content = proposal.content();
        return new ShownProposal(
                proposal.id(),
                proposal.feature().layer(),
                proposal.feature().id(),
                proposal.version(),
                proposal.status(),
                Proposals.isStale(proposal, now),
                content.from(),
                content.to(),
                label(proposal.feature(), content.to()),
                content.baseVersion(),
                content.validFrom(),
                content.note(),
                content.evidence(),
                person(proposal.proposedBy()),
                proposal.proposedAt(),
                proposals.deciders(proposal),
                may(proposal, caller),
                proposals.versions(proposal).stream().map(this::event).toList());
    }

    private ShownProposal.May may(Proposal proposal, Caller caller) {
        boolean open = proposal.status() == ProposalStatus.OPEN;
        Barred barred = open ? proposals.whyNotDecide(proposal, caller).orElse(null) : null;
        boolean own = proposal.proposedBy().equals(caller.name());
        return new ShownProposal.May(
                open && barred == null,
                barred,
                own && proposal.status().isPending(),
                Proposals.mayWithdraw(proposal, caller));
    }

    private ShownProposal.ShownEvent event(Proposal version) {
        Proposal.Content content = version.content();
        Proposal.Event event = version.last();
        return new ShownProposal.ShownEvent(
                version.version(),
                event.action(),
                person(event.by()),
                event.at(),
                event.comment(),
                content.baseVersion(),
                content.validFrom(),
                content.note(),
                content.evidence(),
                event.madeVersion());
    }

    private Label label(FeatureRef feature, String state) {
        return workflows
                .findWorkflowOf(feature.layer())
                .map(workflow -> workflow.label(state))
                .orElseGet(() -> new Label(state, state));
    }

    /** An account as people know it; it may be gone, then the bare name stands. */
    public ShownProposal.Person person(String name) {
        return new ShownProposal.Person(
                name, accounts.find(name).map(Account::displayName).orElse(name));
    }
}
