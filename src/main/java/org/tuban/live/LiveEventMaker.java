package org.tuban.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.Feature;
import org.tuban.feature.VersionStep;
import org.tuban.feature.VersionSteps;
import org.tuban.layer.Field;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Visibility;
import tools.jackson.databind.json.JsonMapper;

/** Makes events of changes: a few questions to the store for many of them. */
@Component
class LiveEventMaker {

    private final VersionSteps steps;
    private final Layers layers;
    private final Accounts accounts;
    private final JsonMapper json;

    LiveEventMaker(VersionSteps steps, Layers layers, Accounts accounts, JsonMapper json) {
        this.steps = steps;
        this.layers = layers;
        this.accounts = accounts;
        this.json = json;
    }

    /** An event with what it is made of; the step is null unless the change is of a feature. */
    record Told(LiveEvent event, @Nullable VersionStep step) {}

    /** The events of some changes, in their order. */
    List<Told> told(List<Change> changes) {
        Map<Change, VersionStep> byChange = new HashMap<>();
        steps.of(changes).forEach(step -> byChange.put(step.change(), step));
        Map<String, EventData.Person> people = new HashMap<>();
        List<Told> told = new ArrayList<>(changes.size());
        for (Change change : changes) {
            VersionStep step = byChange.get(change);
            EventData.Person by = people.computeIfAbsent(change.recordedBy(), this::person);
            told.add(new Told(event(change, data(change, step, by)), step));
        }
        return told;
    }

    private LiveEvent event(Change change, EventData data) {
        boolean openState = layers.find(change.layer())
                .filter(layer -> markOfState(layer) == Visibility.PUBLIC)
                .isPresent();
        return new LiveEvent(change.place(), data, data.open(openState), json);
    }

    /** An account as people know it. It may be gone, and the service itself has none: then the bare name stands. */
    private EventData.Person person(String name) {
        return new EventData.Person(
                name, accounts.find(name).map(Account::displayName).orElse(name));
    }

    private EventData data(Change change, @Nullable VersionStep step, EventData.Person by) {
        Feature before = step == null ? null : step.before();
        Feature after = step == null ? null : step.after();
        Layer layer = layers.find(change.layer()).orElse(null);
        return new EventData(
                PlaceText.of(change.place()),
                change.kind(),
                change.layer(),
                change.id(),
                name(layer, after == null ? before : after),
                change.version(),
                change.operation(),
                bbox(before),
                bbox(after),
                state(layer, before),
                state(layer, after),
                step == null ? null : step.validTo(),
                change.recordedAt(),
                by);
    }

    /** A name goes to all who may see the layer: only from fields that are marked no stricter. */
    private static @Nullable Label name(@Nullable Layer layer, @Nullable Feature feature) {
        return layer == null || feature == null ? null : feature.label(layer.seenUpTo(layer.visibility()));
    }

    private static double @Nullable [] bbox(@Nullable Feature feature) {
        if (feature == null || feature.geometry() == null) {
            return null;
        }
        Envelope box = feature.geometry().getEnvelopeInternal();
        return new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
    }

    /** A state goes to many readers at once: only what all signed-in people may see. */
    private static @Nullable String state(@Nullable Layer layer, @Nullable Feature feature) {
        return layer == null || feature == null || !Visibility.INTERNAL.covers(markOfState(layer))
                ? null
                : feature.text(Objects.requireNonNull(layer.statusField()));
    }

    private static Visibility markOfState(Layer layer) {
        return Optional.ofNullable(layer.statusField())
                .flatMap(layer::field)
                .map(Field::visibility)
                .orElse(Visibility.RESTRICTED);
    }
}
