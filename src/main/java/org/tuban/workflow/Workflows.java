package org.tuban.workflow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.attachment.Attachment;
import org.tuban.attachment.Attachments;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Lifecycle;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sight;
import org.tuban.feature.Sort;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** The workflows of this installation, and the one way to take a feature a step further. */
@Service
public class Workflows implements Lifecycle {

    private static final int ECHOED = 60;
    private static final String VALID_FROM = "valid_from";

    private final Map<String, Workflow> workflows;
    private final Layers layers;
    private final Features features;
    private final Custody custody;
    private final LocalCalendar calendar;
    private final Deadlines deadlines;
    private final Attachments attachments;

    /**
     * Reads and checks the workflows.
     *
     * @throws DataFileException if a file is broken, or refers to something that is not there or does not fit
     */
    Workflows(
            DataFiles files,
            Layers layers,
            Features features,
            Custody custody,
            LocalCalendar calendar,
            Attachments attachments) {
        this.workflows = new WorkflowFiles(files, layers).read();
        this.layers = layers;
        this.features = features;
        this.custody = custody;
        this.calendar = calendar;
        this.deadlines = new Deadlines(features, calendar);
        this.attachments = attachments;
    }

    /** All workflows by id, in the order of their files. */
    public Map<String, Workflow> list() {
        return workflows;
    }

    @Override
    public Optional<String> findInitialState(Layer layer) {
        return findWorkflow(layer).map(Workflow::initial);
    }

    /** The state a feature is in, if its layer has a workflow; a feature that was never given one is in the first. */
    public Optional<String> findState(Feature feature) {
        return layers.find(feature.ref().layer())
                .flatMap(layer -> findWorkflow(layer).map(workflow -> stateOf(feature, layer, workflow)));
    }

    /** Where a feature stands and where the caller may take it; empty if its layer has no workflow. */
    public Optional<NextSteps> findNextSteps(Feature feature, Caller caller) {
        return findNextSteps(feature, caller, () -> custody.isAssigned(feature.ref(), caller));
    }

    /** The same, where it may be known already whether the caller looks after the feature. */
    Optional<NextSteps> findNextSteps(Feature feature, Caller caller, BooleanSupplier isAssigned) {
        return layers.find(feature.ref().layer())
                .flatMap(layer ->
                        findWorkflow(layer).map(workflow -> nextSteps(feature, layer, workflow, caller, isAssigned)));
    }

    /** What people call a feature. */
    Label nameOf(Feature feature) {
        return feature.label(layers.get(feature.ref().layer()));
    }

    /**
     * Queries for the features of a layer with a deadline that is past or soon will be, and for those suspected of lying
     * idle, the most urgent first, each of a page at most.
     */
    List<FeatureQuery> pressing(SeenLayer seen, Workflow workflow, int soonDays, int limit) {
        List<FeatureQuery> queries = new ArrayList<>();
        Layer layer = seen.layer();
        String status = String.valueOf(layer.statusField());
        LocalDate today = calendar.today();
        for (State state : workflow.states()) {
            FeatureQuery inState = FeatureQuery.all(seen).where(status, state.id());
            for (Deadlines.Step step : Deadlines.of(workflow, state.id())) {
                LocalDate last =
                        today.plusDays(soonDays).minusDays(step.deadline().days());
                String field = step.deadline().field();
                if (field != null && layer.field(field).isEmpty()) {
                    // Hidden from this caller: what is due by it is hidden too.
                    continue;
                }
                FeatureQuery pressing = field == null
                        ? inState.sortedBy(List.of(new Sort(VALID_FROM, false)))
                        : inState.whereAtMost(field, last).sortedBy(List.of(new Sort(field, false)));
                queries.add(pressing.page(null, limit));
            }
            if (workflow.idleRule() != null
                    && state.id().equals(workflow.idleRule().suspect())) {
                queries.add(inState.page(null, limit));
            }
        }
        return queries;
    }

