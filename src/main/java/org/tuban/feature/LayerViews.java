package org.tuban.feature;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Visibility;

/**
 * A layer as it is seen up to each mark, made once: requests only look it up.
 *
 * @param upTo the views
 * @param whole the view of who sees everything in it
 * @param restricted true if some of it is seen with a grant only
 */
record LayerViews(Map<Visibility, SeenLayer> upTo, SeenLayer whole, boolean restricted) {

    static LayerViews of(Layer layer) {
        Map<Visibility, SeenLayer> upTo = new EnumMap<>(Visibility.class);
        for (Visibility reach : Visibility.values()) {
            upTo.put(reach, SeenLayer.upTo(reach, layer));
        }
        boolean restricted = layer.visibility() == Visibility.RESTRICTED
                || layer.fields().stream().map(Field::visibility).anyMatch(Visibility.RESTRICTED::equals);
        return new LayerViews(upTo, Objects.requireNonNull(upTo.get(Visibility.RESTRICTED)), restricted);
    }

    /** The view up to a mark. */
    SeenLayer upTo(Visibility reach) {
        return Objects.requireNonNull(upTo.get(reach));
    }
}
