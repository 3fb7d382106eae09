package org.tuban.indicator;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.References;

/** Figures keep the feature that they are about. */
@Component
class ObservationReferences implements References {

    private final ObservationStore store;

    ObservationReferences(ObservationStore store) {
        this.store = store;
    }

    @Override
    public List<Reference> to(FeatureRef feature) {
        return store.of(feature).stream()
                .map(observation -> new Reference("observation", observation.id()))
                .toList();
    }
}
