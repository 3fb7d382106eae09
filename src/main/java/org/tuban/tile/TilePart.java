package org.tuban.tile;

import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureQuery;
import org.tuban.layer.Layer;

/**
 * What of one layer is put on a tile.
 *
 * @param query which features, wherever they lie; its page is not regarded
 * @param fields what is said about each; null for what the map needs
 */
public record TilePart(FeatureQuery query, @Nullable TileFields fields) {

    /** Every feature as it is now, with what the map needs. */
    public static TilePart of(Layer layer) {
        return new TilePart(FeatureQuery.all(layer), null);
    }

    /** The layer. */
    public Layer layer() {
        return query.layer();
    }

    /** True if nothing was asked but the layer as it is. */
    boolean isPlain() {
        return isWhole() && query.asOf() == null;
    }

    /** True if nothing was asked but the layer as it was. */
    boolean isPlainPast() {
        return isWhole() && query.asOf() != null;
    }

    private boolean isWhole() {
        return fields == null && query.filter() == null && query.boxes().isEmpty();
    }
}
