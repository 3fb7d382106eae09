package org.tuban.live;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Sights;
import org.tuban.http.Bbox;

/**
 * Which events one reader gets.
 *
 * @param caller who reads
 * @param layers only of these; empty for all
 * @param boxes only what meets one of these, degrees; empty for everywhere
 */
record EventFilter(Caller caller, Set<String> layers, List<Envelope> boxes) {

    /** Parameters that choose events. */
    static final String LAYER = "layer";

    static final String BBOX = "bbox";

    EventFilter {
        layers = Set.copyOf(layers);
        boxes = List.copyOf(boxes);
    }

    boolean wants(LiveEvent event, Predicate<LiveEvent> sight) {
        return (layers.isEmpty() || layers.contains(event.layer()))
                && (boxes.isEmpty() || event.meets(boxes))
                && sight.test(event);
    }

    /** Reads filters from a request's parameters. */
    @Component
    static class Reader {

        private final Sights sights;

        Reader(Sights sights) {
            this.sights = sights;
        }

        /**
         * The filter that parameters ask for.
         *
         * @throws org.tuban.http.Problem invalid-parameter for a box that is none; not-found for a layer that the caller
         *     does not see
         */
        EventFilter read(Map<String, String> parameters, Caller caller) {
            String named = parameters.get(LAYER);
            Set<String> wanted = named == null
                    ? Set.of()
                    : Set.copyOf(Arrays.stream(named.split(",", -1))
                            .map(id -> sights.get(id, caller).layer().id())
                            .distinct()
                            .toList());
            String box = parameters.get(BBOX);
            return new EventFilter(
                    caller, wanted, box == null ? List.of() : Bbox.parse(box).envelopes());
        }
    }
}
