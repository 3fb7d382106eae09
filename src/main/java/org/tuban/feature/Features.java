package org.tuban.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Columns;
import org.tuban.store.Transactions;

/**
 * The one way in and out of every layer.
 *
 * <p>A write names the version it has seen. The new row, its copy in history and its line in the change log are one
 * transaction; of two writers who saw the same version one gets through and the other is told who was first.
 */
@Service
public class Features {

    private final Layers layers;
    private final FeatureReads reads;
    private final FeatureStore store;
    private final FeatureRules rules;
    private final Journal journal;
    private final Transactions transactions;

    Features(
            Layers layers,
            FeatureReads reads,
            FeatureStore store,
            FeatureRules rules,
            Journal journal,
            Transactions transactions) {
        this.layers = layers;
        this.reads = reads;
        this.store = store;
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
    }

    /** The feature as it is now and as it is seen, if there is one and it is. */
    public Optional<Feature> find(FeatureRef ref, Sight sight) {
        return Optional.ofNullable(findAll(List.of(ref), sight).get(ref));
    }

    /** Those of the features that there are now and that are seen, as they are seen; in one query a layer. */
    public Map<FeatureRef, Feature> findAll(Collection<FeatureRef> refs, Sight sight) {
        Map<FeatureRef, Feature> found = new LinkedHashMap<>();
        Map<String, List<FeatureRef>> byLayer = refs.stream()
                .collect(Collectors.groupingBy(FeatureRef::layer, LinkedHashMap::new, Collectors.toList()));
        byLayer.forEach((id, wanted) -> layers.find(id)
                .ifPresent(layer -> reads.byIds(
                        layer,
                        wanted.stream().map(FeatureRef::id).toList(),
                        feature -> seen(layer, feature, sight).ifPresent(shown -> found.put(shown.ref(), shown)))));
        return found;
    }

    private static Optional<Feature> seen(Layer whole, Feature feature, Sight sight) {
        return sight.find(whole, feature.ref().id()).map(layer -> layer.show(feature));
    }

    /**
     * The feature as it is now and as it is seen.
     *
     * @throws Problem not-found if the layer has no such feature, or it is not seen
     */
    public Feature get(FeatureRef ref, Sight sight) {
        return find(ref, sight).orElseThrow(() -> ref.missing());
    }

    /** The feature as it was, if it was there and is seen. */
    public Optional<Feature> find(FeatureRef ref, AsOf then, Sight sight) {
        return layers.find(ref.layer())
                .flatMap(whole -> reads.find(whole, ref.id(), then).flatMap(feature -> seen(whole, feature, sight)));
    }

    /**
     * The feature as it was.
     *
     * @throws Problem not-found if it was not there, or is not seen
     */
    public Feature get(FeatureRef ref, AsOf then, Sight sight) {
        return find(ref, then, sight)
                .orElseThrow(() -> Problem.notFound(
                                "feature '%s' in layer '%s' at that time".formatted(ref.id(), ref.layer()))
                        .with("layer", ref.layer())
                        .with("id", ref.id()));
    }

    /** Gives each feature that is wanted, one after the other, in its order, in constant memory. */
    public void each(FeatureQuery query, Consumer<Feature> consumer) {
        reads.each(query, consumer);
    }

    /** The features that are wanted; for queries with a small limit. */
    public List<Feature> list(FeatureQuery query) {
        List<Feature> found = new ArrayList<>();
        reads.each(query, found::add);
        return found;
    }

    /** How many features are wanted in all, whatever the query's page. */
    public long count(FeatureQuery query) {
        return reads.count(query, Integer.MAX_VALUE).number();
    }

    /**
     * How many features are wanted in all, whatever the query's page: exact up to the number of the settings, an
     * estimate beyond.
     */
    public Count countOrEstimate(FeatureQuery query) {
        return reads.countOrEstimate(query);
    }

    /** Which features make the query's page; at the same cost for every page. */
    public FeaturePage page(FeatureQuery query) {
        return reads.page(query);
    }

    /**
     * Gives the rows of the query's page in their order, read in one go. Whoever takes them must not wait for a client.
     *
     * @param columns names of the fields and of {@link Columns} to read
     * @param taker takes a row; false to give up
     * @return the page; empty, with any number of rows given, if the store alone cannot say which features are wanted
     *     or the taker gave up
     */
    public Optional<FeaturePage> rows(FeatureQuery query, List<String> columns, Predicate<FeatureRow> taker) {
        return reads.rows(query, columns, taker);
    }

