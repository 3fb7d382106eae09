package org.tuban.link;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Territory;

/** What lies in what, by the containment links that hold today. */
@Component
class LinkTerritory implements Territory {

    private final LinkStore store;
    private final LinkTypes types;

    /** Tells what day it is where the installation is. */
    private final Clock localClock;

    LinkTerritory(LinkStore store, LinkTypes types, Clock clock, @Value("${tuban.zone:Asia/Shanghai}") ZoneId zone) {
        this.store = store;
        this.types = types;
        localClock = clock.withZone(zone);
    }

    @Override
    public Set<FeatureRef> containersOf(FeatureRef feature) {
        Set<FeatureRef> containers = new LinkedHashSet<>();
        containers.add(feature);
        containers.addAll(store.containersOf(feature, types.containments(), LocalDate.now(localClock)));
        return containers;
    }

    @Override
    public Set<String> contentsOf(Set<FeatureRef> places, String layer) {
        Set<String> contents = new HashSet<>();
        LocalDate today = LocalDate.now(localClock);
        for (FeatureRef place : places) {
            if (place.layer().equals(layer)) {
                contents.add(place.id());
            }
            contents.addAll(store.contentsOf(place, layer, types.containments(), today));
        }
        return contents;
    }
}
