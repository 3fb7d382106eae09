package org.tuban.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * Steps with four eyes: one person proposes, another decides.
 *
 * <p>A proposal rests on the version of the feature that its proposer has seen. If the feature has moved on, the
 * proposal is stale: it is not decided before its proposer has brought it onto the feature as it is now.
 */
@Service
public class Proposals {

    /** Most proposals of one feature that are listed. */
    static final int MOST_LISTED = 100;

    private final ProposalStore store;
    private final ProposalJournal journal;
    private final Workflows workflows;
    private final Features features;
    private final Sights sights;
    private final Custody custody;

    Proposals(
            ProposalStore store,
            ProposalJournal journal,
            Workflows workflows,
            Features features,
            Sights sights,
            Custody custody) {
        this.store = store;
        this.journal = journal;
        this.workflows = workflows;
        this.features = features;
        this.sights = sights;
        this.custody = custody;
    }

    /**
     * Proposes a step.
     *
     * @param feature the feature as it is now, of a layer that the caller may see
     * @param expectedVersion the version of the feature that the caller has seen
     * @throws Problem as {@link Workflows#move}; already-exists (members proposal, proposedBy) if the feature has a
     *     proposal that is not settled
     */
    public Proposal propose(Feature feature, long expectedVersion, Move move, Caller caller) {
        CheckedStep checked = workflows.check(feature, expectedVersion, move, caller, true);
        Proposal.Event event = new Proposal.Event(ProposalAction.PROPOSE, caller.name(), journal.now(), null, null);
        Proposal first = new Proposal(
                journal.newId(),
                feature.ref(),
                content(feature, checked),
                ProposalStatus.OPEN,
                1,
                caller.name(),
                event.at(),
                event);
        if (!journal.begin(first)) {
            throw pending(feature.ref());
        }
        return first;
    }

    private static Proposal.Content content(Feature feature, CheckedStep checked) {
        return new Proposal.Content(
                checked.step().from(),
                checked.step().to(),
                feature.version(),
                checked.validFrom(),
                checked.note(),
                checked.evidence().recorded());
    }

    private Problem pending(FeatureRef ref) {
        Problem problem =
                new Problem(ProblemType.ALREADY_EXISTS, "%s has a proposal that is not settled".formatted(ref));
        store.findPending(ref)
                .ifPresent(other -> problem.with("proposal", other.id()).with("proposedBy", other.proposedBy()));
        return problem;
    }

    /**
     * A proposal.
     *
     * @throws Problem not-found if there is none that the caller may see
     */
    public Proposal get(String id, Caller caller) {
        return store.find(id)
                .filter(proposal -> maySee(proposal, caller))
                .orElseThrow(() -> Problem.notFound("proposal '%s'".formatted(id)));
    }

    /** All versions of a proposal, oldest first; who may see the last may see all. */
    public List<Proposal> versions(Proposal proposal) {
        return store.versions(proposal.id());
    }

    /** The proposals of a feature that the caller may see, newest first, at most {@value #MOST_LISTED}. */
    public List<Proposal> of(FeatureRef feature, Caller caller) {
        return store.of(feature, MOST_LISTED).stream()
                .filter(proposal -> maySee(proposal, caller))
                .toList();
    }

    /** The proposal of a feature that is not settled, if the caller may see it. */
    public Optional<Proposal> findPending(FeatureRef feature, Caller caller) {
        return caller.signedIn()
                ? store.findPending(feature).filter(proposal -> maySee(proposal, caller))
                : Optional.empty();
    }

    /** Those in a status of features of these layers, oldest first, at most so many, whoever may see them. */
    List<Proposal> in(ProposalStatus status, List<String> layerIds, int limit) {
        return store.in(status, layerIds, limit);
    }

    /** What is not decided yet is for those who look after the feature, and for the proposer. */
    private boolean maySee(Proposal proposal, Caller caller) {
        FeatureRef ref = proposal.feature();
        return workflows.maySee(ref, sights.of(caller))
                && (proposal.proposedBy().equals(caller.name()) || workflows.looksAfter(ref, caller));
    }

