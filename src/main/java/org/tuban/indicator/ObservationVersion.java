package org.tuban.indicator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Operation;

/**
 * One version of an observation with who made it, when and why.
 *
 * @param observation the version
 * @param operation create for the first, update for a correction
 * @param recordedAt when it was written down
 * @param recordedBy name of the account that wrote it
 * @param note reason in words, or null
 * @param change number of the write in the change log; 0 before it is stored
 */
public record ObservationVersion(
        Observation observation,
        Operation operation,
        Instant recordedAt,
        String recordedBy,
        @Nullable String note,
        long change) {}
