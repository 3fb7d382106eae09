package org.tuban.lineage;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Reshaping;
import org.tuban.store.TransactionTime;
import org.tuban.store.Transactions;
import org.tuban.workflow.LocalCalendar;
import org.tuban.workflow.PlainText;

/**
 * Divides features, puts them together and moves their common boundaries.
 *
 * <p>All that an operation writes – ends, beginnings, links, figures, history, change log and lineage – is one
 * transaction, recorded at one instant. Shapes are worked out before it begins. Features are written in the order of their
 * ids and links after them, so that two operations never wait for each other.
 */
@Service
public class LineageOperations {

    private static final String KIND = "operation";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LETTERS_OF_ID = 10;
    private static final int ECHOED = 60;

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final Successions successions;
    private final HandedLinks links;
    private final HandedObservations observations;
    private final LineageStore store;
    private final OperationReports reports;
    private final ChangeLog changes;
    private final LocalCalendar calendar;
    private final TransactionTime time;
    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    LineageOperations(
            Layers layers,
            Sights sights,
            Features features,
            Successions successions,
            HandedLinks links,
            HandedObservations observations,
            LineageStore store,
            OperationReports reports,
            ChangeLog changes,
            LocalCalendar calendar,
            TransactionTime time,
            Transactions transactions) {
        this.layers = layers;
        this.sights = sights;
        this.features = features;
        this.successions = successions;
        this.links = links;
        this.observations = observations;
        this.store = store;
        this.reports = reports;
        this.changes = changes;
        this.calendar = calendar;
        this.time = time;
        this.transactions = transactions;
    }

    /**
     * An operation, or what one would do.
     *
     * @throws Problem not-found if there is none, or the caller may see none of its features
     */
    public OperationReport get(String id, Caller caller) {
        LineageOperation found = store.find(id)
                .orElseThrow(
                        () -> Problem.notFound("operation '%s'".formatted(id)).with("id", id));
        return reports.of(found, sights.of(caller));
    }

    /**
     * Carries out an operation.
     *
     * @param rehearsal true to check everything, tell what would come of it, and write nothing
     * @throws Problem not-signed-in, forbidden, not-found; stale-version if a parent has moved on; operation-refused
     *     (members reason, and place or path, squareMetres or difference), invalid-body, invalid-feature, already-exists
     */
    public OperationReport run(Draft draft, boolean rehearsal, Caller by) {
        Features.requireEditor(by);
        sights.get(draft.layer(), by);
        Layer layer = layers.find(draft.layer()).orElseThrow();
        requireAllowed(layer, draft);
        String reason = readReason(draft.reason());
        List<Feature> parents = draft.parents().stream()
                .map(parent -> current(parent, new FeatureRef(layer.id(), parent.id()), by))
                .toList();
        requireOneState(layer, parents);
        Instant last = parents.stream()
                .map(Feature::validFrom)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        @Nullable
        Instant since = calendar.readValidFrom(draft.validFrom(), last).orElse(null);
        Succession succession = successions.of(layer, parents, draft);
        Supplier<OperationReport> work = () -> {
            Instant now = time.notBefore(latest(parents));
            Instant from = since == null ? now : since;
            Context context = new Context(newId(), succession.kind(), from, calendar.day(from), reason, by);
            write(succession, draft, context);
            return reports.of(record(layer, context, null), sights.of(by));
        };
        return rehearsal ? transactions.rehearse(work) : transactions.write(work);
    }

    private static void requireAllowed(Layer layer, Draft draft) {
        Reshaping reshaping = layer.reshaping();
        if (reshaping == null || !reshaping.operations().contains(draft.kind())) {
            throw Problem.invalidBody(
                    "kind",
                    draft.kind().id(),
                    "an operation that the definition of layer %s names".formatted(layer.id()));
        }
        Set<String> ids = new HashSet<>();
        draft.parents().forEach(parent -> {
            if (!ids.add(parent.id())) {
                throw Problem.invalidBody("parents", PlainText.shown(parent.id(), ECHOED), "each feature once");
            }
        });
        boolean one = draft.kind() == Reshaping.Kind.SPLIT;
        if (one ? ids.size() != 1 : ids.size() < 2) {
            throw Problem.invalidBody("parents", ids.size(), one ? "one feature" : "two or more features");
        }
    }

    private static String readReason(@Nullable String given) {
        String reason = PlainText.readNote("reason", given);
        if (reason == null) {
            throw Problem.invalidBody("reason", null, "why it is done, in words");
        }
        return reason;
    }

