package org.tuban.feature;

import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.tuban.layer.Layer;

/** What of a layer was otherwise than it is, for whoever has in memory how it is. */
@Service
public class ChangedFeatures {

    private final PastReads past;

    ChangedFeatures(PastReads past) {
        this.past = past;
    }

    /**
     * Keys, in rising order, of the features that may not have been then as they are now: those of which a version became
     * so or was written down later, and those that have ended.
     *
     * @return empty if they are more than is worth looking up one by one
     */
    public Optional<long[]> keysSince(Layer layer, AsOf then) {
        return past.supersededKeys(layer, then);
    }

    /** Gives those of some features, named by their keys, that were there, as they were, in any order. */
    public void each(Layer layer, AsOf then, long[] keys, Consumer<Feature> consumer) {
        past.ofKeys(layer, then, keys, consumer);
    }
}
