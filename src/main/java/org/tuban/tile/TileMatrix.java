package org.tuban.tile;

/**
 * One level of a grid.
 *
 * @param level number of the level, 0 the coarsest; also its identifier
 * @param cellSize width of a cell in the grid's unit; a tile is {@value #TILE_SIZE} cells wide and high
 * @param scaleDenominator with cells of 0.28 mm (OGC 17-083r4, clause 6.1)
 * @param width tiles from west to east
 * @param height tiles from north to south
 */
public record TileMatrix(int level, double cellSize, double scaleDenominator, int width, int height) {

    /** Cells along each side of a tile. */
    public static final int TILE_SIZE = 256;

    /** Width and height of a tile in the grid's unit. */
    double span() {
        return cellSize * TILE_SIZE;
    }
}
