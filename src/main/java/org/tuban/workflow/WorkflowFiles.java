package org.tuban.workflow;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.CodeList;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Visibility;

/** Reads the workflows of an installation and checks them against each other and against the layers. */
final class WorkflowFiles {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final DataFiles files;
    private final Layers layers;

    WorkflowFiles(DataFiles files, Layers layers) {
        this.files = files;
        this.layers = layers;
    }

    /** What a file holds, with the lines of its states and transitions. */
    record Content(
            String id,
            Label title,
            String source,
            String initial,
            List<Located<State>> states,
            List<Located<Transition>> transitions,
            @Nullable Located<IdleRule> idleRule) {

        /** Refuses missing members. */
        Content {
            if (id == null || !ID.matcher(id).matches()) {
                throw new IllegalArgumentException("workflow id \"%s\": allowed is %s".formatted(id, ID.pattern()));
            }
            if (title == null || source == null || initial == null || states == null || transitions == null) {
                throw new IllegalArgumentException(
                        "workflow \"%s\" needs title, source, initial, states and transitions".formatted(id));
            }
        }

        Workflow workflow() {
            return new Workflow(
                    id,
                    title,
                    source,
                    initial,
                    states.stream().map(Located::value).toList(),
                    transitions.stream().map(Located::value).toList(),
                    idleRule == null ? null : idleRule.value());
        }
    }

