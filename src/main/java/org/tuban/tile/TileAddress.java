package org.tuban.tile;

import org.locationtech.jts.geom.Envelope;

/**
 * Where a tile is on a grid.
 *
 * @param set the grid
 * @param level number of the level, one of the grid's
 * @param row from the north, from 0
 * @param column from the west, from 0
 */
public record TileAddress(TileMatrixSet set, int level, int row, int column) {

    /** Refuses a tile outside the grid. */
    public TileAddress {
        if (!isOn(set, level, row, column)) {
            throw new IllegalArgumentException("tile %d/%d/%d is not on %s".formatted(level, row, column, set.id()));
        }
    }

    /** True if the grid has such a tile. */
    public static boolean isOn(TileMatrixSet set, int level, int row, int column) {
        if (level < 0 || level >= set.levels() || row < 0 || column < 0) {
            return false;
        }
        TileMatrix matrix = set.matrix(level);
        return row < matrix.height() && column < matrix.width();
    }

    /** The tile that a place lies on; places off the grid belong to the tile at its edge. */
    static TileAddress of(TileMatrixSet set, int level, double longitude, double latitude) {
        TileMatrix matrix = set.matrix(level);
        double columns = (set.projection().x(longitude) - set.bounds().minX()) / matrix.span();
        double rows = (set.bounds().maxY() - set.projection().y(latitude)) / matrix.span();
        return new TileAddress(set, level, within(rows, matrix.height()), within(columns, matrix.width()));
    }

    private static int within(double place, int tiles) {
        return (int) Math.max(0, Math.min(tiles - 1L, (long) Math.floor(place)));
    }

    /** Western edge in the grid's unit. */
    double west() {
        return set.bounds().minX() + column * set.matrix(level).span();
    }

    /** Northern edge in the grid's unit. */
    double north() {
        return set.bounds().maxY() - row * set.matrix(level).span();
    }

    /**
     * What the tile covers (EPSG:4490, x = longitude, y = latitude).
     *
     * @param margin how much more on each side, as a share of the tile's width
     */
    Envelope envelope(double margin) {
        double span = set.matrix(level).span();
        double more = margin * span;
        Projection projection = set.projection();
        return new Envelope(
                Math.max(-180, projection.longitude(west() - more)),
                Math.min(180, projection.longitude(west() + span + more)),
                Math.max(-90, projection.latitude(north() - span - more)),
                Math.min(90, projection.latitude(north() + more)));
    }
}
