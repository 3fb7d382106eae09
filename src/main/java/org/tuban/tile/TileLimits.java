package org.tuban.tile;

import org.locationtech.jts.geom.Envelope;

/**
 * The tiles of one level that something lies on. Source: OGC 17-083r4, clause 7 (tile matrix set limits).
 *
 * @param level number of the level
 * @param minRow northernmost row
 * @param maxRow southernmost row
 * @param minColumn westernmost column
 * @param maxColumn easternmost column
 */
public record TileLimits(int level, int minRow, int maxRow, int minColumn, int maxColumn) {

    /** The tiles of a level that meet a box (EPSG:4490, x = longitude, y = latitude). */
    public static TileLimits of(TileMatrixSet set, int level, Envelope box) {
        TileAddress first = TileAddress.of(set, level, box.getMinX(), box.getMaxY());
        TileAddress last = TileAddress.of(set, level, box.getMaxX(), box.getMinY());
        return new TileLimits(level, first.row(), last.row(), first.column(), last.column());
    }

    /** True if the tile is one of these. */
    public boolean contains(TileAddress tile) {
        return tile.level() == level
                && tile.row() >= minRow
                && tile.row() <= maxRow
                && tile.column() >= minColumn
                && tile.column() <= maxColumn;
    }
}
