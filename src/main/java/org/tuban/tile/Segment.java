package org.tuban.tile;

import java.util.List;

/**
 * Features of a layer, packed: a row of numbers for each in arrays that all rows share, in the order of a Hilbert
 * curve. Nothing changes but when a row ends.
 *
 * <p>A row that was replaced or deleted stays where it is and is marked with the change at which it ended, so that
 * whoever reads an earlier state goes on to see it.
 *
 * @param keys stable number of each feature, which is its id on tiles
 * @param byKey the rows in the order of their keys
 * @param boxes west, north, east and south of each row on the {@link WorldGrid}
 * @param shapes the shapes
 * @param sizes how much of a map each row takes: squared grid cells of an area, cells of a line, 0 for a point
 * @param labels a place inside each shape as shares of its box, each of 16 bits: x high, y low
 * @param columns the values
 * @param ended number of the change at which each row ended, 0 for those that have not
 */
record Segment(
        long[] keys,
        int[] byKey,
        BoxTree boxes,
        PackedShapes shapes,
        float[] sizes,
        int[] labels,
        List<Column> columns,
        int[] ended) {

    private static final int SHARES = 0xFFFF;

    /** Number of rows, ended ones too. */
    int size() {
        return keys.length;
    }

    /** True if the row is one of the state after a change. */
    boolean has(int row, int change) {
        int end = ended[row];
        return end == 0 || end > change;
    }

    /** The row of a key, whether it has ended or not, or -1. */
    int find(long key) {
        int low = 0;
        int high = byKey.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long found = keys[byKey[middle]];
            if (found == key) {
                return byKey[middle];
            }
            if (found < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Place of the row on the Hilbert curve. */
    long place(int row) {
        return place(boxes.boxes(), row);
    }

    /** Place of the middle of a row's box on the Hilbert curve. */
    static long place(int[] boxes, int row) {
        int at = 4 * row;
        return Hilbert.place(middle(boxes[at], boxes[at + 2]), middle(boxes[at + 1], boxes[at + 3]));
    }

    /** Column of the place inside the shape. */
    int labelX(int row) {
        return at(boxes.minX(row), boxes.maxX(row), labels[row] >>> Short.SIZE);
    }

    /** Row of the place inside the shape. */
    int labelY(int row) {
        return at(boxes.minY(row), boxes.maxY(row), labels[row] & SHARES);
    }

    /** A place in a box as shares of its width and height. */
    static int label(int x, int y, int[] box) {
        return share(x, box[0], box[2]) << Short.SIZE | share(y, box[1], box[3]);
    }

    private static int share(int place, int min, int max) {
        long width = (long) max - min;
        return width == 0 ? 0 : (int) Math.max(0, Math.min(SHARES, ((long) place - min) * SHARES / width));
    }

    private static int at(int min, int max, int share) {
        return (int) (min + ((long) max - min) * share / SHARES);
    }

    private static int middle(int min, int max) {
        return (int) (((long) min + max) >> 1);
    }
}
