package org.tuban.lineage;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Reshaping;
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

    private static final int ECHOED = 60;

    private final Sights sights;
    private final Successions successions;
    private final ReshapedFeatures features;
    private final HandedLinks links;
    private final HandedObservations observations;
    private final OperationLog log;

    LineageOperations(
            Sights sights,
            Successions successions,
            ReshapedFeatures features,
            HandedLinks links,
            HandedObservations observations,
            OperationLog log) {
        this.sights = sights;
        this.successions = successions;
        this.features = features;
        this.links = links;
        this.observations = observations;
        this.log = log;
    }

    /**
     * An operation, or what one would do.
     *
     * @throws Problem not-found if there is none, or the caller may see none of its features
     */
    public OperationReport get(String id, Caller caller) {
        return log.report(log.get(id), sights.of(caller));
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
        Layer layer = sights.catalogue().find(draft.layer()).orElseThrow();
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
        @Nullable Instant since = log.readSince(draft.validFrom(), last).orElse(null);
        Succession succession = successions.of(layer, parents, draft);
        return log.write(rehearsal, sights.of(by), () -> {
            Instant now = log.recordedNotBefore(latest(parents));
            Context context = log.begin(succession.kind(), since == null ? now : since, reason, by);
            write(succession, draft, context);
            return log.record(layer, context, null);
        });
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
        return features.current(ref, parent.version());
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
        features.reshape(succession, context);
        if (succession.kind() == OperationKind.ADJUST) {
            // The features go on, and so do their links and figures.
            context.refuseUnknown("links", draft.links().keySet(), Set.of());
            context.refuseUnknown("observations", draft.observations().keySet(), Set.of());
        } else {
            links.hand(succession, context, draft.links());
            observations.hand(succession, context, draft.observations());
        }
    }
}
