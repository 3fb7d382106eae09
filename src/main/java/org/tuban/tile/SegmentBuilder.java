package org.tuban.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.InteriorPointArea;
import org.locationtech.jts.algorithm.InteriorPointLine;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;

/**
 * Packs features one after the other, and puts them into the order of the curve at the end.
 *
 * <p>Each layer has one set of dictionaries, which all its segments share.
 */
final class SegmentBuilder {

    private static final int BOX = 4;

    private final int[] box = new int[BOX];
    private PackedShapes.Builder shapes;
    private final List<Column.Builder> columns;
    private long[] keys;
    private int[] boxes;
    private float[] sizes;
    private int[] labels;
    private int size;

    /**
     * A builder without rows.
     *
     * @param dictionaries one for each column whose values have numbers, null for others
     * @param rows how many are expected
     */
    SegmentBuilder(List<Optional<Dictionary>> dictionaries, int rows) {
        shapes = new PackedShapes.Builder(rows);
        columns = new ArrayList<>();
        dictionaries.forEach(dictionary -> columns.add(builder(dictionary, rows)));
        keys = new long[rows];
        boxes = new int[BOX * rows];
        sizes = new float[rows];
        labels = new int[rows];
    }

    /** Number of rows added. */
    int size() {
        return size;
    }

    /**
     * Adds a feature.
     *
     * @param shape EPSG:4490, x = longitude, not empty
     * @param values one for each column
     * @throws IllegalArgumentException if the shape has a place that is no number
     */
    void add(long key, Geometry shape, @Nullable Object[] values) {
        refuseNoNumbers(shape);
        if (size == keys.length) {
            int more = Math.max(16, size + (size >> 1));
            keys = Arrays.copyOf(keys, more);
            boxes = Arrays.copyOf(boxes, Math.multiplyExact(BOX, more));
            sizes = Arrays.copyOf(sizes, more);
            labels = Arrays.copyOf(labels, more);
        }
        Coordinate inside = inside(shape);
        sizes[size] = (float) shapes.add(shape, box);
        keys[size] = key;
        labels[size] = Segment.label(WorldGrid.x(inside.x), WorldGrid.y(inside.y), box);
        System.arraycopy(box, 0, boxes, BOX * size, BOX);
        for (int k = 0; k < values.length; k++) {
            columns.get(k).add(values[k]);
        }
        size++;
    }

    /**
     * Adds a feature, unless it has no shape.
     *
     * @throws IllegalArgumentException if its shape has a place that is no number
     */
    void add(Feature feature, TileFields fields) {
        Geometry shape = feature.geometry();
        if (shape != null && !shape.isEmpty()) {
            add(feature.key(), shape, fields.valuesOf(feature));
        }
    }

    /**
     * All rows added, in the order of the curve; the builder is not to be used again. One column after the other is
     * sorted and its unsorted form let go, so that memory has little twice.
     */
    Segment build(List<Optional<Dictionary>> dictionaries) {
        long[] places = new long[size];
        long[] rows = new long[size];
        for (int row = 0; row < size; row++) {
            places[row] = Segment.place(boxes, row);
            rows[row] = row;
        }
        Hilbert.sort(places, rows, row -> keys[(int) row]);
        long[] sortedKeys = new long[size];
        int[] sortedBoxes = new int[BOX * size];
        float[] sortedSizes = new float[size];
        int[] sortedLabels = new int[size];
        for (int k = 0; k < size; k++) {
            int row = (int) rows[k];
            sortedKeys[k] = keys[row];
            System.arraycopy(boxes, BOX * row, sortedBoxes, BOX * k, BOX);
            sortedSizes[k] = sizes[row];
            sortedLabels[k] = labels[row];
        }
        keys = new long[0];
        boxes = new int[0];
        PackedShapes sortedShapes = PackedShapes.inOrder(List.of(shapes.build()), rows);
        shapes = new PackedShapes.Builder(0);
        List<Column> sortedColumns = new ArrayList<>();
        for (int column = 0; column < dictionaries.size(); column++) {
            Column unsorted = columns.get(column).build();
            columns.set(column, builder(dictionaries.get(column), 0));
            sortedColumns.add(inOrder(List.of(unsorted), dictionaries.get(column), rows));
        }
        return new Segment(sortedKeys, sortedBoxes, sortedShapes, sortedSizes, sortedLabels, sortedColumns);
    }

    /** The rows of several segments that are those of the state after a change, as one segment. */
    static Segment merge(List<Segment> sources, List<Optional<Dictionary>> dictionaries, int change) {
        int most = sources.stream().mapToInt(Segment::size).sum();
        long[] rows = new long[most];
        long[] places = new long[most];
        int size = 0;
        for (int source = 0; source < sources.size(); source++) {
            Segment segment = sources.get(source);
            for (int row = 0; row < segment.size(); row++) {
                if (segment.has(row, change)) {
                    rows[size] = (long) source << Integer.SIZE | row;
                    places[size++] = segment.place(row);
                }
            }
        }
        rows = Arrays.copyOf(rows, size);
        Hilbert.sort(
                Arrays.copyOf(places, size),
                rows,
                row -> sources.get((int) (row >> Integer.SIZE)).keys()[(int) row]);
        return inOrder(sources, dictionaries, rows);
    }

    private static Segment inOrder(List<Segment> sources, List<Optional<Dictionary>> dictionaries, long[] rows) {
        long[] keys = new long[rows.length];
        int[] boxes = new int[BOX * rows.length];
        float[] sizes = new float[rows.length];
        int[] labels = new int[rows.length];
        for (int k = 0; k < rows.length; k++) {
            Segment source = sources.get((int) (rows[k] >> Integer.SIZE));
            int row = (int) rows[k];
            keys[k] = source.keys()[row];
            System.arraycopy(source.boxes().boxes(), BOX * row, boxes, BOX * k, BOX);
            sizes[k] = source.sizes()[row];
            labels[k] = source.labels()[row];
        }
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < dictionaries.size(); column++) {
            int number = column;
            columns.add(inOrder(
                    sources.stream().map(source -> source.columns().get(number)).toList(),
                    dictionaries.get(column),
                    rows));
        }
        return new Segment(
                keys,
                boxes,
                PackedShapes.inOrder(sources.stream().map(Segment::shapes).toList(), rows),
                sizes,
                labels,
                columns);
    }

    private static Column inOrder(List<Column> sources, Optional<Dictionary> dictionary, long[] rows) {
        Column.Builder sorted = builder(dictionary, rows.length);
        for (long row : rows) {
            sorted.add(sources.get((int) (row >> Integer.SIZE)), (int) row);
        }
        return sorted.build();
    }

    private static Column.Builder builder(Optional<Dictionary> dictionary, int rows) {
        return dictionary.isPresent() ? new CodeColumn.Builder(dictionary.get(), rows) : new ValueColumn.Builder(rows);
    }

    private static void refuseNoNumbers(Geometry shape) {
        for (Coordinate place : shape.getCoordinates()) {
            if (!Double.isFinite(place.x) || !Double.isFinite(place.y)) {
                throw new IllegalArgumentException("a shape with a place that is no number");
            }
        }
    }

    /** A place inside a shape: inside its area if it has one, else on its line, else one of its points. */
    private static Coordinate inside(Geometry shape) {
        Coordinate found = switch (shape.getDimension()) {
            case 2 -> InteriorPointArea.getInteriorPoint(shape);
            case 1 -> InteriorPointLine.getInteriorPoint(shape);
            default -> null;
        };
        return found == null ? shape.getCoordinate() : found;
    }
}
