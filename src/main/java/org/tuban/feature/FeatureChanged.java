package org.tuban.feature;

/**
 * Told to this process after a write is committed, before its writer is answered.
 *
 * @param feature what was written; for a deletion, what there was, with the version that the deletion has in history
 * @param deleted true if it is gone
 */
public record FeatureChanged(Feature feature, boolean deleted) {

    /** Which feature. */
    public FeatureRef ref() {
        return feature.ref();
    }

    /** Its version now; for a deletion, the number the deletion has in history. */
    public long version() {
        return feature.version();
    }
}
