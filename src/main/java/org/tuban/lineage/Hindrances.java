package org.tuban.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Thing;

/** Why an operation cannot be undone: things that are not as it left them. */
final class Hindrances {

    private static final int MOST_NAMED = 20;

    private final LineageOperation operation;
    private final List<Hindrance> found = new ArrayList<>();

    Hindrances(LineageOperation operation) {
        this.operation = operation;
    }

    private record Hindrance(Thing thing, String id, String problem) {

        Map<String, Object> shown() {
            return Map.of("kind", thing.id(), "id", id, "problem", problem);
        }
    }

    void add(Thing thing, String id, String problem) {
        found.add(new Hindrance(thing, id, problem));
    }

    /** Adds a thing that is at another version than the operation left it at, or is not there. */
    void addIfChanged(Item item, Optional<Long> version) {
        if (version.isEmpty() || version.get() != item.version()) {
            add(item.thing(), item.id(), "was changed since");
        }
    }

    /** Throws not-undoable (member hindrances) if there are any. */
    void refuse() {
        if (found.isEmpty()) {
            return;
        }
        Hindrance first = found.get(0);
        String words = "%s: %s %s %s".formatted(operation.id(), first.thing().id(), first.id(), first.problem());
        String more = found.size() > 1 ? " (and %d more)".formatted(found.size() - 1) : "";
        throw new Problem(ProblemType.NOT_UNDOABLE, words + more)
                .with(
                        "hindrances",
                        found.stream().limit(MOST_NAMED).map(Hindrance::shown).toList());
    }
}
