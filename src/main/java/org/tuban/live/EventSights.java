package org.tuban.live;

import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.layer.Layer;
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
     * Which events a caller may be told, with grants as they are now. They, and so the database, are asked for only where
     * a layer is for the caller by a grant alone: one thread asks this for all readers.
     *
     * <p>Links, figures and files carry marks of their own that their events do not: of those only hears who sees all.
     */
    Predicate<LiveEvent> of(Caller caller) {
        Sight sight = sights.of(caller);
        Visibility reach = Visibility.reachOf(caller);
        return event -> (event.isOfFeature() || event.isOfLayer() || reach.covers(Visibility.RESTRICTED))
                && layers.find(event.layer())
                        .filter(layer -> reach.covers(layer.visibility()) || isGranted(event, layer, sight))
                        .isPresent();
    }

    private static boolean isGranted(LiveEvent event, Layer layer, Sight sight) {
        return event.isOfFeature()
                ? sight.find(layer, event.id()).isPresent()
                : sight.find(layer).isPresent();
    }
}
