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

    /** The feature as it is now, if there is one. */
    public Optional<Feature> find(FeatureRef ref) {
        return Optional.ofNullable(findAll(List.of(ref)).get(ref));
    }

    /** Those of the features that there are now, in one query a layer. */
    public Map<FeatureRef, Feature> findAll(Collection<FeatureRef> refs) {
        Map<FeatureRef, Feature> found = new LinkedHashMap<>();
        Map<String, List<FeatureRef>> byLayer = refs.stream()
                .collect(Collectors.groupingBy(FeatureRef::layer, LinkedHashMap::new, Collectors.toList()));
        byLayer.forEach((id, wanted) -> layers.find(id)
                .ifPresent(layer ->
                        reads.byIds(layer, wanted.stream().map(FeatureRef::id).toList(), f -> found.put(f.ref(), f))));
        return found;
    }

    /**
     * The feature as it is now.
     *
     * @throws Problem not-found if the layer has no such feature
     */
    public Feature get(FeatureRef ref) {
        return find(ref).orElseThrow(() -> missing(ref));
    }

    /** The feature as it was, if it was there. */
    public Optional<Feature> find(FeatureRef ref, AsOf then) {
        return reads.find(layer(ref), ref.id(), then);
    }

    /**
     * The feature as it was.
     *
     * @throws Problem not-found if it was not there
     */
    public Feature get(FeatureRef ref, AsOf then) {
        return find(ref, then)
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
     * @param columns as in {@link #rows}
     * @throws Problem not-found if the layer has no such feature
     */
    public void row(Layer layer, String id, List<String> columns, Consumer<FeatureRow> taker) {
        if (!reads.row(layer, id, columns, taker)) {
            throw missing(new FeatureRef(layer.id(), id));
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

    /** The box round all shapes of a layer as it is now, or empty if it has none. */
    public Optional<Envelope> extent(Layer layer) {
        return reads.extent(layer);
    }

    /** The earliest time at which anything of the layer is known to have been so, or empty if nothing ever was. */
    public Optional<Instant> earliest(Layer layer) {
        return journal.history().earliest(layer);
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
                if (find(ref).isPresent()) {
                    throw existing(ref);
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
            throw existing(ref);
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
        Feature current = get(ref);
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
     * @param seen the feature as the caller has read it
     * @throws Problem as {@link #write(FeatureRef, long, Edit, Caller)}
     */
    public Feature write(Feature seen, Edit edit, Caller by) {
        requireMayEdit(edit, by);
        Layer layer = layer(seen.ref());
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
     * All versions of a feature, newest first; also of a deleted one.
     *
     * @throws Problem not-found if there never was one
     */
    public List<HistoryEntry> history(FeatureRef ref) {
        List<HistoryEntry> entries = journal.history().list(layer(ref), ref.id());
        if (entries.isEmpty()) {
            throw missing(ref);
        }
        return entries;
    }

    /**
     * One version of a feature; also of a deleted one.
     *
     * @throws Problem not-found if there is none
     */
    public HistoryEntry version(FeatureRef ref, long version) {
        return journal.history()
                .find(layer(ref), ref.id(), version)
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
        return find(ref).map(Features::stale).orElseGet(() -> missing(ref));
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
    private static void refuseStateChange(Layer layer, Feature current, Edit edit) {
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
        return layers.find(ref.layer())
                .orElseThrow(() ->
                        Problem.notFound("layer '%s'".formatted(ref.layer())).with("layer", ref.layer()));
    }

    private static Problem missing(FeatureRef ref) {
        return Problem.notFound("feature '%s' in layer '%s'".formatted(ref.id(), ref.layer()))
                .with("layer", ref.layer())
                .with("id", ref.id());
    }

    private static Problem existing(FeatureRef ref) {
        return new Problem(
                        ProblemType.ALREADY_EXISTS,
                        "layer %s has a feature '%s' already".formatted(ref.layer(), ref.id()))
                .with("layer", ref.layer())
                .with("id", ref.id());
    }

    /** The refusal of a write that has not seen the current version: says which it is and who made it. */
    public static Problem stale(Feature current) {
        return Problem.stale(current.ref().toString(), current.version(), current.recordedBy(), current.recordedAt());
    }
}