    /** True if the feature has moved on since the proposer has seen it. */
    public static boolean isStale(Proposal proposal, @Nullable Feature now) {
        return proposal.status().isPending()
                && (now == null || now.version() != proposal.content().baseVersion());
    }

    /** Why the caller may not decide the proposal; empty if it may. */
    public Optional<Barred> whyNotDecide(Proposal proposal, Caller caller) {
        return findStep(proposal).map(step -> barred(proposal, step, caller)).orElse(Optional.of(Barred.ROLE));
    }

    private Optional<Barred> barred(Proposal proposal, Transition step, Caller caller) {
        if (proposal.proposedBy().equals(caller.name())) {
            return Optional.of(Barred.OWN_PROPOSAL);
        }
        boolean vouches = step.requires().stream()
                .filter(asked -> asked.type() == EvidenceType.ACCOUNT)
                .anyMatch(asked ->
                        caller.name().equals(proposal.content().evidence().get(asked.field())));
        if (vouches) {
            return Optional.of(Barred.SECOND_PERSON);
        }
        if (step.decidedEverywhereBy(caller.roles())) {
            return Optional.empty();
        }
        if (!step.decidedAtHomeBy(caller.roles())) {
            return Optional.of(Barred.ROLE);
        }
        return custody.isAssigned(proposal.feature(), caller) ? Optional.empty() : Optional.of(Barred.NOT_YOURS);
    }

    /** True if the caller may take the proposal back: its proposer, and an administrator if the proposer cannot. */
    public static boolean mayWithdraw(Proposal proposal, Caller caller) {
        return proposal.status().isPending()
                && (proposal.proposedBy().equals(caller.name())
                        || caller.roles().contains(Role.ADMIN));
    }

    /** Who may decide the proposal, by role; empty if the workflow no longer has the step. */
    public Set<Role> deciders(Proposal proposal) {
        return findStep(proposal).map(Transition::decidedBy).orElse(Set.of());
    }

    private Optional<Transition> findStep(Proposal proposal) {
        return workflows
                .findWorkflowOf(proposal.feature().layer())
                .flatMap(workflow -> workflow.step(
                        proposal.content().from(), proposal.content().to()))
                .filter(Transition::isDecided);
    }

    /**
     * Decides a proposal: the step is taken, one version of the feature, with the trail of the decision in its history.
     *
     * @param expectedVersion the version of the proposal that the caller has seen
     * @param comment in words, or null
     * @throws Problem the first that holds of: not-found; stale-version of the proposal; proposal-closed if it waits for
     *     no decision; forbidden (member reason); stale-version of the feature if it has moved on; evidence-missing if
     *     what was shown does not hold any more
     */
    public Proposal approve(String id, long expectedVersion, @Nullable String comment, Caller caller) {
        Proposal seen = forDecision(id, expectedVersion, caller);
        String words = PlainText.readNote("comment", comment);
        Feature feature = features.get(seen.feature(), Sight.EVERYTHING);
        if (isStale(seen, feature)) {
            throw Features.stale(feature).with("proposal", seen.id());
        }
        CheckedStep checked = workflows.checkAgain(feature, seen);
        Proposal.Event event =
                new Proposal.Event(ProposalAction.APPROVE, caller.name(), journal.now(), words, feature.version() + 1);
        Proposal next = seen.next(event);
        return journal.advance(next, () -> {
            workflows.write(feature, checked, trail(seen, event), caller);
            return next;
        });
    }

    /** What history keeps beside the evidence: both names. The whole trail is in the versions of the proposal. */
    private static Map<String, Object> trail(Proposal proposal, Proposal.Event decision) {
        Map<String, Object> trail = new LinkedHashMap<>();
        trail.put("proposal", proposal.id());
        trail.put("proposed_by", proposal.proposedBy());
        trail.put("proposed_at", proposal.proposedAt().toString());
        trail.put("decided_by", decision.by());
        if (decision.comment() != null) {
            trail.put("decided_comment", decision.comment());
        }
        return trail;
    }

