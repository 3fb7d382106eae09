package org.tuban.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a tile from the states of some layers. Source: Vector Tile Specification 2.1. */
final class TileMaker {

    /** What follows a layer's id in the name of the tile layer with its labels. */
    static final String LABEL_SUFFIX = "-label";

    /** Zoom of a web map from which a tile has every feature. */
    static final int FIRST_WHOLE_ZOOM = 14;

    /** The finest zoom that labels wait for: clients enlarge tiles of that zoom. */
    private static final int LAST_LABEL_ZOOM = 16;

    /** On coarser zooms all layers of a tile share that many features; one layer may have so many of them. */
    private static final int MOST_FEATURES = 5000;

    private static final int MOST_OF_LAYER = 1000;
    private static final int LEAST_OF_LAYER = 100;
    private static final int BYTES_PER_FEATURE = 150;

    /** No tile is larger, whatever lies on it. */
    private static final Selection.Budget LARGEST = new Selection.Budget(50_000, 8_000_000);

    /** Bytes of a feature besides its shape and its texts. */
    private static final int OVERHEAD = 16;

    /** Bytes of the texts of a feature, about. */
    private static final int TEXTS = 40;

    private final TileAddress tile;
    private final TileFrame frame;
    private final ShapeDrawing drawing;
    private final List<LayerMessage> messages = new ArrayList<>();
    private final Pen pen = new Pen();
    private final Protobuf point = new Protobuf(16);

    private TileMaker(TileAddress tile) {
        this.tile = tile;
        frame = new TileFrame(tile);
        drawing = new ShapeDrawing(frame);
    }

    /** A tile with the layers in their order; empty bytes if nothing lies on it. */
    static byte[] make(TileAddress tile, List<LayerState> layers) {
        TileMaker maker = new TileMaker(tile);
        int share = Math.max(LEAST_OF_LAYER, MOST_FEATURES / Math.max(1, layers.size()));
        layers.forEach(layer -> maker.add(layer, Math.min(MOST_OF_LAYER, share)));
        Protobuf made = new Protobuf(
                maker.messages.stream().mapToInt(LayerMessage::length).sum());
        maker.messages.forEach(message -> message.writeTo(made));
        return made.toBytes();
    }

    private int zoom() {
        return tile.level() + tile.set().zoomOfLevelZero();
    }

    private void add(LayerState state, int most) {
        Selection.Budget budget =
                zoom() >= FIRST_WHOLE_ZOOM ? LARGEST : new Selection.Budget(most, most * BYTES_PER_FEATURE);
        Selection drawn = Selection.of(state, frame.window(), budget);
        String id = state.fields().layer().id();
        write(features(
                state,
                drawn,
                new LayerMessage(id, 256 + drawn.bytes() + OVERHEAD * drawn.size(), 256 + TEXTS * drawn.size())));
        if (drawn.isPart() || state.unseen() > 0) {
            write(Aggregate.of(state, frame, drawn));
        }
        Double labelsFrom = state.fields().layer().style().labelMinZoom();
        if (labelsFrom != null && zoom() >= Math.min(LAST_LABEL_ZOOM, labelsFrom)) {
            write(labels(state, drawn, new LayerMessage(id + LABEL_SUFFIX, 256, 256)));
        }
    }

    private void write(LayerMessage layer) {
        if (!layer.isEmpty()) {
            messages.add(layer);
        }
    }

    private LayerMessage features(LayerState state, Selection drawn, LayerMessage layer) {
        TagWriter tags = new TagWriter(state, layer);
        tags.values(drawn);
        for (int k = 0; k < drawn.size(); k++) {
            Segment segment = drawn.segment(k);
            int row = drawn.row(k);
            drawing.open(segment, row);
            tags.open(segment);
            for (Protobuf commands = drawing.next(); commands != null; commands = drawing.next()) {
                tags.write(row);
                layer.feature(segment.keys()[row], drawing.kind(), commands);
            }
            tags.leave(row);
        }
        return layer;
    }

