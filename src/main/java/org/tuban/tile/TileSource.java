package org.tuban.tile;

import java.util.List;
import org.tuban.layer.Layer;

/** The door to tiles: whoever asks does not know whether they come from memory or from the store. */
public interface TileSource {

    /**
     * A tile with features of some layers, each a layer of the tile under its id, in the order given.
     *
     * <p>Beside the layer {@code parcel}, say, there may be {@code parcel-aggregate}: squares with numbers of features
     * that are too many to be drawn; and {@code parcel-label}: names at a place inside each feature.
     *
     * @param tile which tile
     * @param parts what to put in
     */
    Tile find(TileAddress tile, List<TilePart> parts);

    /** True if tiles of the layer as it is are made from memory alone. */
    boolean isPacked(Layer layer);
}