    /**
     * All workflows by id, in the order of their files.
     *
     * @throws DataFileException if a file is broken, or refers to something that is not there or does not fit
     */
    Map<String, Workflow> read() {
        Map<String, Workflow> found = new LinkedHashMap<>();
        for (String path : files.list("workflows", ".json")) {
            Content content = files.read(path, Content.class);
            checkStates(path, content);
            checkTransitions(path, content);
            checkIdleRule(path, content);
            if (found.putIfAbsent(content.id(), content.workflow()) != null) {
                throw refusal(path, content.id(), "workflow \"%s\" is there twice".formatted(content.id()));
            }
            for (Layer layer : layersOf(content.id())) {
                checkStatusField(layer, content.workflow());
                checkWritten(path, content, layer);
                new DeadlineFields(path, layer).check(content);
            }
        }
        for (Layer layer : layers.list()) {
            String wanted = layer.workflow();
            if (wanted != null && !found.containsKey(wanted)) {
                throw refusal(pathOf(layer), wanted, "there is no workflow \"%s\"".formatted(wanted));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private void checkStates(String path, Content content) {
        if (!layers.sources().containsKey(content.source())) {
            throw refusal(path, content.source(), "there is no source \"%s\"".formatted(content.source()));
        }
        Set<String> ids = new HashSet<>();
        for (Located<State> state : content.states()) {
            if (!ids.add(state.value().id())) {
                throw refusal(
                        path,
                        state,
                        "state \"%s\" is there twice".formatted(state.value().id()));
            }
        }
        if (!ids.contains(content.initial())) {
            throw refusal(path, content.initial(), "there is no state \"%s\" to begin in".formatted(content.initial()));
        }
    }

    private void checkTransitions(String path, Content content) {
        Set<String> states =
                content.states().stream().map(state -> state.value().id()).collect(Collectors.toSet());
        Set<String> steps = new HashSet<>();
        for (Located<Transition> located : content.transitions()) {
            Transition step = located.value();
            for (String end : List.of(step.from(), step.to())) {
                if (!states.contains(end)) {
                    throw refusal(path, located, "there is no state \"%s\"".formatted(end));
                }
            }
            if (!steps.add(step.from() + " " + step.to())) {
                throw refusal(path, located, "transition %s to %s is there twice".formatted(step.from(), step.to()));
            }
            step.requires().forEach(requirement -> checkCodeList(path, located, requirement));
        }
        Set<String> reached = reachedFrom(content.workflow());
        for (Located<State> state : content.states()) {
            if (!reached.contains(state.value().id())) {
                throw refusal(
                        path,
                        state,
                        "no transitions lead from %s to state \"%s\""
                                .formatted(content.initial(), state.value().id()));
            }
        }
    }

    /** The rule moves features itself: the steps that it takes must be there, and taken at once. */
    private void checkIdleRule(String path, Content content) {
        Located<IdleRule> located = content.idleRule();
        if (located == null) {
            return;
        }
        IdleRule rule = located.value();
        if (!layers.sources().containsKey(rule.source())) {
            throw refusal(path, located, "there is no source \"%s\"".formatted(rule.source()));
        }
        for (IdleRule.Ground ground : rule.grounds()) {
            if (content.workflow()
                    .step(ground.state(), rule.suspect())
                    .filter(step -> !step.isDecided())
                    .isEmpty()) {
                throw refusal(
                        path,
                        located,
                        "the idle rule needs a step from %s to %s that nobody decides"
                                .formatted(ground.state(), rule.suspect()));
            }
        }
    }

    private void checkCodeList(String path, Located<Transition> step, Requirement requirement) {
        String list = requirement.codeList();
        if (list != null && !layers.codeLists().containsKey(list)) {
            throw refusal(
                    path, step, "evidence \"%s\": there is no code list \"%s\"".formatted(requirement.field(), list));
        }
    }

    private static Set<String> reachedFrom(Workflow workflow) {
        Set<String> reached = new HashSet<>(Set.of(workflow.initial()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            workflow.from(open.pop()).stream()
                    .map(Transition::to)
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }

    private void checkStatusField(Layer layer, Workflow workflow) {
        String name = String.valueOf(layer.statusField());
        @Nullable
        String listId = layer.field(name)
                .filter(field -> field.type() == FieldType.CODE)
                .map(Field::codeList)
                .orElse(null);
        if (listId == null) {
            throw refusal(pathOf(layer), name, "statusField \"%s\" must be of type code".formatted(name));
        }
        Set<String> states = workflow.states().stream().map(State::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> codes =
                Optional.ofNullable(layers.codeLists().get(listId)).map(CodeList::codes).orElse(List.of()).stream()
                        .map(CodeList.Code::code)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!states.equals(codes)) {
            throw refusal(
                    pathOf(layer),
                    listId,
                    "code list \"%s\" of the status must hold exactly the states of workflow \"%s\"; it holds %s, the states are %s"
                            .formatted(listId, workflow.id(), codes, states));
        }
    }

    private void checkWritten(String path, Content content, Layer layer) {
        for (Located<Transition> step : content.transitions()) {
            for (Requirement requirement : step.value().requires()) {
                whyNotWritable(requirement, layer).ifPresent(reason -> {
                    throw refusal(path, step, "evidence \"%s\": %s".formatted(requirement.field(), reason));
                });
                whyNoMaximum(requirement, step.value(), layer).ifPresent(reason -> {
                    throw refusal(path, step, "evidence \"%s\": %s".formatted(requirement.field(), reason));
                });
            }
        }
    }

    private static Optional<String> whyNotWritable(Requirement requirement, Layer layer) {
        String writes = requirement.writes();
        if (writes == null) {
            return Optional.empty();
        }
        Optional<Field> field = layer.field(writes);
        if (field.filter(marked -> marked.visibility() != Visibility.PUBLIC).isPresent()
                && !writes.equals(requirement.field())) {
            // History keeps evidence under its own name, and hides what is hidden by the name of the field.
            return Optional.of(
                    "field \"%s\" is not public: evidence that writes it must have its name".formatted(writes));
        }
        if (field.isEmpty()) {
            return Optional.of("layer \"%s\" has no field \"%s\" to write".formatted(layer.id(), writes));
        }
        if (writes.equals(layer.statusField())) {
            return Optional.of("it writes the status field \"%s\"; only the step itself does".formatted(writes));
        }
        boolean fits = requirement.type().fits(field.get().type())
                && (requirement.codeList() == null
                        || requirement.codeList().equals(field.get().codeList()));
        return fits
                ? Optional.empty()
                : Optional.of("a value of type %s does not fit field \"%s\" of layer \"%s\", which is of type %s"
                        .formatted(
                                requirement.type().id(),
                                writes,
                                layer.id(),
                                field.get().type().id()));
    }

    private static Optional<String> whyNoMaximum(Requirement requirement, Transition step, Layer layer) {
        String name = requirement.maximumField();
        if (name == null) {
            return Optional.empty();
        }
        boolean evidence = step.requirement(name)
                .map(Requirement::type)
                .filter(type -> type == EvidenceType.INTEGER || type == EvidenceType.NUMBER)
                .isPresent();
        boolean field = layer.field(name)
                .map(Field::type)
                .filter(type -> type == FieldType.INTEGER || type == FieldType.NUMBER)
                .isPresent();
        return evidence || field
                ? Optional.empty()
                : Optional.of(
                        "maximumField \"%s\" is no number of the step or of layer \"%s\"".formatted(name, layer.id()));
    }

    private List<Layer> layersOf(String workflow) {
        return layers.list().stream()
                .filter(layer -> workflow.equals(layer.workflow()))
                .toList();
    }

    private static String pathOf(Layer layer) {
        return "layers/" + layer.id() + ".json";
    }

    private DataFileException refusal(String path, String value, String reason) {
        return new DataFileException(path, files.lineOf(path, "\"" + value + "\""), reason);
    }

    static DataFileException refusal(String path, Located<?> at, String reason) {
        return new DataFileException(path, at.line(), reason);
    }
}
