package org.tuban.tile;

import java.util.function.IntPredicate;

/**
 * The 16 by 16 squares of a tile that features are counted in, on the {@link WorldGrid}: together all that is the tile's
 * own, so that each place of the world is in one square of a level.
 */
final class Squares {

    /** Squares along each side of a tile. */
    static final int ALONG = 16;

    /** Width of a square in cells of the tile. */
    static final int SIDE = TileFrame.EXTENT / ALONG;

    /** Where each column and row begins, and behind them where the tile ends. */
    private final long[] columns = new long[ALONG + 1];

    private final long[] rows = new long[ALONG + 1];
    private final double columnsPerPlace;
    private final double rowsPerPlace;

    Squares(TileFrame frame) {
        TileWindow own = frame.own();
        for (int k = 0; k <= ALONG; k++) {
            int cell = k * SIDE;
            columns[k] = begin(k, own.minX(), own.maxX(), place -> frame.x(place) >= cell);
            rows[k] = begin(k, own.minY(), own.maxY(), place -> frame.y(place) >= cell);
        }
        columnsPerPlace = perPlace(columns);
        rowsPerPlace = perPlace(rows);
    }

    /** The first place that is far enough east or south; the ends are the tile's own. */
    private static long begin(int k, int first, int last, IntPredicate reached) {
        long low = first;
        long high = last + 1L;
        if (k == 0) {
            return low;
        }
        if (k == ALONG) {
            return high;
        }
        while (low < high) {
            long middle = low + high >> 1;
            if (reached.test((int) middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Number of the square that a place lies in, row by row from the north-west; -1 if that is not the tile's own. */
    int at(int x, int y) {
        int column = find(columns, columnsPerPlace, x);
        int row = find(rows, rowsPerPlace, y);
        return column < 0 || row < 0 ? -1 : row * ALONG + column;
    }

    /** Number of the square that a box lies wholly in; -1 if there is none. */
    int around(int minX, int minY, int maxX, int maxY) {
        int square = at(minX, minY);
        return square >= 0 && maxX < columns[square % ALONG + 1] && maxY < rows[square / ALONG + 1] ? square : -1;
    }

    /** All are about as wide, on the Mercator grid exactly. */
    private static double perPlace(long[] begins) {
        return (double) ALONG / (begins[ALONG] - begins[0]);
    }

    private static int find(long[] begins, double perPlace, int place) {
        if (place < begins[0] || place >= begins[ALONG]) {
            return -1;
        }
        int found = Math.min(ALONG - 1, (int) ((place - begins[0]) * perPlace));
        while (place < begins[found]) {
            found--;
        }
        while (place >= begins[found + 1]) {
            found++;
        }
        return found;
    }
}
