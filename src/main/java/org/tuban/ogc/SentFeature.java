package org.tuban.ogc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Edit;
import org.tuban.feature.FieldValue;
import org.tuban.feature.Operation;

/**
 * A feature, or the changes to one, as a client sent it.
 *
 * @param id its id, or null if none was sent
 * @param values values by field name; what cannot be one is there as {@link FieldValue.Refused}, so that the rules name
 *     it with all other faults
 * @param shape its shape; null leaves the shape as it is
 * @param validFrom since when it is so, or null for now
 * @param changes what was left out or repaired of it
 */
record SentFeature(
        @Nullable String id,
        Map<String, @Nullable Object> values,
        Edit.@Nullable Shape shape,
        @Nullable Instant validFrom,
        List<Change> changes) {

    /**
     * Something that was not taken as it was sent.
     *
     * @param place JSON pointer of the place in the feature
     * @param done what was done with it and why
     */
    record Change(String place, String done) {}

    /** Copies the collections. */
    SentFeature {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        changes = List.copyOf(changes);
    }

    /** The edit that writes it; what was changed of it stands in history. */
    Edit edit(Operation operation, @Nullable String note) {
        Edit edit = new Edit(operation, values, shape, validFrom, note, Map.of());
        if (changes.isEmpty()) {
            return edit;
        }
        List<Map<String, String>> said = new ArrayList<>();
        changes.forEach(change -> said.add(Map.of("place", change.place(), "done", change.done())));
        return edit.withEvidence("handling", "lenient").withEvidence("changes", said);
    }
}
