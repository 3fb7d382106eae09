/**
 * Vector tiles: the grids they lie on, and tiles made from the features as they are now.
 *
 * <p>Hides projection, clipping, the whole-number grid inside a tile and the tile's binary form. {@link
 * org.tuban.tile.TileSource} is the door: another way to come by tiles takes its place without anybody noticing.
 */
@NullMarked
package org.tuban.tile;

import org.jspecify.annotations.NullMarked;
