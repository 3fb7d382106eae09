package org.tuban.tile;

/**
 * A rectangle of the {@link WorldGrid}, its edges included.
 *
 * @param minX west
 * @param minY north
 * @param maxX east
 * @param maxY south
 */
record TileWindow(int minX, int minY, int maxX, int maxY) {

    static final int WEST = 1;
    static final int NORTH = 2;
    static final int EAST = 4;
    static final int SOUTH = 8;

    /** True if the box lies wholly inside. */
    boolean contains(int west, int north, int east, int south) {
        return west >= minX && north >= minY && east <= maxX && south <= maxY;
    }

    /** True if the place lies inside. */
    boolean contains(int x, int y) {
        return contains(x, y, x, y);
    }

    /** The edges that a box goes beyond, added up; 0 if it lies wholly inside. */
    int crossed(int west, int north, int east, int south) {
        return (west < minX ? WEST : 0)
                | (north < minY ? NORTH : 0)
                | (east > maxX ? EAST : 0)
                | (south > maxY ? SOUTH : 0);
    }

    /** What it has in common with the box of a row that meets it. */
    TileWindow shared(BoxTree boxes, int row) {
        return new TileWindow(
                Math.max(minX, boxes.minX(row)),
                Math.max(minY, boxes.minY(row)),
                Math.min(maxX, boxes.maxX(row)),
                Math.min(maxY, boxes.maxY(row)));
    }

    /** Cells of the grid between its edges. */
    double cells() {
        return ((double) maxX - minX) * ((double) maxY - minY);
    }
}