    private Feature current(Draft.Parent parent, FeatureRef ref, Caller by) {
        sights.get(ref, by);
        Feature current;
        try {
            current = features.get(ref, Sight.EVERYTHING);
        } catch (Problem missing) {
            throw ended(ref, missing);
        }
        if (current.version() != parent.version()) {
            throw Features.stale(current);
        }
        return current;
    }

    /** Of parcels in several states it could not be said in which the whole is. */
    private static void requireOneState(Layer layer, List<Feature> parents) {
        String field = layer.statusField();
        if (field != null
                && parents.stream()
                                .map(parent -> Objects.toString(parent.text(field)))
                                .distinct()
                                .count()
                        > 1) {
            List<String> states = parents.stream()
                    .map(parent -> parent.ref().id() + " " + parent.text(field))
                    .toList();
            throw Refusals.of(
                    "states", "parents", "they are in several states of the workflow: " + String.join(", ", states));
        }
    }

    private static Instant latest(List<Feature> parents) {
        return parents.stream()
                .map(parent ->
                        parent.recordedAt().isAfter(parent.validFrom()) ? parent.recordedAt() : parent.validFrom())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void write(Succession succession, Draft draft, Context context) {
        boolean adjusts = succession.kind() == OperationKind.ADJUST;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < succession.parents().size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> succession.parents().get(i).ref().id()));
        long[] versions = new long[succession.parents().size()];
        for (int i : order) {
            Feature parent = succession.parents().get(i);
            Edit edit = adjusts
                    ? edit(Operation.UPDATE, succession.heirs().get(i), context)
                    : new Edit(Operation.DELETE, Map.of(), null, context.since(), context.reason(), context.evidence());
            versions[i] = write(parent, edit, context).version();
        }
        succession
                .parents()
                .forEach(parent -> context.add(
                        LineageOperation.Role.PARENT,
                        LineageOperation.Thing.FEATURE,
                        parent.ref().id(),
                        parent.version()));
        for (int i = 0; i < succession.heirs().size(); i++) {
            Succession.Heir heir = succession.heirs().get(i);
            long version = adjusts
                    ? versions[i]
                    : features.create(heir.ref(), edit(Operation.CREATE, heir, context), context.by())
                            .version();
            context.add(
                    LineageOperation.Role.CHILD,
                    LineageOperation.Thing.FEATURE,
                    heir.ref().id(),
                    version);
        }
        if (adjusts) {
            // The features go on, and so do their links and figures.
            context.refuseUnknown("links", draft.links().keySet(), Set.of());
            context.refuseUnknown("observations", draft.observations().keySet(), Set.of());
        } else {
            links.hand(succession, context, draft.links());
            observations.hand(succession, context, draft.observations());
        }
    }

    private Feature write(Feature parent, Edit edit, Context context) {
        try {
            return features.write(parent, edit, context.by());
        } catch (Problem overtaken) {
            // Another operation has ended it: whoever wants to end it as well has seen an older version.
            throw overtaken.type() == ProblemType.NOT_FOUND ? ended(parent.ref(), overtaken) : overtaken;
        }
    }

    private Problem ended(FeatureRef ref, Problem missing) {
        long last = features.lastVersion(ref);
        return last == 0
                ? missing
                : Features.stale(features.version(ref, last, Sight.EVERYTHING).feature());
    }

    private static Edit edit(Operation operation, Succession.Heir heir, Context context) {
        return new Edit(
                operation,
                heir.values(),
                new Edit.Shape(heir.shape()),
                context.since(),
                context.reason(),
                context.evidence());
    }

    /** Writes the lines of lineage and the change. */
    LineageOperation record(Layer layer, Context context, @Nullable String undoes) {
        LineageOperation operation = new LineageOperation(
                context.operation(),
                context.kind(),
                layer.id(),
                undoes,
                null,
                context.reason(),
                context.since(),
                time.now(),
                context.by().name(),
                context.items());
        long change = changes.append(new ChangeLog.Change(
                ChangeLog.Place.START,
                KIND,
                layer.id(),
                operation.id(),
                1,
                operation.kind().id(),
                operation.recordedAt(),
                operation.recordedBy()));
        store.insert(operation, change);
        return operation;
    }

    /** A new id, such as {@code op-7k3m9x2qab}. */
    String newId() {
        StringBuilder id = new StringBuilder("op-");
        for (int i = 0; i < LETTERS_OF_ID; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
