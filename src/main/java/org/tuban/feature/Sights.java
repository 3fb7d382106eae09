package org.tuban.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import org.tuban.access.Caller;
import org.tuban.access.Grants;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Visibility;

/** Makes what callers may see of their roles, and of their grants and assignments as they are at the moment. */
@Service
public class Sights {

    private final Layers layers;
    private final Grants grants;
    private final Territory territory;
    private final Map<String, LayerViews> views = new HashMap<>();
    private final Sight ofThePublic;

    Sights(Layers layers, Grants grants, Territory territory) {
        this.layers = layers;
        this.grants = grants;
        this.territory = territory;
        layers.list().forEach(layer -> views.put(layer.id(), LayerViews.of(layer)));
        ofThePublic = make(Caller.ANONYMOUS);
    }

    /** The catalogue, whoever asks: its texts, code lists and sources carry no marks. */
    public Layers catalogue() {
        return layers;
    }

    /** What a caller may see; for one request. */
    public Sight of(Caller caller) {
        return caller.signedIn() ? make(caller) : ofThePublic;
    }

    private Sight make(Caller caller) {
        return new CallerSight(
                Visibility.reachOf(caller),
                views,
                SingletonSupplier.of(() -> grants.scopesOf(caller.name())),
                territory);
    }

    /** The layers that a caller may see, as it sees them, in drawing order. */
    public List<SeenLayer> list(Caller caller) {
        Sight sight = of(caller);
        return layers.list().stream()
                .flatMap(layer -> sight.find(layer).stream())
                .toList();
    }

    /** The layer of that id as a caller sees it; empty if there is none that it may see. */
    public Optional<SeenLayer> find(String id, Caller caller) {
        return layers.find(id).flatMap(of(caller)::find);
    }

    /** True if there is a feature about which a caller may see something that carries a mark. */
    public boolean mayMeet(Visibility mark, Caller caller) {
        return Visibility.reachOf(caller).covers(mark)
                || (caller.signedIn() && !grants.scopesOf(caller.name()).isEmpty());
    }

    /**
     * The layer of that id as a caller sees it.
     *
     * @throws Problem not-found if there is none, or the caller may not see it
     */
    public SeenLayer get(String id, Caller caller) {
        return find(id, caller)
                .orElseThrow(() -> Problem.notFound("layer '%s'".formatted(id))
                        .with("layer", id)
                        .with(
                                "allowed",
                                list(caller).stream()
                                        .map(SeenLayer::layer)
                                        .map(Layer::id)
                                        .toList()));
    }

    /**
     * The layer of a feature as a caller sees it where that feature stands alone.
     *
     * @throws Problem not-found if the caller may not see the layer, or not this feature, whether there is one or not
     */
    public SeenLayer get(FeatureRef ref, Caller caller) {
        Sight sight = of(caller);
        Optional<SeenLayer> seen = layers.find(ref.layer()).flatMap(layer -> sight.find(layer, ref.id()));
        if (seen.isEmpty()) {
            get(ref.layer(), caller);
        }
        return seen.orElseThrow(ref::missing);
    }
}
