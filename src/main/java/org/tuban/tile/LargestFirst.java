package org.tuban.tile;

import java.util.Arrays;

/**
 * Finds the features of a state in a window one after the other in the {@link DrawingOrder}, and looks at little else:
 * from the node of highest rank straight down to the row that it has that rank from, leaving at each level the next of
 * the sixteen to come back to. Source: G. Hjaltason, H. Samet, "Distance Browsing in Spatial Databases", TODS 1999, with
 * rank in the place of nearness.
 */
final class LargestFirst {

    private static final int SOURCE_SHIFT = 40;
    private static final int LEVEL_MASK = 0xFF;

    private final LayerState state;
    private final TileWindow window;

    /** A heap: ranks, and the nodes and rows that have them. */
    private long[] ranks = new long[1024];

    private long[] nodes = new long[1024];
    private int size;

    LargestFirst(LayerState state, TileWindow window) {
        this.state = state;
        this.window = window;
        for (int source = 0; source < state.segments().size(); source++) {
            Segment segment = state.segments().get(source);
            if (segment.size() > 0) {
                int top = segment.boxes().top();
                add(segment.order().rank(top, 0), name(source, top, 0));
            }
        }
    }

    /** The next feature: number of its segment, and in the lower 32 bits its row there; -1 if there is none. */
    long next() {
        while (size > 0) {
            long first = nodes[0];
            takeFirst();
            int source = (int) (first >> SOURCE_SHIFT);
            int row = descend(source, (int) (first >> Integer.SIZE) & LEVEL_MASK, (int) first);
            if (row >= 0) {
                return (long) source << Integer.SIZE | row;
            }
        }
        return -1;
    }

    /** The row that a node has its rank from; -1 if that is not in the window and the state. */
    private int descend(int source, int from, int node) {
        Segment segment = state.segments().get(source);
        BoxTree boxes = segment.boxes();
        DrawingOrder order = segment.order();
        int level = from;
        int found = node;
        while (true) {
            int next = order.next(level, found, boxes);
            if (next >= 0) {
                add(order.rank(level, next), name(source, level, next));
            }
            if (!boxes.meets(level, found, window)) {
                return -1;
            }
            if (level == 0) {
                return segment.has(found, state.change()) ? found : -1;
            }
            found = order.best(level, found, boxes);
            level--;
        }
    }

    private static long name(int source, int level, int node) {
        return (long) source << SOURCE_SHIFT | (long) level << Integer.SIZE | node;
    }

    private void add(long rank, long node) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        int at = size++;
        while (at > 0 && ranks[at - 1 >> 1] < rank) {
            move(at - 1 >> 1, at);
            at = at - 1 >> 1;
        }
        ranks[at] = rank;
        nodes[at] = node;
    }

    private void takeFirst() {
        size--;
        long rank = ranks[size];
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && ranks[child + 1] > ranks[child]) {
                child++;
            }
            if (ranks[child] <= rank) {
                break;
            }
            move(child, at);
            at = child;
            child = 2 * at + 1;
        }
        move(size, at);
    }

    private void move(int from, int to) {
        ranks[to] = ranks[from];
        nodes[to] = nodes[from];
    }
}
