package org.tuban.live;

import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.layer.Layers;
import org.tuban.layer.Visibility;

/** Whom an event may be told: the one place in this room that asks. */
@Component
class EventSights {

    private final Sights sights;
    private final Layers layers;

    EventSights(Sights sights, Layers layers) {
        this.sights = sights;
        this.layers = layers;
    }

    /**
     * Which events a caller may be told, with grants as they are now. Asking may ask the database.
     *
     * <p>Links, figures and files carry marks of their own that their events do not: of those only hears who sees all.
     */
    Predicate<LiveEvent> of(Caller caller) {
        Sight sight = sights.of(caller);
        boolean seesAll = Visibility.reachOf(caller).covers(Visibility.RESTRICTED);
        return event -> layers.find(event.layer())
                .filter(layer -> event.isOfFeature()
                        ? sight.find(layer, event.id()).isPresent()
                        : (seesAll || event.isOfLayer()) && sight.find(layer).isPresent())
                .isPresent();
    }
}
