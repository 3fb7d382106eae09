package org.tuban.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.layer.Label;

/**
 * Finds what waits for somebody, in bounded time however many features there are.
 *
 * <p>A project lead's features are those assigned and what lies in them, at most {@value #MOST_ASSIGNED}. Planners and
 * administrators look after everything: for them states and days are asked of the store, at most a page of each.
 */
@Service
public class Inboxes {

    /** Most features of a project lead that are looked at. */
    static final int MOST_ASSIGNED = 2_000;

    /** Most proposals of a status that are looked at, the oldest first. */
    private static final int MOST_PROPOSALS = 500;

    /** Days ahead in which a deadline is shown. */
    private static final int SOON_DAYS = 14;

    private static final Comparator<Inbox.Item> BY_URGENCY = Comparator.comparing((Inbox.Item item) ->
                    item.due() == null ? Long.MIN_VALUE : item.due().daysOverdue())
            .reversed()
            .thenComparing(item -> item.name().zh())
            .thenComparing(Inbox.Item::id);

    private final Sights sights;
    private final Features features;
    private final Workflows workflows;
    private final Proposals proposals;
    private final ProposalViews views;
    private final Custody custody;

    Inboxes(
            Sights sights,
            Features features,
            Workflows workflows,
            Proposals proposals,
            ProposalViews views,
            Custody custody) {
        this.sights = sights;
        this.features = features;
        this.workflows = workflows;
        this.proposals = proposals;
        this.views = views;
        this.custody = custody;
    }

    /**
     * What waits for somebody who is signed in.
     *
     * @param limit most entries of a group, 1 or more
     */
    public Inbox of(Caller caller, int limit) {
        List<SeenLayer> seen = sights.list(caller).stream()
                .filter(one -> one.layer().workflow() != null)
                .toList();
        Map<FeatureRef, Feature> own = assigned(seen, caller);
        boolean all = caller.roles().contains(Role.PLANNER) || caller.roles().contains(Role.ADMIN);
        Map<Inbox.Kind, List<Inbox.Item>> found = new LinkedHashMap<>(proposed(seen, caller));
        Map<FeatureRef, Feature> tended = new LinkedHashMap<>(own);
        if (all) {
            tended.putAll(pressing(seen, limit));
        }
        List<Inbox.Item> looked = tended.values().stream()
                .map(feature -> item(feature, caller, own.containsKey(feature.ref())))
                .toList();
        List<Inbox.Item> due = looked.stream().filter(Inboxes::isSoonDue).toList();
        List<Inbox.Item> idle = looked.stream().filter(this::isSuspect).toList();
        List<Inbox.Item> mine = looked.stream()
                .filter(item -> own.containsKey(new FeatureRef(item.layer(), item.id())))
                .filter(item -> !item.steps().isEmpty())
                .toList();
        found.put(Inbox.Kind.DUE, due);
        found.put(Inbox.Kind.IDLE, idle);
        found.put(Inbox.Kind.MINE, mine);
        return new Inbox(
                workflows.today(),
                Stream.of(Inbox.Kind.values())
                        .map(kind -> group(kind, Objects.requireNonNull(found.get(kind)), limit))
                        .toList());
    }

    private static Inbox.Group group(Inbox.Kind kind, List<Inbox.Item> items, int limit) {
        boolean features = kind == Inbox.Kind.DUE || kind == Inbox.Kind.IDLE || kind == Inbox.Kind.MINE;
        List<Inbox.Item> sorted = features ? items.stream().sorted(BY_URGENCY).toList() : items;
        List<Inbox.Item> shown = sorted.stream().limit(limit).toList();
        return new Inbox.Group(kind, Math.min(sorted.size(), limit + 1), sorted.size() > limit, shown);
    }

    private Map<FeatureRef, Feature> assigned(List<SeenLayer> seen, Caller caller) {
        List<FeatureRef> refs = seen.stream()
                .flatMap(one -> custody.assignedTo(caller, one.layer().id()).stream())
                .limit(MOST_ASSIGNED)
                .toList();
        return features.findAll(refs, sights.of(caller));
    }

