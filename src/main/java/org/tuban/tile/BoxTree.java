package org.tuban.tile;

import java.util.Arrays;

/**
 * Boxes of rows, and which of them meet a window.
 *
 * <p>Sixteen neighbours share a box round them, sixteen of these another, and so on up to one. With rows in the order of
 * a Hilbert curve that is as good as the best R-tree and has no pointers. Source: I. Kamel, C. Faloutsos, "Hilbert
 * R-tree", VLDB 1994.
 */
final class BoxTree {

    /** Bits of the number of a row below a node of the next level. */
    private static final int BITS = 4;

    private static final int BRANCHES = 1 << BITS;
    private static final int SIDES = 4;

    /** The boxes of the rows, then those round sixteen of them, and so on. */
    private final int[][] levels;

    private final int size;

    /** A visitor of rows, which says whether it wants another. */
    interface Visitor {
        boolean visit(int row);
    }

    /**
     * A tree over boxes.
     *
     * @param boxes minX, minY, maxX, maxY of each row
     */
    BoxTree(int[] boxes) {
        size = boxes.length / SIDES;
        int depth = 1;
        for (int width = size; width > 1; width = (width + BRANCHES - 1) / BRANCHES) {
            depth++;
        }
        levels = new int[depth][];
        levels[0] = boxes;
        for (int level = 1; level < depth; level++) {
            levels[level] = around(levels[level - 1]);
        }
    }

    /** The boxes as they were given. */
    int[] boxes() {
        return levels[0];
    }

    int minX(int row) {
        return levels[0][SIDES * row];
    }

    int minY(int row) {
        return levels[0][SIDES * row + 1];
    }

    int maxX(int row) {
        return levels[0][SIDES * row + 2];
    }

    int maxY(int row) {
        return levels[0][SIDES * row + 3];
    }

    /** Number of the level of the one box round all; the rows are level 0. */
    int top() {
        return levels.length - 1;
    }

    /** Number of boxes of a level. */
    int nodes(int level) {
        return levels[level].length / SIDES;
    }

    /** Most rows under one node of a level. */
    long rowsUnder(int level) {
        return 1L << BITS * level;
    }

    /** The first of those that a node is round, one level below. */
    int firstChild(int node) {
        return node << BITS;
    }

    /** The one behind the last of those that a node of a level is round. */
    int endChild(int level, int node) {
        return Math.min(node + 1 << BITS, nodes(level - 1));
    }

    /** The first of the up to sixteen that share a box on the next level. */
    int firstSibling(int node) {
        return node >> BITS << BITS;
    }

    /** The one behind the last of those that share a box on the next level. */
    int endSibling(int level, int node) {
        return Math.min((node >> BITS) + 1 << BITS, nodes(level));
    }

    /** The first row under a node. */
    int firstRow(int level, int node) {
        return node << BITS * level;
    }

    /** The row behind the last one under a node. */
    int endRow(int level, int node) {
        return (int) Math.min(node + 1L << BITS * level, size);
    }

    /** True if the box of a node meets a window. */
    boolean meets(int level, int node, TileWindow window) {
        int[] boxes = levels[level];
        int at = SIDES * node;
        return boxes[at] <= window.maxX()
                && boxes[at + 2] >= window.minX()
                && boxes[at + 1] <= window.maxY()
                && boxes[at + 3] >= window.minY();
    }

    /** The square that the box of a node lies in, or -1 if it does not lie in one alone. */
    int square(int level, int node, Squares squares) {
        int[] boxes = levels[level];
        int at = SIDES * node;
        return squares.around(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
    }

    /** Gives each row whose box meets the window, in the order of rows; false if the visitor wanted no more. */
    boolean visit(TileWindow window, Visitor visitor) {
        return size == 0 || visit(top(), 0, window, visitor);
    }

    private boolean visit(int level, int node, TileWindow window, Visitor visitor) {
        if (!meets(level, node, window)) {
            return true;
        }
        if (level == 0) {
            return visitor.visit(node);
        }
        int[] boxes = levels[level];
        int at = SIDES * node;
        if (window.contains(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3])) {
            return all(level, node, visitor);
        }
        int end = endChild(level, node);
        for (int child = firstChild(node); child < end; child++) {
            if (!visit(level - 1, child, window, visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean all(int level, int node, Visitor visitor) {
        int end = endRow(level, node);
        for (int row = firstRow(level, node); row < end; row++) {
            if (!visitor.visit(row)) {
                return false;
            }
        }
        return true;
    }

    private static int[] around(int[] boxes) {
        int children = boxes.length / SIDES;
        int[] around = new int[(children + BRANCHES - 1) / BRANCHES * SIDES];
        for (int at = 0; at < around.length; at += SIDES) {
            Arrays.fill(around, at, at + 2, Integer.MAX_VALUE);
            Arrays.fill(around, at + 2, at + SIDES, Integer.MIN_VALUE);
        }
        for (int child = 0; child < children; child++) {
            int from = child * SIDES;
            int to = child / BRANCHES * SIDES;
            around[to] = Math.min(around[to], boxes[from]);
            around[to + 1] = Math.min(around[to + 1], boxes[from + 1]);
            around[to + 2] = Math.max(around[to + 2], boxes[from + 2]);
            around[to + 3] = Math.max(around[to + 3], boxes[from + 3]);
        }
        return around;
    }
}
