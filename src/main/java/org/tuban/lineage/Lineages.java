package org.tuban.lineage;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.layer.Layers;

/** Which feature became which, up and down. */
@Service
public class Lineages {

    /** Operations that are followed from one feature. */
    private static final int MOST_OPERATIONS = 500;

    private final LineageStore store;
    private final Features features;
    private final Layers layers;
    private final Sights sights;

    Lineages(LineageStore store, Features features, Layers layers, Sights sights) {
        this.store = store;
        this.features = features;
        this.layers = layers;
        this.sights = sights;
    }

    /**
     * The lineage of a feature.
     *
     * @param operations all that it came from or that came of it, in the order in which they were written down
     * @param complete false if there are more than are followed
     */
    public record Lineage(FeatureRef feature, List<OperationSummary> operations, boolean complete) {}

    /**
     * Operations that a feature took part in itself, in the order in which they were written down; of their features those
     * that the caller may see.
     */
    public List<OperationSummary> of(FeatureRef feature, Caller caller) {
        return summaries(store.of(feature.layer(), Set.of(feature.id()), MOST_OPERATIONS), caller);
    }

    private List<OperationSummary> summaries(List<LineageOperation> operations, Caller caller) {
        Sight sight = sights.of(caller);
        return operations.stream()
                .map(operation ->
                        OperationSummary.of(operation, id -> isSeen(new FeatureRef(operation.layer(), id), sight)))
                .toList();
    }

    /**
     * All that a feature came from and all that came of it.
     *
     * @throws Problem not-found if there never was such a feature, or the caller may not see its layer
     */
    public Lineage get(FeatureRef feature, Caller caller) {
        sights.get(feature, caller);
        if (features.lastVersion(feature) == 0) {
            throw feature.missing();
        }
        Map<String, LineageOperation> found = new LinkedHashMap<>();
        walk(Set.of(feature), LineageOperation.Role.CHILD, found);
        walk(Set.of(feature), LineageOperation.Role.PARENT, found);
        // By time: an operation is written down after all that it follows.
        List<LineageOperation> ordered = found.values().stream()
                .sorted(Comparator.comparing(LineageOperation::recordedAt))
                .toList();
        return new Lineage(feature, summaries(ordered, caller), found.size() < MOST_OPERATIONS);
    }

    private boolean isSeen(FeatureRef feature, Sight sight) {
        return layers.find(feature.layer())
                .flatMap(layer -> sight.find(layer, feature.id()))
                .isPresent();
    }

    /** Features and all that they came from. */
    Set<FeatureRef> ancestors(Collection<FeatureRef> features) {
        return walk(features, LineageOperation.Role.CHILD, new LinkedHashMap<>());
    }

    /** Goes from features of one role of operations to those of the other, as far as it leads. */
    private Set<FeatureRef> walk(
            Collection<FeatureRef> from, LineageOperation.Role role, Map<String, LineageOperation> found) {
        LineageOperation.Role other =
                role == LineageOperation.Role.CHILD ? LineageOperation.Role.PARENT : LineageOperation.Role.CHILD;
        Set<FeatureRef> known = new HashSet<>(from);
        Deque<Set<FeatureRef>> rounds = new ArrayDeque<>(List.of(Set.copyOf(from)));
        while (!rounds.isEmpty() && found.size() < MOST_OPERATIONS) {
            Set<FeatureRef> round = rounds.pop();
            Set<FeatureRef> next = new HashSet<>();
            String layer = round.iterator().next().layer();
            Set<String> ids = round.stream().map(FeatureRef::id).collect(Collectors.toSet());
            for (LineageOperation operation : store.of(layer, ids, MOST_OPERATIONS)) {
                if (operation.features(role).stream().anyMatch(round::contains)) {
                    found.put(operation.id(), operation);
                    operation.features(other).stream().filter(known::add).forEach(next::add);
                }
            }
            if (!next.isEmpty()) {
                rounds.push(next);
            }
        }
        return known;
    }
}
