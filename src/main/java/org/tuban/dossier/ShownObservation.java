package org.tuban.dossier;

import org.jspecify.annotations.Nullable;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Qualifier;
import org.tuban.layer.Label;

/**
 * A figure about the feature of the dossier.
 *
 * @param title what people call the indicator
 */
record ShownObservation(
        String id,
        String indicator,
        Label title,
        @Nullable Number value,
        @Nullable String text,
        @Nullable String unit,
        @Nullable Qualifier qualifier,
        String asOf,
        String source,
        ObservationBasis basis,
        @Nullable Label note,
        long version) {

    static ShownObservation of(Observation observation, Label title) {
        return new ShownObservation(
                observation.id(),
                observation.indicator(),
                title,
                Json.number(observation.value()),
                observation.text(),
                observation.unit(),
                observation.qualifier(),
                observation.asOf(),
                observation.source(),
                observation.basis(),
                observation.note(),
                observation.version());
    }
}