    /**
     * Gives the row of one feature as it is now.
     *
     * @param seen its layer, as whoever asks sees it
     * @param columns as in {@link #rows}
     * @throws Problem not-found if the layer has no such feature, or it is not seen
     */
    public void row(SeenLayer seen, String id, List<String> columns, Consumer<FeatureRow> taker) {
        if (!seen.shows(id) || !reads.row(seen.layer(), id, columns, taker)) {
            throw new FeatureRef(seen.layer().id(), id).missing();
        }
    }

    /** The features of a part of a page, in their order; what was deleted meanwhile is left out. */
    public List<Feature> list(FeaturePage page, int from, int to) {
        List<Feature> found = new ArrayList<>();
        reads.byKeys(page.query(), page.keys().subList(from, to), found::add);
        return found;
    }

    /** The place of the feature with that key in a list; empty if it is not in the layer any more. */
    public Optional<Position> place(FeatureQuery query, long key) {
        List<Feature> found = new ArrayList<>();
        reads.byKeys(query, List.of(key), found::add);
        return found.stream().map(Ordering.of(query)::positionOf).findFirst();
    }

    /**
     * The place behind which the page begins that ends with a given place, which belongs to it; empty if that is the
     * beginning of the list.
     */
    public Optional<Position> beginOfPageUpTo(FeatureQuery query, Position end) {
        return Optional.ofNullable(reads.beginOfPageUpTo(query, end));
    }

    /** The box round all shapes of a layer that are seen, as they are now, or empty if there are none. */
    public Optional<Envelope> extent(SeenLayer seen) {
        return reads.extent(seen);
    }

    /**
     * The earliest time at which anything of the layer is known to have been so, or empty if nothing ever was; who sees
     * only some features is not told.
     */
    public Optional<Instant> earliest(SeenLayer seen) {
        return seen.ids() == null ? journal.history().earliest(seen.layer()) : Optional.empty();
    }

    /**
     * Writes the first version of a feature.
     *
     * @throws Problem already-exists, invalid-feature with the fields that are wrong, or forbidden
     */
    public Feature create(FeatureRef ref, Edit edit, Caller by) {
        requireEditor(by);
        Layer layer = layer(ref);
        rules.checkId(ref.id());
        Geometry geometry = edit.shape() == null ? null : edit.shape().geometry();
        try {
            return transactions.write(() -> {
                if (find(ref, Sight.EVERYTHING).isPresent()) {
                    throw ref.existing();
                }
                Feature ended = journal.history()
                        .last(layer, ref.id())
                        .map(HistoryEntry::feature)
                        .orElse(null);
                Instant now = ended == null ? journal.now() : journal.nowAfter(ended);
                Feature first = new Feature(
                        ref,
                        0,
                        ended == null ? 1 : ended.version() + 1,
                        geometry,
                        Versions.merge(layer, Map.of(), edit.values()),
                        Versions.validFrom(edit, ended, now),
                        now,
                        by.name());
                rules.check(layer, Versions.withUnknown(first, edit), geometry);
                Feature stored = Versions.withKey(first, store.insert(layer, first));
                journal.record(stored, null, edit);
                return stored;
            });
        } catch (DuplicateKeyException raced) {
            throw ref.existing();
        }
    }

    /**
     * Writes the next version of a feature, or its end.
     *
     * @param expected the version that the caller has seen
     * @throws Problem stale-version if another write came first, not-found, invalid-feature, forbidden, or
     *     transition-not-allowed if an update touches the workflow state
     */
    public Feature write(FeatureRef ref, long expected, Edit edit, Caller by) {
        requireMayEdit(edit, by);
        Feature current = get(ref, Sight.EVERYTHING);
        if (current.version() != expected) {
            throw stale(current);
        }
        return write(current, edit, by);
    }

    /**
     * Writes the next version of a feature, or its end, for a caller who has just read it: it is not read again.
     *
     * <p>A version never changes and its number is never given twice, so what is written rests on what is there exactly
     * if the number is still the same; the database decides that. All work that does not need its locks is done before.
     *
     * @param seen the feature as the caller has read it, with {@link Sight#EVERYTHING}: what it lacked would be lost
     * @throws Problem as {@link #write(FeatureRef, long, Edit, Caller)}
     */
    public Feature write(Feature seen, Edit edit, Caller by) {
        requireMayEdit(edit, by);
        Layer layer = layer(seen.ref());
        if (seen.properties().size() != layer.fields().size()) {
            throw new IllegalArgumentException("%s was not read whole".formatted(seen.ref()));
        }
        Feature next = next(layer, seen, edit, by);
        boolean end = edit.operation() == Operation.DELETE;
        if (!end) {
            refuseStateChange(layer, seen, edit);
            rules.checkChanged(layer, Versions.withUnknown(next, edit), next.geometry(), edit.shape() != null);
        }
        return transactions.write(() -> {
            boolean done = end
                    ? store.delete(layer, seen.ref().id(), seen.version())
                    : store.update(layer, next, edit, seen.version());
            if (!done) {
                throw overtaken(seen.ref());
            }
            journal.record(next, null, edit);
            return next;
        });
    }

