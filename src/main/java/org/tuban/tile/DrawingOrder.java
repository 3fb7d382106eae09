package org.tuban.tile;

/**
 * Which rows of a segment are drawn first where not all are: the larger ones, and those of about one size by lot, so that
 * no part of a tile is favoured. A feature always draws the same lot.
 *
 * <p>Each node of the tree over the rows knows the highest rank among its own, so that a search for the first rows of a
 * window passes over all nodes but a few.
 */
final class DrawingOrder {

    /** Bits of a size that do not tell: all but its power of two and six binary places. */
    private static final int DROPPED_BITS = 17;

    private static final int LOT_BITS = 48;
    private static final long LOTS = (1L << LOT_BITS) - 1;

    private final float[] sizes;
    private final long[] keys;

    /** Highest rank under each node, by level; nothing for the rows themselves. */
    private final long[][] highest;

    /** The order of rows by their sizes and keys, which are kept. */
    DrawingOrder(BoxTree tree, float[] sizes, long[] keys) {
        this.sizes = sizes;
        this.keys = keys;
        highest = new long[tree.top() + 1][];
        for (int level = 1; level < highest.length; level++) {
            highest[level] = new long[tree.nodes(level)];
            for (int node = 0; node < highest[level].length; node++) {
                int end = tree.endChild(level, node);
                for (int child = tree.firstChild(node); child < end; child++) {
                    highest[level][node] = Math.max(highest[level][node], rank(level - 1, child));
                }
            }
        }
    }

    /** Rank of a row on level 0, the highest under a node on others; not negative, those with a higher one come first. */
    long rank(int level, int node) {
        return level == 0 ? rank(node) : highest[level][node];
    }

    /**
     * The one that comes after a node among those that share a box with it, in the order of ranks and then of numbers; -1
     * if there is none.
     */
    int next(int level, int node, BoxTree tree) {
        long rank = rank(level, node);
        long best = -1;
        int found = -1;
        int end = tree.endSibling(level, node);
        for (int other = tree.firstSibling(node); other < end; other++) {
            long candidate = rank(level, other);
            if (candidate > best && (candidate < rank || candidate == rank && other > node)) {
                best = candidate;
                found = other;
            }
        }
        return found;
    }

    /** The first child of a node that has the node's rank. */
    int best(int level, int node, BoxTree tree) {
        long rank = rank(level, node);
        int child = tree.firstChild(node);
        while (rank(level - 1, child) != rank) {
            child++;
        }
        return child;
    }

    private long rank(int row) {
        // An area whose holes are larger than itself is none.
        long sizeClass = Float.floatToRawIntBits(Math.max(0f, sizes[row])) >>> DROPPED_BITS;
        return sizeClass << LOT_BITS | lot(keys[row]);
    }

    /** A number that a key always gets, as good as drawn; Fibonacci hashing. */
    private static long lot(long key) {
        return key * 0x9E3779B97F4A7C15L >>> Long.SIZE - LOT_BITS ^ LOTS;
    }
}
