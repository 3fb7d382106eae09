package org.tuban.dossier;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Operation;

/**
 * All versions of a feature, newest first, each with what changed, who changed it and why.
 *
 * @param layer id of its layer
 * @param id its id in that layer
 * @param entries newest first
 */
record History(String layer, String id, List<Entry> entries) {

    /**
     * One write.
     *
     * @param version the version it made
     * @param op what kind of write
     * @param at when it was written down
     * @param by who wrote it
     * @param validFrom since when it is so
     * @param validTo until when it was so, not included; null if the version says no end
     * @param from state before, if the write changed the state; or null
     * @param to state after, if the write changed the state; or null
     * @param note reason in words, or null
     * @param evidence what a step was shown with
     * @param changes values that an update or a step changed, the state left out
     * @param geometryChanged true if an update or a step changed the shape
     * @param change number of the write in the change log
     */
    record Entry(
            long version,
            Operation op,
            Instant at,
            Person by,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String from,
            @Nullable String to,
            @Nullable String note,
            Map<String, Object> evidence,
            List<Change> changes,
            boolean geometryChanged,
            long change) {}

    /** An account, with the name people know it by. */
    record Person(String name, String displayName) {}

    /** A field's value before and after. */
    record Change(
            String field,
            @Nullable Object old,
            @JsonProperty("new") @Nullable Object now) {}
}
