package org.tuban.tile;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * A grid of tiles with all its levels; each level halves the cells of the one above.
 *
 * @param id name in addresses
 * @param title what people read
 * @param crs address of its coordinate reference system
 * @param orderedAxes names of the axes in the order of that system
 * @param uri where it is registered, or null if it is not
 * @param wellKnownScaleSet registered list of its scales, or null
 * @param projection how places become cells
 * @param bounds what the tiles of each level cover, in the grid's unit
 * @param columns tiles from west to east at level 0
 * @param levels number of levels defined
 * @param lastLevel finest level that tiles are made for
 * @param zoomOfLevelZero zoom of a web map (256-pixel tiles) whose cells are as wide as those of level 0
 */
public record TileMatrixSet(
        String id,
        Label title,
        String crs,
        List<String> orderedAxes,
        @Nullable String uri,
        @Nullable String wellKnownScaleSet,
        Projection projection,
        Bounds bounds,
        int columns,
        int levels,
        int lastLevel,
        int zoomOfLevelZero) {

    /** Width of a cell on a display in metres. Source: OGC 17-083r4, clause 6.1. */
    private static final double CELL_ON_DISPLAY = 0.00028;

    /**
     * A rectangle in the grid's unit.
     *
     * @param minX west
     * @param minY south
     * @param maxX east
     * @param maxY north
     */
    public record Bounds(double minX, double minY, double maxX, double maxY) {}

    /** Copies the axes. */
    public TileMatrixSet {
        orderedAxes = List.copyOf(orderedAxes);
    }

    /** True if the system names the northward coordinate first, as EPSG does for latitude and longitude. */
    public boolean northFirst() {
        return projection == Projection.GEOGRAPHIC;
    }

    /** Every level from the coarsest. */
    public List<TileMatrix> matrices() {
        return IntStream.range(0, levels).mapToObj(this::matrix).toList();
    }

    /** The level of that number, which must be defined. */
    public TileMatrix matrix(int level) {
        if (level < 0 || level >= levels) {
            throw new IllegalArgumentException("level %d of %s: 0 to %d".formatted(level, id, levels - 1));
        }
        double span = (bounds.maxX() - bounds.minX()) / columns / (1L << level);
        double cell = span / TileMatrix.TILE_SIZE;
        int rows = (int) Math.round((bounds.maxY() - bounds.minY()) / span);
        return new TileMatrix(level, cell, cell * projection.metresPerUnit() / CELL_ON_DISPLAY, columns << level, rows);
    }
}
