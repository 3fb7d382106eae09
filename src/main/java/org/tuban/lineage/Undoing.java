package org.tuban.lineage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.Features;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.lineage.LineageOperation.Role;
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

    private final Sights sights;
    private final ReshapedFeatures features;
    private final HandedLinks links;
    private final HandedObservations observations;
    private final OperationLog log;

    Undoing(
            Sights sights,
            ReshapedFeatures features,
            HandedLinks links,
            HandedObservations observations,
            OperationLog log) {
        this.sights = sights;
        this.features = features;
        this.links = links;
        this.observations = observations;
        this.log = log;
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
        LineageOperation operation = log.get(id);
        Layer layer = sights.catalogue().find(operation.layer()).orElseThrow();
        operation.features(Role.PARENT).forEach(parent -> sights.get(parent, by));
        String why = PlainText.readNote("reason", reason);
        if (why == null) {
            throw Problem.invalidBody("reason", null, "why it is undone, in words");
        }
        refuseTwice(operation);
        return log.write(false, sights.of(by), () -> {
            List<Feature> children = features.children(operation);
            Instant latest = children.stream()
                    .map(Feature::recordedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(operation.recordedAt());
            log.recordedNotBefore(latest);
            Context context = log.begin(OperationKind.UNDO, operation.validFrom(), why, by);
            if (operation.kind() == OperationKind.ADJUST) {
                features.restoreInPlace(operation, children, context);
            } else {
                features.bringBack(operation, children, context);
                links.handBack(operation, children, context);
                observations.handBack(operation, children, context);
            }
            return log.record(layer, context, operation.id());
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
}
