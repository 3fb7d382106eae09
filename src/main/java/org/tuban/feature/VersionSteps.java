package org.tuban.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.layer.Layers;

/** Says what changes of the log did to features, from history: many at once, so that those who follow don't ask for each. */
@Service
public class VersionSteps {

    private final Layers layers;
    private final HistoryStore history;

    VersionSteps(Layers layers, HistoryStore history) {
        this.layers = layers;
        this.history = history;
    }

    /** What some changes did, in their order; those that are not of features, and of layers that are gone, are left out. */
    public List<VersionStep> of(List<Change> changes) {
        Map<Change, HistoryStore.Written> written = new HashMap<>();
        changes.stream()
                .filter(change -> change.feature().isPresent())
                .collect(Collectors.groupingBy(Change::layer))
                .forEach(
                        (id, some) -> layers.find(id).ifPresent(layer -> written.putAll(history.written(layer, some))));
        List<VersionStep> steps = new ArrayList<>();
        for (Change change : changes) {
            HistoryStore.Written found = written.get(change);
            if (found != null) {
                steps.add(new VersionStep(
                        change,
                        living(found.before()),
                        living(found.version()),
                        found.version().validTo()));
            }
        }
        return steps;
    }

    private static @Nullable Feature living(@Nullable HistoryEntry entry) {
        return entry == null || entry.operation() == Operation.DELETE ? null : entry.feature();
    }
}
