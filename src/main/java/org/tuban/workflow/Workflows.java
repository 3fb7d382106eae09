package org.tuban.workflow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.attachment.Attachments;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Lifecycle;
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

    private final Map<String, Workflow> workflows;
    private final Layers layers;
    private final Features features;
    private final Custody custody;
    private final LocalCalendar calendar;
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
        return layers.find(feature.ref().layer())
                .flatMap(layer -> findWorkflow(layer)
                        .map(workflow -> NextSteps.of(
                                workflow,
                                stateOf(feature, layer, workflow),
                                caller,
                                () -> custody.isAssigned(feature.ref(), caller))));
    }

    /**
     * Takes a feature a step further: one version, with its evidence in history.
     *
     * @param feature the feature as it is now, of a layer that the caller may see
     * @param expectedVersion the version that the caller has seen
     * @return the feature in its new state
     * @throws Problem the first that holds of: not-signed-in; stale-version (members currentVersion, changedBy,
     *     changedAt); invalid-body if there is no such state, or validFrom or note is not one; transition-not-allowed
     *     (members state, allowed); forbidden (member reason); evidence-missing (member fields: everything that is wrong)
     */
    public Feature move(Feature feature, long expectedVersion, Move move, Caller caller) {
        FeatureRef ref = feature.ref();
        Layer layer = layers.get(ref.layer());
        requireSignedIn(caller);
        if (feature.version() != expectedVersion) {
            throw Features.stale(feature);
        }
        Transition step = findStep(feature, layer, move.to());
        NextSteps.Closed closed = NextSteps.whyNot(step, caller, () -> custody.isAssigned(ref, caller));
        if (closed != null) {
            throw new Problem(ProblemType.FORBIDDEN, "%s to %s: %s".formatted(step.from(), step.to(), closed.words()))
                    .with("reason", closed.id());
        }
        @Nullable
        Instant validFrom =
                calendar.readValidFrom(move.validFrom(), feature.validFrom()).orElse(null);
        @Nullable String note = PlainText.readNote("note", move.note());
        Evidence evidence =
                new EvidenceCheck(step, rules(ref, caller), layer, feature.properties()).accept(move.evidence());
        Map<String, @Nullable Object> values = new LinkedHashMap<>(evidence.written());
        values.put(String.valueOf(layer.statusField()), step.to());
        return features.write(feature, Edit.transition(values, validFrom, note, evidence.recorded()), caller);
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

    private EvidenceCheck.Rules rules(FeatureRef ref, Caller caller) {
        return new EvidenceCheck.Rules(
                layers.codeLists(),
                calendar.today(),
                name -> custody.isSecondPerson(name, caller),
                id -> attachments.find(ref, id).isPresent());
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
