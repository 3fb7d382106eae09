package org.tuban.ogc;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.layer.Label;
import org.tuban.layer.Layers;

/** Says of a shape that is no more than a sketch that it is one, wherever the feature is shown. */
@Component
final class Honesty {

    /** Field of every layer that says how far a shape may be trusted. */
    static final String ACCURACY = "geometry_accuracy";

    /** Accuracies at which a shape may be relied on. */
    static final List<String> RELIABLE = List.of("surveyed", "digitised");

    private final Layers layers;

    Honesty(Layers layers) {
        this.layers = layers;
    }

    /** What to say with the feature; nothing if it has no shape or one that may be relied on. */
    Optional<Label> notice(Feature feature) {
        String accuracy = feature.text(ACCURACY);
        boolean sketch = feature.geometry() != null && (accuracy == null || !RELIABLE.contains(accuracy));
        return sketch ? Optional.of(notice()) : Optional.empty();
    }

    /** What is said of a sketch. */
    Label notice() {
        return layers.instance().notice();
    }
}
