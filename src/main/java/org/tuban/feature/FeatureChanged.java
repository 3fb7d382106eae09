package org.tuban.feature;

/**
 * Told to this process after a write is committed.
 *
 * @param ref which feature
 * @param version its version now; for a deletion, the number the deletion has in history
 * @param deleted true if it is gone
 */
public record FeatureChanged(FeatureRef ref, long version, boolean deleted) {}
