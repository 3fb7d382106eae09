package org.tuban.feature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.ChangeLog.Change;

/**
 * A change of a feature with what it made of it.
 *
 * @param change the change; its version is that of {@code after}
 * @param before the feature as it was before; null if it was not there
 * @param after the feature as the change says it is; null if the change ended it
 * @param validTo the end of a span of the past, if the change wrote one; null if it wrote the version of now
 */
public record VersionStep(
        Change change,
        @Nullable Feature before,
        @Nullable Feature after,
        @Nullable Instant validTo) {}
