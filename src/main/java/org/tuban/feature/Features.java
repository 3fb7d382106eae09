package org.tuban.feature;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.http.Problem;

/** The one way in and out of every layer. */
@Service
public class Features {

    /** The feature as it is now, if there is one. */
    public Optional<Feature> find(FeatureRef ref) {
        throw new UnsupportedOperationException();
    }

    /**
     * The feature as it is now.
     *
     * @throws Problem not-found if the layer has no such feature
     */
    public Feature get(FeatureRef ref) {
        return find(ref).orElseThrow(() -> Problem.notFound("feature '%s' in layer '%s'".formatted(ref.id(), ref.layer()))
                .with("layer", ref.layer())
                .with("id", ref.id()));
    }

    /** Gives each feature that is wanted, one after the other, in the order of keys, in constant memory. */
    public void each(FeatureQuery query, Consumer<Feature> consumer) {
        throw new UnsupportedOperationException();
    }

    /** The features that are wanted; for queries with a small limit. */
    public List<Feature> list(FeatureQuery query) {
        throw new UnsupportedOperationException();
    }

    /** How many features are wanted in all, whatever the query's page. */
    public long count(FeatureQuery query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the first version of a feature.
     *
     * @throws Problem already-exists, or invalid-feature with the fields that are wrong
     */
    public Feature create(FeatureRef ref, Edit edit, Caller by) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the next version of a feature.
     *
     * @param expected the version that the caller has seen
     * @throws Problem stale-version if another write came first, not-found, invalid-feature, or
     *     transition-not-allowed if an update touches the workflow state
     */
    public Feature write(FeatureRef ref, long expected, Edit edit, Caller by) {
        throw new UnsupportedOperationException();
    }

    /** All versions of a feature, newest first; also of a deleted one. Throws not-found if there never was one. */
    public List<HistoryEntry> history(FeatureRef ref) {
        throw new UnsupportedOperationException();
    }
}
