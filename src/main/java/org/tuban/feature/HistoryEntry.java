package org.tuban.feature;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a feature with who made it, when and why.
 *
 * @param feature the version; for a deletion, as it was last
 * @param validTo until when it was so, this instant not included, as this version has it; null if it says no end. What
 *     later versions say of the same time counts more
 * @param operation what the write did
 * @param note reason in words, or null
 * @param evidence what the step was shown with
 * @param change number of the write in the change log
 */
public record HistoryEntry(
        Feature feature,
        @Nullable Instant validTo,
        Operation operation,
        @Nullable String note,
        Map<String, Object> evidence,
        long change) {}
