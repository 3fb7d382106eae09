package org.tuban.tile;

import java.util.Arrays;

/**
 * Which features are drawn on a tile. If there are more than it may have, the largest are; features of one size are
 * drawn by lot, so that no part of the tile is favoured, and always the same ones.
 */
final class Selection {

    /**
     * What a tile may have of a layer.
     *
     * @param features number of features
     * @param bytes bytes of their packed shapes
     */
    record Budget(int features, int bytes) {}

    /** Bits of a size that features are sorted by: its power of two and six binary places. */
    private static final int DROPPED_BITS = 17;

    private static final int CLASSES = 1 << Integer.SIZE - 1 - DROPPED_BITS;

    private final LayerState state;
    private final TileWindow window;
    private final Budget budget;
    private int[] sources = new int[256];
    private int[] rows = new int[256];
    private int size;
    private long seen;
    private long bytes;
    private int least;
    /** Of the features of the least size those are drawn whose lot is below. */
    private long lots = 1L << Integer.SIZE;

    private Selection(LayerState state, TileWindow window, Budget budget) {
        this.state = state;
        this.window = window;
        this.budget = budget;
    }

    static Selection of(LayerState state, TileWindow window, Budget budget) {
        Selection selection = new Selection(state, window, budget);
        state.visit(window, selection::look);
        if (selection.isPart()) {
            selection.chooseLargest();
        }
        selection.sort();
        return selection;
    }

    /** True if there is more than may be drawn. */
    boolean isPart() {
        return seen > budget.features() || bytes > budget.bytes();
    }

    int size() {
        return size;
    }

    Segment segment(int k) {
        return state.segments().get(sources[k]);
    }

    int row(int k) {
        return rows[k];
    }

    /** Bytes of all shapes drawn. */
    int bytes() {
        int sum = 0;
        for (int k = 0; k < size; k++) {
            sum += segment(k).shapes().length(rows[k]);
        }
        return sum;
    }

    /** True if a feature is drawn. */
    boolean has(Segment segment, int row) {
        int sizeClass = sizeClass(segment, row);
        return sizeClass > least || (sizeClass == least && lot(segment.keys()[row]) < lots);
    }

    private void look(int source, Segment segment, int row) {
        seen++;
        bytes += segment.shapes().length(row);
        if (!isPart()) {
            add(source, row);
        }
    }

    private void add(int source, int row) {
        if (size == rows.length) {
            sources = Arrays.copyOf(sources, size * 2);
            rows = Arrays.copyOf(rows, size * 2);
        }
        sources[size] = source;
        rows[size++] = row;
    }

    private void chooseLargest() {
        int[] number = new int[CLASSES];
        long[] length = new long[CLASSES];
        state.visit(window, (source, segment, row) -> {
            int sizeClass = sizeClass(segment, row);
            number[sizeClass]++;
            length[sizeClass] += segment.shapes().length(row);
        });
        long features = budget.features();
        long room = budget.bytes();
        least = CLASSES;
        do {
            least--;
            features -= number[least];
            room -= length[least];
        } while (least > 0 && features > 0 && room > 0);
        double tooMany = number[least] == 0 ? 0 : Math.max(0, -(double) features / number[least]);
        double tooLong = length[least] == 0 ? 0 : Math.max(0, -(double) room / length[least]);
        lots = (long) ((1 - Math.min(1, Math.max(tooMany, tooLong))) * (1L << Integer.SIZE));
        size = 0;
        state.visit(window, (source, segment, row) -> {
            if (has(segment, row)) {
                add(source, row);
            }
        });
    }

    /** Features of several segments come in the order that they have when they are in one. */
    private void sort() {
        boolean mixed = false;
        for (int k = 1; k < size; k++) {
            mixed |= sources[k] != sources[0];
        }
        if (!mixed) {
            return;
        }
        long[] places = new long[size];
        long[] order = new long[size];
        for (int k = 0; k < size; k++) {
            places[k] = segment(k).place(rows[k]);
            order[k] = k;
        }
        Hilbert.sort(places, order, k -> segment((int) k).keys()[rows[(int) k]]);
        int[] sortedSources = new int[size];
        int[] sortedRows = new int[size];
        for (int k = 0; k < size; k++) {
            sortedSources[k] = sources[(int) order[k]];
            sortedRows[k] = rows[(int) order[k]];
        }
        sources = sortedSources;
        rows = sortedRows;
    }

    private static int sizeClass(Segment segment, int row) {
        return Float.floatToRawIntBits(segment.sizes()[row]) >>> DROPPED_BITS;
    }

    /** A number below 2<sup>32</sup> that a key always gets; Fibonacci hashing. */
    private static long lot(long key) {
        return key * 0x9E3779B97F4A7C15L >>> Integer.SIZE;
    }
}
