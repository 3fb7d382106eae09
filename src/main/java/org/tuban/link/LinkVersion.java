package org.tuban.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Operation;

/**
 * One version of a link with who made it, when and why.
 *
 * @param link the version
 * @param operation create for the first; update when it was ended
 * @param recordedAt when it was written down
 * @param recordedBy name of the account that wrote it
 * @param note reason in words, or null
 * @param change number of the write in the change log; 0 before it is stored
 */
public record LinkVersion(
        Link link,
        Operation operation,
        Instant recordedAt,
        String recordedBy,
        @Nullable String note,
        long change) {}
