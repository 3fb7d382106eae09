/**
 * Vector tiles: the grids they lie on, the features of each layer packed in memory, and tiles made from them.
 *
 * <p>Hides projection, clipping, the whole-number grid inside a tile, the tile's binary form, and whether a tile comes
 * from memory or from the store. {@link org.tuban.tile.TileSource} is the door. Read in this order: {@code WorldGrid},
 * {@code Segment} (packed features), {@code LayerIndex} (a layer and its changes), {@code TileMaker} (a tile).
 */
@NullMarked
package org.tuban.tile;

import org.jspecify.annotations.NullMarked;
