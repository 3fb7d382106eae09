package org.tuban.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Layer;

/**
 * A step about which everything was found good.
 *
 * @param layer of the feature
 * @param step the step
 * @param validFrom since when it is so, or null for the time at which it is written
 * @param note reason in words, or null
 * @param evidence what it is shown with
 */
record CheckedStep(
        Layer layer,
        Transition step,
        @Nullable Instant validFrom,
        @Nullable String note,
        Evidence evidence) {}