    private NextSteps nextSteps(
            Feature feature, Layer layer, Workflow workflow, Caller caller, BooleanSupplier isAssigned) {
        String state = stateOf(feature, layer, workflow);
        return NextSteps.of(workflow, state, caller, isAssigned)
                .with(caller.signedIn() ? deadlines.of(feature, layer, workflow, state) : List.of());
    }

    /**
     * Takes a feature a step further: one version, with its evidence in history.
     *
     * @param feature the feature as it is now, of a layer that the caller may see
     * @param expectedVersion the version that the caller has seen
     * @return the feature in its new state
     * @throws Problem the first that holds of: not-signed-in; stale-version (members currentVersion, changedBy,
     *     changedAt); invalid-body if there is no such state, or validFrom or note is not one; transition-not-allowed
     *     (members state, allowed), also of a step that somebody else decides (member proposals); forbidden (member reason); evidence-missing (member fields: everything that is wrong)
     */
    public Feature move(Feature feature, long expectedVersion, Move move, Caller caller) {
        return write(feature, check(feature, expectedVersion, move, caller, false), Map.of(), caller);
    }

    /** The day it is where the installation is. */
    LocalDate today() {
        return calendar.today();
    }

    /**
     * Takes a step that a rule of the service itself makes, with an explanation beside its evidence.
     *
     * @throws Problem as {@link #move}
     */
    Feature moveByRule(Feature feature, Move move, Map<String, Object> explanation, Caller rule) {
        return write(feature, check(feature, feature.version(), move, rule, false), explanation, rule);
    }

    /**
     * A step that somebody wants to take or to propose, when everything about it is found good.
     *
     * @param proposing true if the step is to be proposed, false if it is to be taken at once
     * @throws Problem as {@link #move}; transition-not-allowed too if the step is one that is taken at once and not
     *     proposed, or the other way round
     */
    CheckedStep check(Feature feature, long expectedVersion, Move move, Caller caller, boolean proposing) {
        FeatureRef ref = feature.ref();
        Layer layer = layers.get(ref.layer());
        requireSignedIn(caller);
        if (feature.version() != expectedVersion) {
            throw Features.stale(feature);
        }
        Transition step = findStep(feature, layer, move.to());
        if (step.isDecided() != proposing) {
            throw otherDoor(ref, step);
        }
        NextSteps.Closed closed = NextSteps.whyNot(step, caller, () -> custody.isAssigned(ref, caller));
        if (closed != null) {
            throw new Problem(ProblemType.FORBIDDEN, "%s to %s: %s".formatted(step.from(), step.to(), closed.words()))
                    .with("reason", closed.id());
        }
        @Nullable
        Instant validFrom =
                calendar.readValidFrom(move.validFrom(), feature.validFrom()).orElse(null);
        @Nullable String note = PlainText.readNote("note", move.note());
        Evidence evidence = evidence(feature, layer, step, move.evidence(), caller.name());
        return new CheckedStep(layer, step, validFrom, note, evidence);
    }

    /**
     * A step that somebody proposed, when what it is shown with still holds.
     *
     * @throws Problem transition-not-allowed if there is no such step from the feature's state; evidence-missing
     */
    CheckedStep checkAgain(Feature feature, Proposal proposal) {
        Layer layer = layers.get(feature.ref().layer());
        Proposal.Content content = proposal.content();
        Transition step = findStep(feature, layer, content.to());
        Map<String, @Nullable Object> given = new LinkedHashMap<>(content.evidence());
        Evidence evidence = evidence(feature, layer, step, given, proposal.proposedBy());
        return new CheckedStep(layer, step, content.validFrom(), content.note(), evidence);
    }

    /** Writes a step that was found good: one version. {@code trail} goes to history beside the evidence. */
    Feature write(Feature feature, CheckedStep checked, Map<String, Object> trail, Caller caller) {
        Map<String, @Nullable Object> values =
                new LinkedHashMap<>(checked.evidence().written());
        values.put(String.valueOf(checked.layer().statusField()), checked.step().to());
        Map<String, Object> recorded = new LinkedHashMap<>(checked.evidence().recorded());
        recorded.putAll(trail);
        return features.write(feature, Edit.transition(values, checked.validFrom(), checked.note(), recorded), caller);
    }

