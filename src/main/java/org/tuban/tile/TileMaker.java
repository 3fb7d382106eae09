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
        for (int k = 0; k < drawn.size(); k++) {
            Segment segment = drawn.segment(k);
            int row = drawn.row(k);
            drawing.open(segment, row);
            Protobuf commands = drawing.next();
            while (commands != null) {
                tags.write(segment, row);
                layer.feature(segment.keys()[row], drawing.kind(), commands);
                commands = drawing.next();
            }
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
                layer.tag(key, layer.value(names.messages(), names.begin(row), names.length(row)));
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
        private @Nullable Segment segment;

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
        }

        void write(Segment from, int row) {
            if (from != segment) {
                use(from);
            }
            for (int column = 0; column < keys.length; column++) {
                CodeColumn coded = codes[column];
                ValueColumn valued = values[column];
                if (coded != null) {
                    int code = coded.code(row);
                    if (code > 0 && code < numbers[column].length) {
                        int number = numbers[column][code];
                        layer.tag(keys[column], number < 0 ? number(column, code) : number);
                    }
                } else if (valued != null) {
                    int length = valued.length(row);
                    if (length > 0) {
                        layer.tag(keys[column], layer.value(valued.messages(), valued.begin(row), length));
                    }
                }
            }
        }

        private void use(Segment from) {
            segment = from;
            for (int column = 0; column < keys.length; column++) {
                Column all = from.columns().get(column);
                values[column] = all instanceof ValueColumn valued ? valued : null;
                codes[column] = all instanceof CodeColumn coded ? coded : null;
            }
        }

        private int number(int column, int code) {
            byte[] message = entries.get(column).get(code).message();
            int number = layer.value(message, 0, message.length);
            numbers[column][code] = number;
            return number;
        }
    }
}
