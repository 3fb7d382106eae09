package org.tuban.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Edit;

/**
 * A request to correct a span of the past, as a client makes it.
 *
 * @param validFrom since when: a day or a date-time of RFC 3339
 * @param validTo until when, not included; null for until now and on
 * @param values right values by field name, as JSON gave them
 * @param shape the right shape, or null to leave shapes as they were
 * @param reason why, in words
 * @param secondPerson account that has checked it: another one, which may decide
 */
public record Correcting(
        @Nullable String validFrom,
        @Nullable String validTo,
        Map<String, @Nullable Object> values,
        Edit.@Nullable Shape shape,
        @Nullable String reason,
        @Nullable String secondPerson) {

    /** Copies the values. */
    public Correcting {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
