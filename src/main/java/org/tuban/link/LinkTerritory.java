package org.tuban.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Territory;

/** What lies in what, by the containment links that hold today. */
@Component
class LinkTerritory implements Territory {

    private final LinkStore store;
    private final LinkTypes types;
    private final Clock clock;

    LinkTerritory(LinkStore store, LinkTypes types, Clock clock) {
        this.store = store;
        this.types = types;
        this.clock = clock;
    }

    @Override
    public Set<FeatureRef> containersOf(FeatureRef feature) {
        Set<FeatureRef> containers = new LinkedHashSet<>();
        containers.add(feature);
        containers.addAll(store.containersOf(feature, types.containments(), LocalDate.now(clock)));
        return containers;
    }
}
