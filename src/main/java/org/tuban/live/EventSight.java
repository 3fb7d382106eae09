package org.tuban.live;

import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.layer.Layers;

/** Whom an event may be told: the one place in this room that decides it. */
@Component
class EventSight {

    private final Layers layers;

    EventSight(Layers layers) {
        this.layers = layers;
    }

    /**
     * True if the caller may see what the event is about. Links, figures and files carry marks of their own that an event
     * does not: of those only signed-in people hear.
     */
    boolean allows(Caller caller, LiveEvent event) {
        boolean ofFeature = event.isOfFeature() || event.isOfLayer();
        return (ofFeature || caller.signedIn())
                && layers.find(event.layer())
                        .filter(layer -> layer.visibility().allows(caller))
                        .isPresent();
    }
}