    /** The features of all with a deadline that has passed or soon will, and those suspected of lying idle. */
    private Map<FeatureRef, Feature> pressing(List<SeenLayer> seen, int limit) {
        Map<FeatureRef, Feature> found = new LinkedHashMap<>();
        for (SeenLayer one : seen) {
            workflows
                    .findWorkflow(one.layer())
                    .ifPresent(workflow -> workflows
                            .pressing(one, workflow, SOON_DAYS, limit + 1)
                            .forEach(query ->
                                    features.list(query).forEach(feature -> found.put(feature.ref(), feature))));
        }
        return found;
    }

    private static boolean isSoonDue(Inbox.Item item) {
        return item.due() != null && item.due().daysOverdue() >= -SOON_DAYS;
    }

    private boolean isSuspect(Inbox.Item item) {
        return workflows
                .findWorkflowOf(item.layer())
                .map(Workflow::idleRule)
                .filter(rule -> rule.suspect().equals(item.state()))
                .isPresent();
    }

    private Map<Inbox.Kind, List<Inbox.Item>> proposed(List<SeenLayer> seen, Caller caller) {
        List<String> ids = seen.stream().map(one -> one.layer().id()).toList();
        List<Proposal> pending = new ArrayList<>(proposals.in(ProposalStatus.OPEN, ids, MOST_PROPOSALS));
        pending.addAll(proposals.in(ProposalStatus.RETURNED, ids, MOST_PROPOSALS));
        Sight sight = sights.of(caller);
        pending.removeIf(proposal -> !workflows.maySee(proposal.feature(), sight));
        Map<FeatureRef, Feature> now =
                features.findAll(pending.stream().map(Proposal::feature).toList(), sight);
        Predicate<Proposal> stale = one -> Proposals.isStale(one, now.get(one.feature()));
        Predicate<Proposal> own = one -> one.proposedBy().equals(caller.name());
        Predicate<Proposal> open = one -> one.status() == ProposalStatus.OPEN;
        Predicate<Proposal> mine =
                one -> open.test(one) && proposals.whyNotDecide(one, caller).isEmpty();
        Map<Inbox.Kind, List<Inbox.Item>> found = new LinkedHashMap<>();
        found.put(Inbox.Kind.DECIDE, items(pending, mine.and(stale.negate()), now));
        found.put(Inbox.Kind.RETURNED, items(pending, own.and(open.negate()), now));
        found.put(Inbox.Kind.STALE, items(pending, stale.and(own.and(open).or(mine)), now));
        found.put(Inbox.Kind.PROPOSED, items(pending, own.and(open).and(stale.negate()), now));
        return found;
    }

    private List<Inbox.Item> items(List<Proposal> pending, Predicate<Proposal> wanted, Map<FeatureRef, Feature> now) {
        return pending.stream()
                .filter(wanted)
                .map(proposal -> item(proposal, now.get(proposal.feature())))
                .toList();
    }

    private Inbox.Item item(Proposal proposal, @Nullable Feature feature) {
        FeatureRef ref = proposal.feature();
        Optional<Workflow> workflow = workflows.findWorkflowOf(ref.layer());
        String state = feature == null ? null : workflows.findState(feature).orElse(null);
        String to = proposal.content().to();
        Proposal.Event last = proposal.last();
        return new Inbox.Item(
                ref.layer(),
                ref.id(),
                feature == null ? new Label(ref.id(), ref.id()) : workflows.nameOf(feature),
                state,
                state == null ? null : workflow.map(found -> found.label(state)).orElse(null),
                null,
                new Inbox.Waiting(
                        proposal.id(),
                        proposal.version(),
                        proposal.status(),
                        Proposals.isStale(proposal, feature),
                        to,
                        workflow.map(found -> found.label(to)).orElseGet(() -> new Label(to, to)),
                        views.person(last.by()),
                        last.at(),
                        last.comment()),
                List.of());
    }

    private Inbox.Item item(Feature feature, Caller caller, boolean assigned) {
        NextSteps next =
                workflows.findNextSteps(feature, caller, () -> assigned).orElseThrow();
        return new Inbox.Item(
                feature.ref().layer(),
                feature.ref().id(),
                workflows.nameOf(feature),
                next.state(),
                next.label(),
                next.due().stream().findFirst().orElse(null),
                null,
                next.open().stream().map(step -> step.label(next.workflow())).toList());
    }
}
