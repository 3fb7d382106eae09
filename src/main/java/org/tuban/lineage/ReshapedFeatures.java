package org.tuban.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.tuban.attachment.Attachments;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureCorrections;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;

/** What becomes of the features themselves: parents end or get other shapes, children begin; and all of it back. */
@Component
final class ReshapedFeatures {

    private final Features features;
    private final FeatureCorrections corrections;
    private final Attachments attachments;

    ReshapedFeatures(Features features, FeatureCorrections corrections, Attachments attachments) {
        this.features = features;
        this.corrections = corrections;
        this.attachments = attachments;
    }

    /**
     * A feature as it is now.
     *
     * @throws Problem not-found if there never was one; stale-version if it has ended or is at another version
     */
    Feature current(FeatureRef ref, long expected) {
        Feature current;
        try {
            current = features.get(ref, Sight.EVERYTHING);
        } catch (Problem missing) {
            throw ended(ref, missing);
        }
        if (current.version() != expected) {
            throw Features.stale(current);
        }
        return current;
    }

    private Problem ended(FeatureRef ref, Problem missing) {
        long last = features.lastVersion(ref);
        return last == 0
                ? missing
                : Features.stale(features.version(ref, last, Sight.EVERYTHING).feature());
    }

    /** Writes parents in the order of their ids, and then children; the lines of lineage about them are added. */
    void reshape(Succession succession, Context context) {
        List<Feature> parents = succession.parents();
        boolean adjusts = succession.kind() == OperationKind.ADJUST;
        long[] versions = new long[parents.size()];
        IntStream.range(0, parents.size())
                .boxed()
                .sorted(Comparator.comparing(i -> parents.get(i).ref().id()))
                .forEach(i -> {
                    Edit edit =
                            adjusts ? edit(Operation.UPDATE, succession.heirs().get(i), context) : end(context);
                    versions[i] = write(parents.get(i), edit, context).version();
                });
        parents.forEach(
                parent -> context.add(Role.PARENT, Thing.FEATURE, parent.ref().id(), parent.version()));
        for (int i = 0; i < succession.heirs().size(); i++) {
            Succession.Heir heir = succession.heirs().get(i);
            long version = adjusts
                    ? versions[i]
                    : features.create(heir.ref(), edit(Operation.CREATE, heir, context), context.by())
                            .version();
            context.add(Role.CHILD, Thing.FEATURE, heir.ref().id(), version);
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

    private static Edit edit(Operation operation, Succession.Heir heir, Context context) {
        return new Edit(
                operation,
                heir.values(),
                new Edit.Shape(heir.shape()),
                context.since(),
                context.reason(),
                context.evidence());
    }

    private static Edit end(Context context) {
        return new Edit(Operation.DELETE, Map.of(), null, context.since(), context.reason(), context.evidence());
    }

    /**
     * The children of an operation in the order of their ids.
     *
     * @throws Problem not-undoable if one of them or of the parents is not as the operation left it
     */
    List<Feature> children(LineageOperation operation) {
        Hindrances hindrances = new Hindrances(operation);
        List<Feature> children = new ArrayList<>();
        boolean made = operation.kind() != OperationKind.ADJUST;
        for (Item item : operation.items(Thing.FEATURE, Role.CHILD)) {
            FeatureRef ref = Context.ref(operation.layer(), item);
            Optional<Feature> now = features.find(ref, Sight.EVERYTHING);
            if (now.isEmpty()) {
                hindrances.add(Thing.FEATURE, item.id(), "has ended since");
            } else if (now.get().version() != item.version()) {
                hindrances.add(
                        Thing.FEATURE,
                        item.id(),
                        "was changed since: it is at version %d, by %s"
                                .formatted(now.get().version(), now.get().recordedBy()));
            }
            if (made && !attachments.of(ref).isEmpty()) {
                hindrances.add(Thing.FEATURE, item.id(), "has attachments since");
            }
            now.ifPresent(children::add);
        }
        if (made) {
            operation.items(Thing.FEATURE, Role.PARENT).stream()
                    .filter(item -> features.lastVersion(Context.ref(operation.layer(), item)) != endOf(item))
                    .forEach(item -> hindrances.add(Thing.FEATURE, item.id(), "was changed since"));
        }
        hindrances.refuse();
        children.sort(Comparator.comparing(child -> child.ref().id()));
        return children;
    }

    /** The end that an operation wrote is the version behind the one that was so. */
    private static long endOf(Item parent) {
        return parent.version() + 1;
    }

    /** Gives adjusted features the shapes and values that they had. */
    void restoreInPlace(LineageOperation operation, List<Feature> children, Context context) {
        for (Feature child : children) {
            Item before = operation.items(Thing.FEATURE, Role.PARENT).stream()
                    .filter(item -> item.id().equals(child.ref().id()))
                    .findFirst()
                    .orElseThrow();
            context.add(Role.PARENT, Thing.FEATURE, child.ref().id(), child.version());
            restore(child.ref(), child.version(), before, context);
        }
    }

    /** Ends children and brings parents back. */
    void bringBack(LineageOperation operation, List<Feature> children, Context context) {
        for (Feature child : children) {
            features.write(child, end(context), context.by());
            context.add(Role.PARENT, Thing.FEATURE, child.ref().id(), child.version());
        }
        operation.items(Thing.FEATURE, Role.PARENT).stream()
                .sorted(Comparator.comparing(Item::id))
                .forEach(before -> restore(Context.ref(operation.layer(), before), endOf(before), before, context));
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
}
