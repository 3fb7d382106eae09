package org.tuban.tile;

import java.util.List;
import java.util.Optional;
import org.tuban.layer.Layer;

/** The door to tiles: whoever asks does not know whether they are made now or were packed before. */
public interface TileSource {

    /**
     * A tile with features of some layers, each a layer of the tile under its id, in the order given.
     *
     * @param layers what to put in; a layer that begins at a finer level is left out
     * @param tile which tile
     * @return a vector tile (MVT 2.1), or nothing if no feature lies on it
     */
    Optional<byte[]> find(List<Layer> layers, TileAddress tile);
}
