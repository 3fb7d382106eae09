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

    /** True if the box lies wholly inside. */
    boolean contains(int west, int north, int east, int south) {
        return west >= minX && north >= minY && east <= maxX && south <= maxY;
    }

    /** True if the place lies inside. */
    boolean contains(int x, int y) {
        return contains(x, y, x, y);
    }
}
