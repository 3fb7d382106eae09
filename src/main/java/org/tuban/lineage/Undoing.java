package org.tuban.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.attachment.Attachments;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureCorrections;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.indicator.Observation;
import org.tuban.indicator.Observations;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.store.TransactionTime;
import org.tuban.store.Transactions;
import org.tuban.workflow.LocalCalendar;
import org.tuban.workflow.PlainText;

/**
 * Takes an operation back as a whole.
 *
 * <p>It then never was so, from its own begin on: parents are there again with shape, values, links and figures as they
 * were, children and what was made for them are only in history. What was known in between is still answered by
 * {@code recorded}.
 */
@Service
public class Undoing {

    private static final int MOST_NAMED = 20;

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final FeatureCorrections corrections;
    private final Links links;
    private final Observations observations;
    private final Attachments attachments;
    private final LineageStore store;
    private final LineageOperations operations;
    private final OperationReports reports;
    private final LocalCalendar calendar;
    private final TransactionTime time;
    private final Transactions transactions;

    Undoing(
            Layers layers,
            Sights sights,
            Features features,
            FeatureCorrections corrections,
            Links links,
            Observations observations,
            Attachments attachments,
            LineageStore store,
            LineageOperations operations,
            OperationReports reports,
            LocalCalendar calendar,
            TransactionTime time,
            Transactions transactions) {
        this.layers = layers;
        this.sights = sights;
        this.features = features;
        this.corrections = corrections;
        this.links = links;
        this.observations = observations;
        this.attachments = attachments;
        this.store = store;
        this.operations = operations;
        this.reports = reports;
        this.calendar = calendar;
        this.time = time;
        this.transactions = transactions;
    }

    /** Why it cannot be undone: a thing that is not as the operation left it. */
    private record Hindrance(Thing thing, String id, String problem) {

        Map<String, Object> shown() {
            return Map.of("kind", thing.id(), "id", id, "problem", problem);
        }
    }

