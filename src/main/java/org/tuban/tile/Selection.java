package org.tuban.tile;

import java.util.Arrays;

/** Which features are drawn on a tile: all of them or, if there are more than it may have, the first by their order. */
final class Selection {

    /**
     * What a tile may have of a layer. When there is more, the last feature drawn is the one that reaches a limit.
     *
     * @param features number of features
     * @param bytes bytes of their packed shapes
     */
    record Budget(int features, int bytes) {}

    private final LayerState state;

    /** For each feature its segment, and in the lower 32 bits its row there. */
    private long[] found = new long[256];

    private int size;
    private long bytes;
    private boolean isPart;

    private Selection(LayerState state) {
        this.state = state;
    }

    static Selection of(LayerState state, TileWindow window, Budget budget) {
        Selection selection = new Selection(state);
        if (!state.visit(window, (source, segment, row) -> selection.addIfRoom(source, row, budget))) {
            selection.chooseFirst(window, budget);
        }
        selection.sort();
        return selection;
    }

    /** True if there is more than is drawn. */
    boolean isPart() {
        return isPart;
    }

    int size() {
        return size;
    }

    Segment segment(int k) {
        return state.segments().get((int) (found[k] >> Integer.SIZE));
    }

    int row(int k) {
        return (int) found[k];
    }

    /** The feature behind the last of those that follow feature k row by row in its segment. */
    int endOfRun(int k) {
        int end = k + 1;
        while (end < size && found[end] == found[end - 1] + 1) {
            end++;
        }
        return end;
    }

    /** Bytes of all shapes drawn. */
    int bytes() {
        return (int) bytes;
    }

    private boolean addIfRoom(int source, int row, Budget budget) {
        add((long) source << Integer.SIZE | row);
        return size <= budget.features() && bytes <= budget.bytes();
    }

    private void chooseFirst(TileWindow window, Budget budget) {
        size = 0;
        bytes = 0;
        LargestFirst largest = new LargestFirst(state, window);
        long next = largest.next();
        while (next >= 0 && size < budget.features() && bytes < budget.bytes()) {
            add(next);
            next = largest.next();
        }
        isPart = next >= 0;
        Arrays.sort(found, 0, size);
    }

    private void add(long feature) {
        if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = feature;
        bytes += segment(size - 1).shapes().length((int) feature);
    }

    /** Features of several segments come in the order that they have when they are in one. */
    private void sort() {
        boolean mixed = false;
        for (int k = 1; k < size; k++) {
            mixed |= found[k] >> Integer.SIZE != found[0] >> Integer.SIZE;
        }
        if (mixed) {
            long[] sorted = Arrays.copyOf(found, size);
            long[] places = new long[size];
            Arrays.setAll(places, k -> segment(k).place(row(k)));
            Hilbert.sort(
                    places,
                    sorted,
                    feature -> state.segments()
                            .get((int) (feature >> Integer.SIZE))
                            .keys()[(int) feature]);
            found = sorted;
        }
    }
}