    /**
     * Sends a proposal back to its proposer.
     *
     * @throws Problem as {@link #approve}; invalid-body if there is no comment
     */
    public Proposal sendBack(String id, long expectedVersion, @Nullable String comment, Caller caller) {
        Proposal seen = forDecision(id, expectedVersion, caller);
        String words = PlainText.readNote("comment", comment);
        if (words == null) {
            throw Problem.invalidBody("comment", null, "what the proposer should mend, in words");
        }
        return record(seen, ProposalAction.RETURN, words, caller);
    }

    private Proposal forDecision(String id, long expectedVersion, Caller caller) {
        Proposal seen = seen(id, expectedVersion, caller);
        if (seen.status() != ProposalStatus.OPEN) {
            throw closed(seen);
        }
        whyNotDecide(seen, caller).ifPresent(barred -> {
            throw new Problem(ProblemType.FORBIDDEN, "proposal '%s': %s".formatted(id, barred.words()))
                    .with("reason", barred.id());
        });
        return seen;
    }

    /**
     * Takes a proposal back.
     *
     * @throws Problem as {@link #approve}; forbidden to all but its proposer and administrators
     */
    public Proposal withdraw(String id, long expectedVersion, @Nullable String comment, Caller caller) {
        Proposal seen = seen(id, expectedVersion, caller);
        if (!seen.status().isPending()) {
            throw closed(seen);
        }
        if (!mayWithdraw(seen, caller)) {
            throw notTheProposer(seen, "taken back");
        }
        return record(seen, ProposalAction.WITHDRAW, PlainText.readNote("comment", comment), caller);
    }

    /**
     * Amends a proposal, or brings it onto the feature as it is now; it waits for a decision then.
     *
     * @param featureVersion the version of the feature that the caller has seen
     * @param move the step to the same state, with everything that it is to be shown with
     * @throws Problem as {@link #approve} and {@link #propose}; forbidden to all but its proposer
     */
    public Proposal resubmit(String id, long expectedVersion, long featureVersion, Move move, Caller caller) {
        Proposal seen = seen(id, expectedVersion, caller);
        if (!seen.status().isPending()) {
            throw closed(seen);
        }
        if (!seen.proposedBy().equals(caller.name())) {
            throw notTheProposer(seen, "amended");
        }
        if (!move.to().equals(seen.content().to())) {
            throw Problem.invalidBody(
                    "to", PlainText.shown(move.to(), 60), seen.content().to());
        }
        Feature feature = features.get(seen.feature(), Sight.EVERYTHING);
        CheckedStep checked = workflows.check(feature, featureVersion, move, caller, true);
        Proposal.Event event = new Proposal.Event(ProposalAction.RESUBMIT, caller.name(), journal.now(), null, null);
        Proposal next = seen.next(content(feature, checked), event);
        return journal.advance(next, () -> next);
    }

    private Proposal record(Proposal seen, ProposalAction action, @Nullable String comment, Caller caller) {
        Proposal next = seen.next(new Proposal.Event(action, caller.name(), journal.now(), comment, null));
        return journal.advance(next, () -> next);
    }

    private Proposal seen(String id, long expectedVersion, Caller caller) {
        Workflows.requireSignedIn(caller);
        Proposal last = get(id, caller);
        if (last.version() != expectedVersion) {
            throw ProposalJournal.stale(last);
        }
        return last;
    }

    private static Problem closed(Proposal proposal) {
        return new Problem(
                        ProblemType.PROPOSAL_CLOSED,
                        "proposal '%s' is %s"
                                .formatted(proposal.id(), proposal.status().id()))
                .with("status", proposal.status().id());
    }

    private static Problem notTheProposer(Proposal proposal, String done) {
        return new Problem(
                        ProblemType.FORBIDDEN,
                        "proposal '%s' is %s by %s, who made it".formatted(proposal.id(), done, proposal.proposedBy()))
                .with("reason", "not-the-proposer");
    }
}