    /**
     * Undoes an operation.
     *
     * @param reason why, in words
     * @return the undoing, an operation itself
     * @throws Problem not-signed-in, forbidden, not-found; not-undoable (member hindrances) if it is an undoing, has been
     *     undone, or a child was changed, linked, observed or attached to since
     */
    public OperationReport undo(String id, @Nullable String reason, Caller by) {
        Features.requireEditor(by);
        LineageOperation operation = store.find(id)
                .orElseThrow(
                        () -> Problem.notFound("operation '%s'".formatted(id)).with("id", id));
        Layer layer = layers.find(operation.layer()).orElseThrow();
        operation.features(Role.PARENT).forEach(parent -> sights.get(parent, by));
        String why = PlainText.readNote("reason", reason);
        if (why == null) {
            throw Problem.invalidBody("reason", null, "why it is undone, in words");
        }
        refuseTwice(operation);
        return transactions.write(() -> {
            List<Feature> children = children(operation);
            time.notBefore(children.stream()
                    .map(Feature::recordedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(operation.recordedAt()));
            Context context = new Context(
                    operations.newId(),
                    OperationKind.UNDO,
                    operation.validFrom(),
                    calendar.day(operation.validFrom()),
                    why,
                    by);
            if (operation.kind() == OperationKind.ADJUST) {
                restoreInPlace(operation, children, context);
            } else {
                bringBack(operation, children, context);
            }
            return reports.of(operations.record(layer, context, operation.id()), sights.of(by));
        });
    }

    private static void refuseTwice(LineageOperation operation) {
        if (operation.kind() == OperationKind.UNDO || operation.undoneBy() != null) {
            String words = operation.undoneBy() == null
                    ? "Operation %s is an undoing itself".formatted(operation.id())
                    : "Operation %s was undone by %s".formatted(operation.id(), operation.undoneBy());
            throw new Problem(ProblemType.NOT_UNDOABLE, words).with("undoneBy", operation.undoneBy());
        }
    }

    private static void refuse(LineageOperation operation, List<Hindrance> hindrances) {
        if (!hindrances.isEmpty()) {
            Hindrance first = hindrances.get(0);
            throw new Problem(
                            ProblemType.NOT_UNDOABLE,
                            "%s: %s %s %s"
                                            .formatted(
                                                    operation.id(),
                                                    first.thing().id(),
                                                    first.id(),
                                                    first.problem())
                                    + (hindrances.size() > 1 ? " (and %d more)".formatted(hindrances.size() - 1) : ""))
                    .with(
                            "hindrances",
                            hindrances.stream()
                                    .limit(MOST_NAMED)
                                    .map(Hindrance::shown)
                                    .toList());
        }
    }

    /** The children as the operation left them, in the order of their ids. */
    private List<Feature> children(LineageOperation operation) {
        List<Hindrance> hindrances = new ArrayList<>();
        List<Feature> children = new ArrayList<>();
        boolean go = operation.kind() != OperationKind.ADJUST;
        for (Item item : operation.items(Thing.FEATURE, Role.CHILD)) {
            FeatureRef ref = Context.ref(operation.layer(), item);
            Optional<Feature> now = features.find(ref, Sight.EVERYTHING);
            if (now.isEmpty()) {
                hindrances.add(new Hindrance(Thing.FEATURE, item.id(), "has ended since"));
            } else if (now.get().version() != item.version()) {
                hindrances.add(new Hindrance(
                        Thing.FEATURE,
                        item.id(),
                        "was changed since: it is at version %d, by %s"
                                .formatted(now.get().version(), now.get().recordedBy())));
            }
            if (go && !attachments.of(ref).isEmpty()) {
                hindrances.add(new Hindrance(Thing.FEATURE, item.id(), "has attachments since"));
            }
            now.ifPresent(children::add);
        }
        if (go) {
            for (Item item : operation.items(Thing.FEATURE, Role.PARENT)) {
                FeatureRef parent = Context.ref(operation.layer(), item);
                if (features.lastVersion(parent) != endOf(item)) {
                    hindrances.add(new Hindrance(Thing.FEATURE, item.id(), "was changed since"));
                }
            }
        }
        refuse(operation, hindrances);
        children.sort(Comparator.comparing(child -> child.ref().id()));
        return children;
    }

    private void restoreInPlace(LineageOperation operation, List<Feature> children, Context context) {
        for (Feature child : children) {
            Item before = operation.items(Thing.FEATURE, Role.PARENT).stream()
                    .filter(item -> item.id().equals(child.ref().id()))
                    .findFirst()
                    .orElseThrow();
            context.add(Role.PARENT, Thing.FEATURE, child.ref().id(), child.version());
            restore(child.ref(), child.version(), before, context);
        }
    }

    private void bringBack(LineageOperation operation, List<Feature> children, Context context) {
        Edit end = new Edit(Operation.DELETE, Map.of(), null, context.since(), context.reason(), context.evidence());
        for (Feature child : children) {
            features.write(child, end, context.by());
            context.add(Role.PARENT, Thing.FEATURE, child.ref().id(), child.version());
        }
        operation.items(Thing.FEATURE, Role.PARENT).stream()
                .sorted(Comparator.comparing(Item::id))
                // The end that the operation wrote is the version behind the one that was so.
                .forEach(before ->
                        restore(Context.ref(operation.layer(), before), before.version() + 1, before, context));
        handBackLinks(operation, children, context);
        handBackObservations(operation, children, context);
    }

    /** The end that the operation wrote is the version behind the one that was so. */
    private static long endOf(Item parent) {
        return parent.version() + 1;
    }

    private void restore(FeatureRef ref, long expected, Item before, Context context) {
        Feature again = corrections.restore(
                ref,
                expected,
                new FeatureCorrections.Restoration(
                        before.version(), context.since(), context.reason(), context.evidence()),
                context.by());
        context.add(Role.CHILD, Thing.FEATURE, ref.id(), again.version());
    }

    private void handBackLinks(LineageOperation operation, List<Feature> children, Context context) {
        List<Hindrance> hindrances = new ArrayList<>();
        List<Item> made = operation.items(Thing.LINK, Role.CHILD);
        List<Item> ended = operation.items(Thing.LINK, Role.PARENT);
        Set<String> own = made.stream().map(Item::id).collect(Collectors.toSet());
        Set<String> others = new HashSet<>();
        children.forEach(child -> links.held(child.ref()).stream()
                .map(Link::id)
                .filter(link -> !own.contains(link))
                .forEach(others::add));
        others.stream()
                .sorted()
                .forEach(link -> hindrances.add(new Hindrance(Thing.LINK, link, "was made about a child since")));
        made.forEach(item -> refuseChanged(item, links.find(item.id()).map(Link::version), hindrances));
        for (Item item : ended) {
            Optional<Link> link = links.find(item.id());
            refuseChanged(item, link.map(Link::version), hindrances);
            link.flatMap(found -> List.of(found.from(), found.to()).stream()
                            .filter(end -> features.find(end, Sight.EVERYTHING).isEmpty())
                            .findFirst())
                    .ifPresent(end -> hindrances.add(
                            new Hindrance(Thing.LINK, item.id(), "leads to %s, which has ended".formatted(end))));
        }
        refuse(operation, hindrances);
        for (Item item : made) {
            links.withdraw(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.PARENT, Thing.LINK, item.id(), item.version());
        }
        for (Item item : ended) {
            Link again = links.reopen(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.CHILD, Thing.LINK, item.id(), again.version());
        }
    }

    private void handBackObservations(LineageOperation operation, List<Feature> children, Context context) {
        List<Hindrance> hindrances = new ArrayList<>();
        List<Item> made = operation.items(Thing.OBSERVATION, Role.CHILD);
        Set<String> own = made.stream().map(Item::id).collect(Collectors.toSet());
        children.forEach(child -> observations.of(child.ref()).stream()
                .map(Observation::id)
                .filter(figure -> !own.contains(figure))
                .forEach(figure ->
                        hindrances.add(new Hindrance(Thing.OBSERVATION, figure, "was recorded of a child since"))));
        made.forEach(item -> refuseChanged(item, observations.find(item.id()).map(Observation::version), hindrances));
        refuse(operation, hindrances);
        for (Item item : made) {
            observations.withdraw(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.PARENT, Thing.OBSERVATION, item.id(), item.version());
        }
    }

    private static void refuseChanged(Item item, Optional<Long> version, List<Hindrance> hindrances) {
        if (version.isEmpty() || version.get() != item.version()) {
            hindrances.add(new Hindrance(item.thing(), item.id(), "was changed since"));
        }
    }
}
