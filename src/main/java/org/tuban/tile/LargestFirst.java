package org.tuban.tile;

import java.util.Arrays;

/**
 * Finds the features of a state in a window one after the other in the {@link DrawingOrder}, and looks at little else: the
 * node of highest rank is opened next. Source: G. Hjaltason, H. Samet, "Distance Browsing in Spatial Databases", TODS
 * 1999, with rank in the place of nearness.
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
                add(source, segment, segment.boxes().top(), 0);
            }
        }
    }

    /** The next feature: number of its segment, and in the lower 32 bits its row there; -1 if there is none. */
    long next() {
        while (size > 0) {
            long top = nodes[0];
            takeTop();
            int source = (int) (top >> SOURCE_SHIFT);
            int level = (int) (top >> Integer.SIZE) & LEVEL_MASK;
            int node = (int) top;
            Segment segment = state.segments().get(source);
            if (level > 0) {
                open(source, segment, level, node);
            } else if (segment.has(node, state.change()) && segment.boxes().meets(0, node, window)) {
                return (long) source << Integer.SIZE | node;
            }
        }
        return -1;
    }

    /** Takes in what lies below a node; rows unseen, since few of them ever come to the top. */
    private void open(int source, Segment segment, int level, int node) {
        int end = segment.boxes().endChild(level, node);
        for (int child = segment.boxes().firstChild(node); child < end; child++) {
            if (level == 1 || segment.boxes().meets(level - 1, child, window)) {
                add(source, segment, level - 1, child);
            }
        }
    }

    private void add(int source, Segment segment, int level, int node) {
        add(segment.order().rank(level, node), (long) source << SOURCE_SHIFT | (long) level << Integer.SIZE | node);
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

    private void takeTop() {
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
