package org.tuban.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * One change as readers are told it; members that do not apply are left out.
 *
 * @param place where it stands in the change log, as {@link PlaceText} writes it
 * @param kind what was written: feature, link, observation, attachment, or layer for a load of a whole layer
 * @param layer id of the layer
 * @param id id of what was written
 * @param name what people call the feature
 * @param version its version since then
 * @param operation what was done
 * @param oldBbox round the shape before: west, south, east, north, degrees
 * @param bbox round the shape since, likewise
 * @param oldState workflow state before
 * @param state workflow state since
 * @param validTo end of the span of the past that a correction is about; absent if it is about now
 * @param recordedAt when it was written down
 * @param by who wrote it; only for signed-in readers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventData(
        String place,
        String kind,
        String layer,
        String id,
        @Nullable Label name,
        long version,
        String operation,
        double @Nullable [] oldBbox,
        double @Nullable [] bbox,
        @Nullable String oldState,
        @Nullable String state,
        @Nullable Instant validTo,
        Instant recordedAt,
        @Nullable Person by) {

    /**
     * Who wrote it.
     *
     * @param name of the account
     * @param displayName name shown to people
     */
    record Person(String name, String displayName) {}

    /** The same for the public: without who wrote it, and without states unless everybody may see them. */
    EventData open(boolean withState) {
        return new EventData(
                place,
                kind,
                layer,
                id,
                name,
                version,
                operation,
                oldBbox,
                bbox,
                withState ? oldState : null,
                withState ? state : null,
                validTo,
                recordedAt,
                null);
    }
}
