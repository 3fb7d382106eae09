package org.tuban.feature;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tuban.access.Scope;
import org.tuban.layer.Layer;
import org.tuban.layer.Visibility;

/**
 * What a caller may see: marks up to its reach, and beyond them what its scopes open. Scopes are asked for only where
 * something is restricted, and once.
 */
final class CallerSight implements Sight {

    private final Visibility reach;
    private final Map<String, LayerViews> views;
    private final Supplier<Set<Scope>> scopes;
    private final Territory territory;

    /**
     * The sight of a caller.
     *
     * @param reach the strictest mark that needs no grant
     * @param views of all layers, by their ids
     * @param scopes where the caller sees what is restricted
     */
    CallerSight(Visibility reach, Map<String, LayerViews> views, Supplier<Set<Scope>> scopes, Territory territory) {
        this.reach = reach;
        this.views = views;
        this.scopes = scopes;
        this.territory = territory;
    }

    @Override
    public Optional<SeenLayer> find(Layer whole) {
        LayerViews view = viewsOf(whole);
        if (mayOpen(view) && scopes.get().contains(new Scope(whole.id(), null))) {
            return Optional.of(view.whole());
        }
        if (reach.covers(whole.visibility())) {
            return Optional.of(view.upTo(reach));
        }
        Set<FeatureRef> places = mayOpen(view) ? places() : Set.of();
        Set<String> ids = places.isEmpty() ? Set.of() : territory.contentsOf(places, whole.id());
        return ids.isEmpty() ? Optional.empty() : Optional.of(view.whole().only(ids));
    }

    @Override
    public Optional<SeenLayer> find(Layer whole, String id) {
        LayerViews view = viewsOf(whole);
        if (mayOpen(view) && reaches(new FeatureRef(whole.id(), id))) {
            return Optional.of(view.whole());
        }
        return reach.covers(whole.visibility()) ? Optional.of(view.upTo(reach)) : Optional.empty();
    }

    @Override
    public boolean allows(Visibility mark, FeatureRef about) {
        return reach.covers(mark) || (reach == Visibility.INTERNAL && reaches(about));
    }

    private LayerViews viewsOf(Layer layer) {
        return Objects.requireNonNull(views.get(layer.id()), layer.id());
    }

    /** True if a scope could show more of the layer than the reach does; the public has none. */
    private boolean mayOpen(LayerViews view) {
        return reach == Visibility.INTERNAL && view.restricted();
    }

    private boolean reaches(FeatureRef feature) {
        if (scopes.get().contains(new Scope(feature.layer(), null))) {
            return true;
        }
        Set<FeatureRef> places = places();
        return !places.isEmpty() && territory.containersOf(feature).stream().anyMatch(places::contains);
    }

    /** The scopes that are features. */
    private Set<FeatureRef> places() {
        return scopes.get().stream()
                .flatMap(scope ->
                        Optional.ofNullable(scope.featureId()).map(id -> new FeatureRef(scope.layer(), id)).stream())
                .collect(Collectors.toSet());
    }
}
