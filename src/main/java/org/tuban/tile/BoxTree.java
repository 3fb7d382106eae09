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

    private static final int BRANCHES = 16;
    private static final int SIDES = 4;

    /** The boxes of the rows, then those round sixteen of them, and so on. */
    private final int[][] levels;

    private final int size;

    /** A visitor of rows. */
    interface Visitor {
        void visit(int row);
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

    /** Gives each row whose box meets the window, in the order of rows. */
    void visit(TileWindow window, Visitor visitor) {
        if (size > 0) {
            visit(levels.length - 1, 0, window, visitor);
        }
    }

    private void visit(int level, int node, TileWindow window, Visitor visitor) {
        int[] boxes = levels[level];
        int at = SIDES * node;
        if (boxes[at] > window.maxX()
                || boxes[at + 2] < window.minX()
                || boxes[at + 1] > window.maxY()
                || boxes[at + 3] < window.minY()) {
            return;
        }
        if (level == 0) {
            visitor.visit(node);
            return;
        }
        if (window.contains(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3])) {
            all(level, node, visitor);
            return;
        }
        int last = Math.min((node + 1) * BRANCHES, levels[level - 1].length / SIDES);
        for (int child = node * BRANCHES; child < last; child++) {
            visit(level - 1, child, window, visitor);
        }
    }

    private void all(int level, int node, Visitor visitor) {
        long width = 1;
        for (int k = 0; k < level; k++) {
            width *= BRANCHES;
        }
        int last = (int) Math.min((node + 1) * width, size);
        for (int row = (int) (node * width); row < last; row++) {
            visitor.visit(row);
        }
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
