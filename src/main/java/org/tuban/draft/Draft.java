package org.tuban.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;

/**
 * What somebody wants to make of a feature.
 *
 * @param ref the feature, which need not be there yet
 * @param version 1 for the first, one more each time it is saved
 * @param baseVersion version of the feature that it goes out from; 0 for a feature that is not there yet
 * @param author account that began it
 * @param content what was sent of values and shape
 * @param note reason in words, or null
 * @param createdAt when it was begun
 * @param changedAt when it was saved last
 * @param changedBy account that did
 */
record Draft(
        FeatureRef ref,
        long version,
        long baseVersion,
        String author,
        DraftContent content,
        @Nullable String note,
        Instant createdAt,
        Instant changedAt,
        String changedBy) {}
