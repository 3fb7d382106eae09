package org.tuban.feature;

import java.util.Optional;
import org.tuban.layer.Layer;

/** In which state features begin. The room that knows the workflows implements it; those who make features ask it. */
public interface Lifecycle {

    /** The state in which a feature of the layer begins; empty if the layer has no workflow. */
    Optional<String> findInitialState(Layer layer);
}
