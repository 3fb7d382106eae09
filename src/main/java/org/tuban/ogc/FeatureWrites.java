package org.tuban.ogc;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureEdits;
import org.tuban.feature.Operation;
import org.tuban.http.IfMatch;
import org.tuban.layer.Layer;
import tools.jackson.databind.JsonNode;

/** Turns bodies into edits; each writes one feature when it is run, or throws why not. */
@Component
final class FeatureWrites {

    private final FeatureEdits edits;
    private final Clock clock;

    FeatureWrites(FeatureEdits edits, Clock clock) {
        this.edits = edits;
        this.clock = clock;
    }

    /** What an edit does; names as in transactions. Source: OGC API – Features, draft Part 11, clause 8. */
    enum Action {
        INSERT(201),
        REPLACE(204),
        UPDATE(204),
        DELETE(204);

        private final int status;

        Action(int status) {
            this.status = status;
        }

        /** HTTP status of such an edit that was written, answered without a body. */
        int status() {
            return status;
        }
    }

    /**
     * An edit that is ready to run.
     *
     * @param action what it does
     * @param layer where
     * @param id of the feature, or null if that is to be chosen
     * @param work writes; throws a problem
     * @param changes what was left out or repaired of what was sent; known once it has run
     */
    record Write(
            Action action,
            Layer layer,
            @Nullable String id,
            Supplier<Feature> work,
            List<SentFeature.Change> changes) {}

    /** Makes the feature that the body is. */
    Write insert(Layer layer, JsonNode body, WriteContext context) {
        List<SentFeature.Change> changes = new ArrayList<>();
        String id = body.path("id").stringValue(null);
        return new Write(
                Action.INSERT,
                layer,
                id,
                () -> {
                    SentFeature sent = reading(layer, context, null).whole(body);
                    keep(changes, sent);
                    return edits.create(
                            layer, sent.id(), sent.edit(Operation.CREATE, context.note()), context.caller());
                },
                changes);
    }

    /** Puts the body in place of the feature. */
    Write replace(Layer layer, String id, IfMatch.Seen seen, JsonNode body, WriteContext context) {
        return change(Action.REPLACE, layer, id, seen, context, reading -> reading.whole(body));
    }

    /** Changes what the merge patch names. */
    Write update(Layer layer, String id, IfMatch.Seen seen, JsonNode patch, WriteContext context) {
        return change(Action.UPDATE, layer, id, seen, context, reading -> reading.patch(patch));
    }

    private Write change(
            Action action,
            Layer layer,
            String id,
            IfMatch.Seen seen,
            WriteContext context,
            Function<FeatureReading, SentFeature> body) {
        List<SentFeature.Change> changes = new ArrayList<>();
        return new Write(
                action,
                layer,
                id,
                () -> edits.change(
                        layer,
                        id,
                        seen,
                        context.merge(),
                        current -> {
                            SentFeature sent = body.apply(reading(layer, context, current));
                            keep(changes, sent);
                            return sent.edit(Operation.UPDATE, context.note());
                        },
                        context.caller()),
                changes);
    }

    /** Ends the feature. */
    Write delete(Layer layer, String id, IfMatch.Seen seen, WriteContext context) {
        Edit end = new Edit(Operation.DELETE, Map.of(), null, null, context.note(), Map.of());
        return new Write(
                Action.DELETE,
                layer,
                id,
                () -> edits.change(layer, id, seen, false, current -> end, context.caller()),
                List.of());
    }

    private FeatureReading reading(Layer layer, WriteContext context, @Nullable Feature current) {
        ShapeReading shapes = new ShapeReading(layer, context.crs(), context.lenient());
        return new FeatureReading(layer, shapes, context.lenient(), current, clock.instant());
    }

    /** A body that is read again, because another write came between, is changed in the same way again. */
    private static void keep(List<SentFeature.Change> changes, SentFeature sent) {
        changes.clear();
        changes.addAll(sent.changes());
    }
}
