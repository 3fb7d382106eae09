package org.tuban.dossier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.Operation;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/** Tells what happened to a feature by comparing each version with the one before. */
@Service
class Histories {

    private final Sights sights;
    private final Features features;
    private final Accounts accounts;

    Histories(Sights sights, Features features, Accounts accounts) {
        this.sights = sights;
        this.features = features;
        this.accounts = accounts;
    }

    /**
     * What happened to a feature; also to a deleted one.
     *
     * @throws Problem not-found if there never was such a feature, or the caller may not see its layer
     */
    History get(FeatureRef ref, Caller caller) {
        Layer layer = sights.get(ref, caller).layer();
        List<HistoryEntry> versions = features.history(ref, sights.of(caller));
        Map<String, History.Person> people = new HashMap<>();
        List<History.Entry> entries = new ArrayList<>();
        for (int at = 0; at < versions.size(); at++) {
            HistoryEntry entry = versions.get(at);
            Feature before = at + 1 < versions.size() ? versions.get(at + 1).feature() : null;
            History.Person by = people.computeIfAbsent(entry.feature().recordedBy(), this::person);
            entries.add(entry(layer, entry, before, by));
        }
        return new History(ref.layer(), ref.id(), entries);
    }

    /** An account as people know it. It may be gone, and the service itself has none: then the bare name stands. */
    History.Person person(String name) {
        return new History.Person(
                name, accounts.find(name).map(Account::displayName).orElse(name));
    }

    private static History.Entry entry(Layer layer, HistoryEntry entry, @Nullable Feature before, History.Person by) {
        Feature after = entry.feature();
        boolean begins = entry.operation() == Operation.CREATE;
        boolean ends = entry.operation() == Operation.DELETE;
        Feature compared = begins || ends || before == null ? after : before;
        String from = begins ? null : stateOf(layer, before == null ? after : before);
        String to = ends ? null : stateOf(layer, after);
        boolean moved = !Objects.equals(from, to);
        return new History.Entry(
                after.version(),
                entry.operation(),
                after.recordedAt(),
                by,
                after.validFrom(),
                entry.validTo(),
                moved || entry.operation() == Operation.TRANSITION ? from : null,
                moved || entry.operation() == Operation.TRANSITION ? to : null,
                entry.note(),
                entry.evidence(),
                changes(layer, compared, after),
                !sameShape(compared.geometry(), after.geometry()),
                entry.change());
    }

    private static @Nullable String stateOf(Layer layer, Feature feature) {
        return layer.statusField() == null ? null : feature.text(layer.statusField());
    }

    private static List<History.Change> changes(Layer layer, Feature before, Feature after) {
        List<History.Change> changes = new ArrayList<>();
        for (Field field : layer.fields()) {
            Object old = before.properties().get(field.name());
            Object now = after.properties().get(field.name());
            if (!Objects.equals(old, now) && !field.name().equals(layer.statusField())) {
                changes.add(new History.Change(field.name(), Json.value(old), Json.value(now)));
            }
        }
        return changes;
    }

    private static boolean sameShape(@Nullable Geometry one, @Nullable Geometry other) {
        return one == null ? other == null : other != null && one.equalsExact(other);
    }
}
