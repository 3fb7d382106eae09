package org.tuban.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; what is null does not matter.
 *
 * @param account who did it
 * @param kind what it was done to
 * @param layer layer of the subject
 * @param id id of the subject
 * @param from not before, this instant included
 * @param to not after, this instant included
 * @param before only entries with lower numbers
 * @param limit at most so many, 1 or more
 */
record AuditQuery(
        @Nullable String account,
        @Nullable String kind,
        @Nullable String layer,
        @Nullable String id,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long before,
        int limit) {}
