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
import org.tuban.geo.GeometryValidity;

/**
 * Packs features one after the other, and puts them into the order of the curve at the end.
 *
 * <p>Each layer has one set of dictionaries, which all its segments share.
 */
final class SegmentBuilder {

    private final int[] box = new int[Rows.BOX];
    private PackedShapes.Builder shapes;
    private final List<Column.Builder> columns;
    private Rows rows;
    private int size;

    /**
     * A builder without rows.
     *
     * @param dictionaries one for each column whose values have numbers, null for others
     * @param expected how many rows are expected
     */
    SegmentBuilder(List<Optional<Dictionary>> dictionaries, int expected) {
        shapes = new PackedShapes.Builder(expected);
        columns = new ArrayList<>();
        dictionaries.forEach(dictionary -> columns.add(builder(dictionary, expected)));
        rows = Rows.of(expected);
    }

    /** Number of rows added. */
    int size() {
        return size;
    }

    /**
     * Adds a feature, unless it has no shape.
     *
     * @return false if it was refused, since its shape has a place that is no number
     */
    boolean add(Feature feature, TileFields fields) {
        Geometry shape = feature.geometry();
        if (shape == null || shape.isEmpty()) {
            return true;
        }
        if (!GeometryValidity.isFinite(shape)) {
            return false;
        }
        if (size == rows.size()) {
            rows = rows.withRoom(Math.max(16, size + (size >> 1)));
        }
        Coordinate inside = inside(shape);
        rows.sizes()[size] = (float) shapes.add(shape, box);
        rows.keys()[size] = feature.key();
        rows.labels()[size] = Segment.label(WorldGrid.x(inside.x), WorldGrid.y(inside.y), box);
        rows.validFrom()[size] = Rows.minuteBy(feature.validFrom());
        rows.recordedAt()[size] = Rows.minuteBy(feature.recordedAt());
        System.arraycopy(box, 0, rows.boxes(), Rows.BOX * size, Rows.BOX);
        @Nullable Object[] values = fields.valuesOf(feature);
        for (int k = 0; k < values.length; k++) {
            columns.get(k).add(values[k]);
        }
        size++;
        return true;
    }

    /**
     * All rows added, in the order of the curve; the builder is not to be used again. One column after the other is
     * sorted and its unsorted form let go, so that memory has little twice.
     */
    Segment build(List<Optional<Dictionary>> dictionaries) {
        long[] places = new long[size];
        long[] order = new long[size];
        for (int row = 0; row < size; row++) {
            places[row] = Segment.place(rows.boxes(), row);
            order[row] = row;
        }
        Rows unsorted = rows;
        Hilbert.sort(places, order, row -> unsorted.keys()[(int) row]);
        Rows sorted = Rows.of(size);
        for (int k = 0; k < size; k++) {
            sorted.copy(k, unsorted, (int) order[k]);
        }
        rows = Rows.of(0);
        PackedShapes sortedShapes = PackedShapes.inOrder(List.of(shapes.build()), order);
        shapes = new PackedShapes.Builder(0);
        List<Column> sortedColumns = new ArrayList<>();
        for (int column = 0; column < dictionaries.size(); column++) {
            Column values = columns.get(column).build();
            columns.set(column, builder(dictionaries.get(column), 0));
            sortedColumns.add(inOrder(List.of(values), dictionaries.get(column), order));
        }
        return new Segment(sorted, sortedShapes, sortedColumns);
    }

    /** The rows of several segments that are those of the state after a change, as one segment. */
    static Segment merge(List<Segment> sources, List<Optional<Dictionary>> dictionaries, int change) {
        long[] rows = new long[sources.stream().mapToInt(Segment::size).sum()];
        int size = 0;
        for (int source = 0; source < sources.size(); source++) {
            Segment segment = sources.get(source);
            for (int row = 0; row < segment.size(); row++) {
                if (segment.has(row, change)) {
                    rows[size++] = (long) source << Integer.SIZE | row;
                }
            }
        }
        return pick(sources, dictionaries, Arrays.copyOf(rows, size));
    }

    /**
     * Some rows of several segments as one segment.
     *
     * @param rows for each its segment, and in the lower 32 bits its row there; put into the order of the curve
     */
    static Segment pick(List<Segment> sources, List<Optional<Dictionary>> dictionaries, long[] rows) {
        long[] places = new long[rows.length];
        Arrays.setAll(places, k -> source(sources, rows[k]).place((int) rows[k]));
        Hilbert.sort(places, rows, row -> source(sources, row).keys()[(int) row]);
        Rows picked = Rows.of(rows.length);
        for (int k = 0; k < rows.length; k++) {
            picked.copy(k, source(sources, rows[k]).rows(), (int) rows[k]);
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
                picked,
                PackedShapes.inOrder(sources.stream().map(Segment::shapes).toList(), rows),
                columns);
    }

    private static Segment source(List<Segment> sources, long row) {
        return sources.get((int) (row >> Integer.SIZE));
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
