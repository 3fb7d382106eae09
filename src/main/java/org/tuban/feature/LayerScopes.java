package org.tuban.feature;

import org.springframework.stereotype.Component;
import org.tuban.access.Scope;
import org.tuban.access.Scopes;
import org.tuban.layer.Layers;

/** What grants can reach: the layers of the catalogue, and the features there are. */
@Component
class LayerScopes implements Scopes {

    private final Layers layers;
    private final PresentReads present;

    LayerScopes(Layers layers, PresentReads present) {
        this.layers = layers;
        this.present = present;
    }

    @Override
    public boolean exists(Scope scope) {
        return layers.find(scope.layer())
                .filter(layer -> scope.featureId() == null || present.has(layer, scope.featureId()))
                .isPresent();
    }
}