    /** Who may take a step is the workflow's question. */
    private static void requireMayEdit(Edit edit, Caller by) {
        if (edit.operation() != Operation.TRANSITION) {
            requireEditor(by);
        }
    }

    /**
     * All versions of a feature, newest first, as they are seen; also of a deleted one.
     *
     * @throws Problem not-found if there never was one, or it is not seen
     */
    public List<HistoryEntry> history(FeatureRef ref, Sight sight) {
        Layer whole = layer(ref);
        List<HistoryEntry> entries = journal.history().list(whole, ref.id());
        SeenLayer seen = sight.find(whole, ref.id()).orElseThrow(() -> ref.missing());
        if (entries.isEmpty()) {
            throw ref.missing();
        }
        return entries.stream().map(seen::show).toList();
    }

    /**
     * One version of a feature, as it is seen; also of a deleted one.
     *
     * @throws Problem not-found if there is none, or the feature is not seen
     */
    public HistoryEntry version(FeatureRef ref, long version, Sight sight) {
        Layer whole = layer(ref);
        Optional<HistoryEntry> entry = journal.history().find(whole, ref.id(), version);
        return sight.find(whole, ref.id())
                .flatMap(seen -> entry.map(seen::show))
                .orElseThrow(() -> Problem.notFound(
                                "version %d of feature '%s' in layer '%s'".formatted(version, ref.id(), ref.layer()))
                        .with("layer", ref.layer())
                        .with("id", ref.id())
                        .with("version", version));
    }

    /** The number of the version of a feature that was written last, also the end of a deleted one; 0 if none. */
    public long lastVersion(FeatureRef ref) {
        return journal.history()
                .last(layer(ref), ref.id())
                .map(entry -> entry.feature().version())
                .orElse(0L);
    }

    /**
     * Refuses those who may not make, change and end features: all but planners and administrators.
     *
     * @throws Problem not-signed-in, or forbidden
     */
    public static void requireEditor(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Changing features needs a signed-in account");
        }
        if (!caller.roles().contains(Role.PLANNER) && !caller.roles().contains(Role.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "Features are changed by accounts with the role planner or admin")
                    .with("reason", "role");
        }
    }

    /** Why a write came too late. */
    Problem overtaken(FeatureRef ref) {
        return find(ref, Sight.EVERYTHING).map(Features::stale).orElseGet(() -> ref.missing());
    }

    /** The version that an edit makes of the one before. */
    Feature next(Layer layer, Feature current, Edit edit, Caller by) {
        Instant now = journal.nowAfter(current);
        return new Feature(
                current.ref(),
                current.key(),
                current.version() + 1,
                edit.shape() == null ? current.geometry() : edit.shape().geometry(),
                Versions.merge(layer, current.properties(), edit.values()),
                Versions.validFrom(edit, current, now),
                now,
                by.name());
    }

    /** The workflow is the only one that moves a state. */
    static void refuseStateChange(Layer layer, Feature current, Edit edit) {
        String field = layer.statusField();
        if (field != null
                && edit.operation() == Operation.UPDATE
                && edit.values().containsKey(field)
                && !Objects.equals(
                        edit.values().get(field), current.properties().get(field))) {
            throw stateChange(current, field);
        }
    }

    /** The refusal of a write that would move the workflow state. */
    static Problem stateChange(Feature current, String field) {
        return new Problem(
                        ProblemType.TRANSITION_NOT_ALLOWED,
                        "field %s is changed by a workflow transition, not by an edit".formatted(field))
                .with("state", current.properties().get(field))
                .with("field", field)
                .with("transitions", "/api/features/%s/transitions".formatted(current.ref()));
    }

    Layer layer(FeatureRef ref) {
        return layers.get(ref.layer());
    }

    /** The refusal of a write that has not seen the current version: says which it is and who made it. */
    public static Problem stale(Feature current) {
        return Problem.stale(current.ref().toString(), current.version(), current.recordedBy(), current.recordedAt());
    }
}
