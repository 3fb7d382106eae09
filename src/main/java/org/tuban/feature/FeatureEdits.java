package org.tuban.feature;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.store.Transactions;

/**
 * Edits as clients send them: what a write needs beyond itself, before it goes through {@link Features}.
 *
 * <p>A new feature gets an id and its first state; a change must say which version it has seen, or its layer must admit
 * that it does not; a feature that others refer to does not end.
 */
@Service
public class FeatureEdits {

    /** Without letters and digits that people take for each other: i, l, o, 0, 1. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LETTERS_OF_ID = 8;
    private static final int TRIES = 5;
    private static final int MOST_NAMED = 20;

    private final Features features;
    private final FeatureRules rules;
    private final Lifecycle lifecycle;
    private final List<References> references;
    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    FeatureEdits(
            Features features,
            FeatureRules rules,
            Lifecycle lifecycle,
            List<References> references,
            Transactions transactions) {
        this.features = features;
        this.rules = rules;
        this.lifecycle = lifecycle;
        this.references = List.copyOf(references);
        this.transactions = transactions;
    }

    /**
     * Makes a feature in the first state of its workflow.
     *
     * @param id its id, or null to be given one: the layer, a hyphen and eight letters or digits, such as
     *     {@code parcel-7k3m9x2q}
     * @throws Problem as {@link Features#create}; transition-not-allowed if the edit names another state
     */
    public Feature create(Layer layer, @Nullable String id, Edit edit, Caller by) {
        Edit begun = inFirstState(layer, edit);
        if (id != null) {
            return features.create(new FeatureRef(layer.id(), id), begun, by);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                FeatureRef ref = new FeatureRef(layer.id(), layer.id() + "-" + letters());
                return transactions.attempt(() -> features.create(ref, begun, by));
            } catch (Problem taken) {
                if (taken.type() != ProblemType.ALREADY_EXISTS || attempt == TRIES) {
                    throw taken;
                }
            }
        }
    }

    /**
     * Refuses an id that no feature could have.
     *
     * @throws Problem invalid-parameter
     */
    public void requireId(String id) {
        rules.checkId(id);
    }

    /**
     * Why an edit would be refused for what is in it, if it would; nothing is written.
     *
     * @param base the version that it goes out from; null for the first
     */
    public Optional<Problem> findFault(Layer layer, @Nullable Feature base, Edit edit) {
        try {
            Edit begun = base == null ? inFirstState(layer, edit) : edit;
            Map<String, @Nullable Object> values = new LinkedHashMap<>(begun.values());
            values.putAll(Versions.merge(layer, base == null ? Map.of() : base.properties(), begun.values()));
            Geometry shape = base == null ? null : base.geometry();
            if (begun.shape() != null) {
                shape = begun.shape().geometry();
            }
            if (base != null) {
                Features.refuseStateChange(layer, base, edit);
            }
            rules.checkChanged(layer, values, shape, begun.shape() != null);
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused);
        }
    }

    private Edit inFirstState(Layer layer, Edit edit) {
        String field = layer.statusField();
        String first = lifecycle.findInitialState(layer).orElse(null);
        if (field == null || first == null) {
            return edit;
        }
        Object given = edit.values().get(field);
        if (given != null && !given.equals(first) && !(given instanceof FieldValue.Refused)) {
            throw new Problem(
                            ProblemType.TRANSITION_NOT_ALLOWED,
                            "A feature begins in the state %s; transitions take it further".formatted(first))
                    .with("state", first)
                    .with("field", field);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(edit.values());
        values.putIfAbsent(field, first);
        return edit.with(values);
    }

    private String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS_OF_ID; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    /**
     * Changes or ends a feature.
     *
     * <p>An edit that goes against whatever version there is, because the client says {@code *} or its layer admits that
     * it says nothing, is marked so in history ({@code ifMatch} in its evidence).
     *
     * @param seen versions that the client has seen
     * @param merge true to write all the same if another write came first that changed other things
     * @param change makes the edit for the feature as it is now; asked again if another write comes between, and for the
     *     version that the client has seen if that is no longer the newest
     * @throws Problem as {@link Features#write}, stale-version with the members base, theirs, mine, conflicts and mergeable
     *     if the version that the client has seen is in history; missing-precondition if nothing is said and the layer does not admit it;
     *     in-use if the feature would end and others refer to it (member references)
     */
    public Feature change(
            Layer layer, String id, IfMatch.Seen seen, boolean merge, Function<Feature, Edit> change, Caller by) {
        FeatureRef ref = new FeatureRef(layer.id(), id);
        for (int attempt = 1; ; attempt++) {
            Feature current = features.get(ref, Sight.EVERYTHING);
            Edit edit = edit(layer, current, seen, merge, change);
            try {
                if (edit.operation() != Operation.DELETE) {
                    return features.write(current, edit, by);
                }
                return transactions.write(() -> {
                    requireUnreferenced(ref);
                    return features.write(current, edit, by);
                });
            } catch (Problem overtaken) {
                boolean asked = seen.said() && !seen.any() && !merge;
                if (asked || overtaken.type() != ProblemType.STALE_VERSION || attempt == TRIES) {
                    throw overtaken;
                }
            }
        }
    }

    private Edit edit(Layer layer, Feature current, IfMatch.Seen seen, boolean merge, Function<Feature, Edit> change) {
        if (!seen.said() || seen.matches(current.version())) {
            requireSeen(layer, current, seen);
            return marked(change.apply(current), seen);
        }
        Conflict conflict = conflict(current, seen, change);
        if (conflict == null) {
            throw Features.stale(current);
        }
        if (!merge || !conflict.isMergeable()) {
            throw conflict.problem();
        }
        return conflict.merged();
    }

    /** What the client wanted to make of the version it has seen; null if that cannot be told. */
    private @Nullable Conflict conflict(Feature current, IfMatch.Seen seen, Function<Feature, Edit> change) {
        OptionalLong version = seen.version();
        if (version.isEmpty() || version.getAsLong() >= current.version()) {
            return null;
        }
        try {
            Feature base = features.version(current.ref(), version.getAsLong(), Sight.EVERYTHING)
                    .feature();
            return new Conflict(base, current, change.apply(base));
        } catch (Problem unreadable) {
            // That the version is not the newest comes before what is wrong with the body.
            return null;
        }
    }

    /**
     * Refuses a change that has not seen the feature as it is now.
     *
     * @throws Problem stale-version, or missing-precondition if nothing is said and the layer does not admit it
     */
    public static void requireSeen(Layer layer, Feature current, IfMatch.Seen seen) {
        if (!seen.said() && !layer.writesWithoutIfMatch()) {
            throw IfMatch.missing();
        }
        if (seen.said() && !seen.matches(current.version())) {
            throw Features.stale(current);
        }
    }

    private static Edit marked(Edit edit, IfMatch.Seen seen) {
        if (seen.said() && !seen.any()) {
            return edit;
        }
        return edit.withEvidence("ifMatch", seen.any() ? "*" : "none");
    }

    private void requireUnreferenced(FeatureRef ref) {
        List<References.Reference> found =
                references.stream().flatMap(room -> room.to(ref).stream()).toList();
        if (!found.isEmpty()) {
            throw new Problem(
                            ProblemType.IN_USE,
                            "%s is referred to by %d links or figures; end or move them first"
                                    .formatted(ref, found.size()))
                    .with("count", found.size())
                    .with(
                            "references",
                            found.stream()
                                    .limit(MOST_NAMED)
                                    .map(reference -> Map.of("kind", reference.kind(), "id", reference.id()))
                                    .toList());
        }
    }
}
