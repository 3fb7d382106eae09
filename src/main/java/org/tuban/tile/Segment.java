package org.tuban.tile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Features of a layer, packed: a row of numbers for each in arrays that all rows share, in the order of a Hilbert
 * curve. Nothing changes but when a row ends.
 *
 * <p>A row that was replaced or deleted stays where it is and is marked with the change at which it ended, so that
 * whoever reads an earlier state goes on to see it.
 */
final class Segment {

    private static final int SHARES = 0xFFFF;

    private final Rows rows;
    private final int[] byKey;
    private final BoxTree boxes;
    private final PackedShapes shapes;
    private final List<Column> columns;
    private final DrawingOrder order;
    private final List<Optional<CodeTotals>> totals;
    private final Endings endings;

    /**
     * Rows in the order of the curve; the arrays are kept.
     *
     * @param rows their numbers
     * @param shapes the shapes
     * @param columns the values
     */
    Segment(Rows rows, PackedShapes shapes, List<Column> columns) {
        this.rows = rows;
        this.byKey = byKey(rows.keys());
        this.boxes = new BoxTree(rows.boxes());
        this.shapes = shapes;
        this.columns = List.copyOf(columns);
        order = new DrawingOrder(boxes, rows.sizes(), rows.keys());
        totals = columns.stream()
                .map(column -> column instanceof CodeColumn codes
                        ? Optional.of(new CodeTotals(boxes, codes))
                        : Optional.<CodeTotals>empty())
                .toList();
        endings = new Endings(rows.size());
    }

    /** The rows in the order of their keys. */
    private static int[] byKey(long[] keys) {
        long[] sorted = keys.clone();
        long[] rows = new long[keys.length];
        Arrays.setAll(rows, row -> row);
        Hilbert.sort(sorted, rows, row -> row);
        int[] byKey = new int[rows.length];
        Arrays.setAll(byKey, k -> (int) rows[k]);
        return byKey;
    }

    Rows rows() {
        return rows;
    }

    long[] keys() {
        return rows.keys();
    }

    BoxTree boxes() {
        return boxes;
    }

    PackedShapes shapes() {
        return shapes;
    }

    List<Column> columns() {
        return columns;
    }

    /** Which rows are drawn first where not all are. */
    DrawingOrder order() {
        return order;
    }

    /** How often each value of a column occurs, for columns whose values have numbers. */
    List<Optional<CodeTotals>> totals() {
        return totals;
    }

    /** Which rows have ended, and when. */
    Endings endings() {
        return endings;
    }

    /** Number of rows, ended ones too. */
    int size() {
        return rows.size();
    }

    /** True if the row is one of the state after a change. */
    boolean has(int row, int change) {
        return endings.isThere(row, change);
    }

    /** The row of a key, whether it has ended or not, or -1. */
    int find(long key) {
        long[] keys = rows.keys();
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
        return at(boxes.minX(row), boxes.maxX(row), rows.labels()[row] >>> Short.SIZE);
    }

    /** Row of the place inside the shape. */
    int labelY(int row) {
        return at(boxes.minY(row), boxes.maxY(row), rows.labels()[row] & SHARES);
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
