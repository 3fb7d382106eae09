package org.tuban.feature;

import java.util.Optional;
import org.tuban.layer.Layer;
import org.tuban.layer.Visibility;

/**
 * What somebody may see: the one predicate that every read asks. Nothing is read without one, so that nobody can forget
 * to ask; {@link Sights} makes that of a caller.
 */
public interface Sight {

    /** All there is: for what the service reads for itself and shows to nobody. */
    Sight EVERYTHING = new Sight() {
        @Override
        public Optional<SeenLayer> find(Layer whole) {
            return Optional.of(SeenLayer.whole(whole));
        }

        @Override
        public Optional<SeenLayer> find(Layer whole, String id) {
            return find(whole);
        }

        @Override
        public boolean allows(Visibility mark, FeatureRef about) {
            return true;
        }
    };

    /** The layer as it is seen among many features; empty if it is not. */
    Optional<SeenLayer> find(Layer whole);

    /**
     * The layer as it is seen where one feature stands alone, which a grant for that feature, or for something that it
     * lies in, may open further; empty if the feature is not seen, whether there is one or not.
     */
    Optional<SeenLayer> find(Layer whole, String id);

    /** True if something that carries a mark and is about a feature that is seen may be seen. */
    boolean allows(Visibility mark, FeatureRef about);
}
