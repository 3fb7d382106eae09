package org.tuban.tile;

/**
 * When something last changed where: for each part of the world, as wide as a tile of zoom 14, the number of the last
 * change that touched it.
 *
 * <p>Parts of the world share places in a table; a change in one of them then counts as one in the other, which costs a
 * tile made anew and is never wrong. One thread writes at a time; whoever reads has to read {@link LayerState} before.
 */
final class ChangeGrid {

    private static final int CELL_BITS = 18;
    private static final int PLACES = 1 << 16;
    /** What is larger is not looked at cell by cell. */
    private static final long MOST_CELLS = 2048;

    private final int[] last = new int[PLACES];
    private int everywhere;
    private int latest;

    /** Notes that a change touched what lies in a window. */
    void mark(TileWindow window, int change) {
        latest = change;
        if (cells(window) > MOST_CELLS) {
            everywhere = change;
            return;
        }
        for (int x = window.minX() >> CELL_BITS; x <= window.maxX() >> CELL_BITS; x++) {
            for (int y = window.minY() >> CELL_BITS; y <= window.maxY() >> CELL_BITS; y++) {
                last[place(x, y)] = change;
            }
        }
    }

    /** Number of the last change that touched what lies in a window, or a later one; 0 if there was none. */
    int last(TileWindow window) {
        if (cells(window) > MOST_CELLS) {
            return latest;
        }
        int found = everywhere;
        for (int x = window.minX() >> CELL_BITS; x <= window.maxX() >> CELL_BITS; x++) {
            for (int y = window.minY() >> CELL_BITS; y <= window.maxY() >> CELL_BITS; y++) {
                found = Math.max(found, last[place(x, y)]);
            }
        }
        return found;
    }

    private static long cells(TileWindow window) {
        return ((long) (window.maxX() >> CELL_BITS) - (window.minX() >> CELL_BITS) + 1)
                * ((long) (window.maxY() >> CELL_BITS) - (window.minY() >> CELL_BITS) + 1);
    }

    /** Neighbouring cells have neighbouring places. */
    private static int place(int x, int y) {
        return (x + y * 257) & (PLACES - 1);
    }
}
