package org.tuban.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.Transactions;

/**
 * The way in for a layer as a whole: as many first versions as one likes in one transaction, each checked and written to
 * history as {@link Features#create} does it.
 *
 * <p>The change log says in one line, of kind {@code layer}, that the layer was loaded: who follows the log reads the
 * layer again.
 */
@Service
public class FeatureLoads {

    /** Kind of the line in the change log. */
    public static final String KIND = "layer";

    private static final String OPERATION = "load";

    private final FeatureRules rules;
    private final FeatureLoadStore store;
    private final Journal journal;
    private final ChangeLog changes;
    private final Transactions transactions;

    FeatureLoads(
            FeatureRules rules, FeatureLoadStore store, Journal journal, ChangeLog changes, Transactions transactions) {
        this.rules = rules;
        this.store = store;
        this.journal = journal;
        this.changes = changes;
        this.transactions = transactions;
    }

    /** Takes features while the load is open. */
    public final class Loading {

        private final Layer layer;
        private final long change;
        private final FeatureLoadStore.Opened opened;
        private long written;

        private Loading(Layer layer, long change, FeatureLoadStore.Opened opened) {
            this.layer = layer;
            this.change = change;
            this.opened = opened;
        }

        /**
         * Writes features that were {@linkplain #check checked}, some thousand at a time.
         *
         * @return those that the layer has already, which are not written
         */
        public List<Feature> write(List<Feature> features) {
            FeatureLoadStore.Known known = store.known(
                    opened, features.stream().map(feature -> feature.ref().id()).toList());
            List<Feature> fresh = new ArrayList<>();
            List<Feature> existing = new ArrayList<>();
            for (Feature feature : features) {
                String id = feature.ref().id();
                if (known.present().contains(id)) {
                    existing.add(feature);
                } else {
                    fresh.add(withVersion(feature, known.lastVersions().getOrDefault(id, 0L) + 1));
                }
            }
            store.insert(opened, fresh, change);
            written += fresh.size();
            return existing;
        }

        /** How many features were written. */
        public long written() {
            return written;
        }

        /** The layer. */
        public Layer layer() {
            return layer;
        }
    }

    /**
     * The first version of a feature, if it may be written; for any thread.
     *
     * @throws Problem invalid-parameter with the id, or invalid-feature with the fields that are wrong
     */
    public Feature check(Layer layer, String id, Edit edit, Instant now, Caller by) {
        rules.checkId(id);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : layer.fields()) {
            values.put(field.name(), edit.values().get(field.name()));
        }
        Map<String, @Nullable Object> all = values;
        if (!values.keySet().containsAll(edit.values().keySet())) {
            all = new LinkedHashMap<>(edit.values());
            all.putAll(values);
        }
        var geometry = edit.shape() == null ? null : edit.shape().geometry();
        rules.check(layer, all, geometry);
        Instant since = Versions.validFrom(edit, null, now);
        return new Feature(new FeatureRef(layer.id(), id), 0, 1, geometry, values, since, now, by.name());
    }

    /** The time of a load that begins now. */
    public Instant now() {
        return journal.now();
    }

    /**
     * Runs a load. An exception out of it undoes all.
     *
     * @param rehearsal true to undo all at the end, too
     * @return how many features were written
     */
    public long load(Layer layer, Caller by, boolean rehearsal, Consumer<Loading> work) {
        return rehearsal
                ? transactions.rehearse(() -> run(layer, by, work))
                : transactions.write(() -> run(layer, by, work));
    }

    private long run(Layer layer, Caller by, Consumer<Loading> work) {
        ChangeLog.Change line = new ChangeLog.Change(
                ChangeLog.Place.START, KIND, layer.id(), layer.id(), 1, OPERATION, journal.now(), by.name());
        long change = changes.begin(line);
        FeatureLoadStore.Opened opened = store.open(layer);
        Loading loading = new Loading(layer, change, opened);
        work.accept(loading);
        store.close(opened);
        changes.end(change, line, opened.rows().hex());
        return loading.written();
    }

    private static Feature withVersion(Feature feature, long version) {
        return version == feature.version()
                ? feature
                : new Feature(
                        feature.ref(),
                        feature.key(),
                        version,
                        feature.geometry(),
                        feature.properties(),
                        feature.validFrom(),
                        feature.recordedAt(),
                        feature.recordedBy());
    }

    /** The refusal of a feature that is there. */
    public static Problem existing(Feature feature) {
        return new Problem(
                ProblemType.ALREADY_EXISTS,
                "layer %s has a feature '%s' already"
                        .formatted(feature.ref().layer(), feature.ref().id()));
    }
}