    private Evidence evidence(
            Feature feature, Layer layer, Transition step, Map<String, @Nullable Object> given, String first) {
        return new EvidenceCheck(step, rules(feature.ref(), first), layer, feature.properties()).accept(given);
    }

    private static Problem otherDoor(FeatureRef ref, Transition step) {
        String door = step.isDecided() ? "proposals" : "transitions";
        return new Problem(
                        ProblemType.TRANSITION_NOT_ALLOWED,
                        step.isDecided()
                                ? "%s to %s is proposed by one person and decided by another"
                                        .formatted(step.from(), step.to())
                                : "%s to %s is taken at once; nobody decides it".formatted(step.from(), step.to()))
                .with("state", step.from())
                .with("allowed", List.of())
                .with(door, "/api/features/%s/%s".formatted(ref, door));
    }

    /** True if the caller may do something about the feature: change it, or take it a step further from some state. */
    public boolean looksAfter(FeatureRef feature, Caller caller) {
        return caller.roles().contains(Role.PLANNER)
                || caller.roles().contains(Role.ADMIN)
                || (caller.roles().contains(Role.LEAD) && custody.isAssigned(feature, caller));
    }

    /**
     * Refuses the public.
     *
     * @throws Problem not-signed-in
     */
    public static void requireSignedIn(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Moving a feature needs a signed-in account");
        }
    }

    private Transition findStep(Feature feature, Layer layer, String to) {
        Workflow workflow = findWorkflow(layer)
                .orElseThrow(() -> new Problem(
                                ProblemType.TRANSITION_NOT_ALLOWED, "Layer '%s' has no workflow".formatted(layer.id()))
                        .with("state", null)
                        .with("allowed", List.of()));
        if (workflow.state(to).isEmpty()) {
            String states = workflow.states().stream().map(State::id).collect(Collectors.joining(", "));
            throw Problem.invalidBody("to", PlainText.shown(to, ECHOED), "one of " + states);
        }
        String state = stateOf(feature, layer, workflow);
        List<Transition> steps = workflow.from(state);
        return steps.stream()
                .filter(step -> step.to().equals(to))
                .findFirst()
                .orElseThrow(() -> new Problem(
                                ProblemType.TRANSITION_NOT_ALLOWED,
                                "From %s there is no step to %s".formatted(state, to))
                        .with("state", state)
                        .with(
                                "allowed",
                                steps.stream()
                                        .map(step -> new Destination(step.to(), step.label(workflow)))
                                        .toList()));
    }

    /** A state that a step leads to, in a refusal. */
    record Destination(String to, Label label) {}

    private EvidenceCheck.Rules rules(FeatureRef ref, String first) {
        return new EvidenceCheck.Rules(
                layers.codeLists(),
                calendar.today(),
                name -> custody.isSecondPerson(name, first),
                id -> attachments.find(ref, id).map(Attachment::type));
    }

    /** The workflow of the layer of that id, if there is one and it has one. */
    Optional<Workflow> findWorkflowOf(String layerId) {
        return layers.find(layerId).flatMap(this::findWorkflow);
    }

    /** True if the caller may see the feature, where it stands alone. */
    boolean maySee(FeatureRef ref, Sight sight) {
        return layers.find(ref.layer())
                .flatMap(layer -> sight.find(layer, ref.id()))
                .isPresent();
    }

    /** The workflow of a layer, if it has one. */
    public Optional<Workflow> findWorkflow(Layer layer) {
        return Optional.ofNullable(layer.workflow()).map(workflows::get);
    }

    private static String stateOf(Feature feature, Layer layer, Workflow workflow) {
        String state = feature.text(String.valueOf(layer.statusField()));
        return state == null ? workflow.initial() : state;
    }
}