    /** The name of each feature at the place inside it, if that is on the tile without its margin. */
    private LayerMessage labels(LayerState state, Selection drawn, LayerMessage layer) {
        int column = state.fields().keys().indexOf(state.fields().layer().nameField());
        if (column < 0 || state.dictionaries().get(column).isPresent()) {
            return layer;
        }
        int key = layer.key("name");
        for (int k = 0; k < drawn.size(); k++) {
            Segment segment = drawn.segment(k);
            int row = drawn.row(k);
            int x = segment.labelX(row);
            int y = segment.labelY(row);
            ValueColumn names = (ValueColumn) segment.columns().get(column);
            if (names.length(row) > 0 && frame.own().contains(x, y)) {
                layer.tag(key, layer.nextValue());
                layer.values(names, row, row + 1);
                pen.clear();
                pen.point(frame.x(x), frame.y(y));
                point.clear();
                pen.endPoints(point);
                layer.feature(segment.keys()[row], PackedShapes.POINTS, point);
            }
        }
        return layer;
    }

    /** Writes the properties of features: a value that has a number is on the tile once. */
    private static final class TagWriter {

        private final LayerMessage layer;
        private final int[] keys;
        private final int[][] numbers;
        private final List<List<Dictionary.Entry>> entries;
        private final @Nullable ValueColumn[] values;
        private final @Nullable CodeColumn[] codes;
        /** Number of the value of the row at hand. */
        private final int[] next;

        private @Nullable Segment from;

        TagWriter(LayerState state, LayerMessage layer) {
            this.layer = layer;
            keys = state.fields().keys().stream().mapToInt(layer::key).toArray();
            entries = state.dictionaries().stream()
                    .map(dictionary -> dictionary.map(Dictionary::entries).orElse(List.of()))
                    .toList();
            numbers = new int[keys.length][];
            Arrays.setAll(numbers, column -> {
                int[] none = new int[entries.get(column).size()];
                Arrays.fill(none, -1);
                return none;
            });
            values = new ValueColumn[keys.length];
            codes = new CodeColumn[keys.length];
            next = new int[keys.length];
        }

        /**
         * Puts the values of all features on the tile: first those that have numbers, which are referred to most and so
         * get the lowest there; then the others column by column, those of rows that follow one another in one stroke.
         * That is always the same order, however features are spread over segments.
         */
        void values(Selection drawn) {
            for (int k = 0; k < drawn.size(); k++) {
                open(drawn.segment(k));
                for (int column = 0; column < keys.length; column++) {
                    CodeColumn coded = codes[column];
                    if (coded != null) {
                        number(column, coded.code(drawn.row(k)));
                    }
                }
            }
            for (int column = 0; column < keys.length; column++) {
                next[column] = layer.nextValue();
                int end;
                for (int k = 0; k < drawn.size(); k = end) {
                    end = drawn.endOfRun(k);
                    int row = drawn.row(k);
                    if (drawn.segment(k).columns().get(column) instanceof ValueColumn valued) {
                        layer.values(valued, row, row + end - k);
                    }
                }
            }
        }

        /** Puts a value on the tile if it is not there. */
        private void number(int column, int code) {
            if (code > 0 && code < numbers[column].length && numbers[column][code] < 0) {
                numbers[column][code] =
                        layer.value(entries.get(column).get(code).message());
            }
        }

        /** Gives the feature that is written next the properties of a row. */
        void write(int row) {
            for (int column = 0; column < keys.length; column++) {
                CodeColumn coded = codes[column];
                ValueColumn valued = values[column];
                if (coded != null) {
                    int code = coded.code(row);
                    if (code > 0 && code < numbers[column].length) {
                        layer.tag(keys[column], numbers[column][code]);
                    }
                } else if (valued != null && valued.length(row) > 0) {
                    layer.tag(keys[column], next[column]);
                }
            }
        }

        /** Goes on to the feature behind that of a row, which may be in another segment. */
        void leave(int row) {
            for (int column = 0; column < keys.length; column++) {
                ValueColumn valued = values[column];
                if (valued != null && valued.length(row) > 0) {
                    next[column]++;
                }
            }
        }

        /** Comes to a row of a segment. */
        void open(Segment segment) {
            if (segment == from) {
                return;
            }
            from = segment;
            for (int column = 0; column < keys.length; column++) {
                Column all = segment.columns().get(column);
                codes[column] = all instanceof CodeColumn coded ? coded : null;
                values[column] = all instanceof ValueColumn valued ? valued : null;
            }
        }
    }
}
