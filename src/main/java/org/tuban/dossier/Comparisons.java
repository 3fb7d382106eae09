package org.tuban.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.ShapeChange;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/** Compares two versions of a feature field by field, and their shapes by what each has that the other has not. */
@Service
class Comparisons {

    private final Sights sights;
    private final Features features;
    private final Histories histories;

    Comparisons(Sights sights, Features features, Histories histories) {
        this.sights = sights;
        this.features = features;
        this.histories = histories;
    }

    /**
     * What is different between two versions.
     *
     * @throws Problem not-found if there is no such version, or the caller may not see the layer
     */
    Comparison get(FeatureRef ref, long from, long to, Caller caller) {
        Layer layer = sights.get(ref, caller).layer();
        HistoryEntry one = features.version(ref, from, sights.of(caller));
        HistoryEntry other = features.version(ref, to, sights.of(caller));
        return new Comparison(
                ref.layer(),
                ref.id(),
                side(one),
                side(other),
                changes(layer, one.feature(), other.feature()),
                ShapeChange.between(one.feature(), other.feature()).orElse(null));
    }

    private Comparison.Side side(HistoryEntry entry) {
        Feature feature = entry.feature();
        return new Comparison.Side(
                feature.version(),
                feature.validFrom(),
                entry.validTo(),
                feature.recordedAt(),
                histories.person(feature.recordedBy()));
    }

    private static List<History.Change> changes(Layer layer, Feature before, Feature after) {
        List<History.Change> changes = new ArrayList<>();
        for (Field field : layer.fields()) {
            Object old = before.properties().get(field.name());
            Object now = after.properties().get(field.name());
            if (!Objects.equals(old, now)) {
                changes.add(new History.Change(field.name(), Json.value(old), Json.value(now)));
            }
        }
        return changes;
    }
}
