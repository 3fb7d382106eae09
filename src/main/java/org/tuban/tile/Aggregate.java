package org.tuban.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tile says about the features that it does not draw: how many there are in each of 16 by 16 squares, and how many
 * of each state and each value of a theme.
 *
 * <p>A feature is counted where the place inside it lies, and so on one tile of a level alone.
 */
final class Aggregate {

    /** What follows a layer's id in the name of the tile layer. */
    static final String SUFFIX = "-aggregate";

    private static final int SQUARES = 16;
    private static final int SIDE = TileFrame.EXTENT / SQUARES;
    /** A field with more values is not counted by them. */
    private static final int MOST_VALUES = 500;

    private final LayerState state;
    private final TileFrame frame;
    private final int[] counts = new int[SQUARES * SQUARES];
    private final List<Counted> counted = new ArrayList<>();

    /** How often each value of a field occurs in each square. */
    private record Counted(String field, int column, List<Dictionary.Entry> entries, int[] numbers) {}

    Aggregate(LayerState state, TileFrame frame) {
        this.state = state;
        this.frame = frame;
        List<String> keys = state.fields().keys();
        for (int column = 0; column < keys.size(); column++) {
            Optional<Dictionary> dictionary = state.dictionaries().get(column);
            if (dictionary.isPresent() && state.fields().isCounted(keys.get(column))) {
                List<Dictionary.Entry> entries = dictionary.get().entries();
                if (entries.size() <= MOST_VALUES) {
                    counted.add(
                            new Counted(keys.get(column), column, entries, new int[counts.length * entries.size()]));
                }
            }
        }
    }

    /** Counts what a selection leaves out; gives the layer, which is empty if that is nothing. */
    static LayerMessage of(LayerState state, TileFrame frame, Selection drawn) {
        Aggregate aggregate = new Aggregate(state, frame);
        if (drawn.isPart()) {
            state.visit(frame.window(), (source, segment, row) -> {
                if (!drawn.has(segment, row)) {
                    aggregate.count(segment, row);
                }
            });
        }
        return aggregate.toMessage();
    }

    private void count(Segment segment, int row) {
        int x = segment.labelX(row);
        int y = segment.labelY(row);
        if (!frame.own().contains(x, y)) {
            return;
        }
        int square = index(frame.y(y)) * SQUARES + index(frame.x(x));
        counts[square]++;
        for (Counted field : counted) {
            int code = ((CodeColumn) segment.columns().get(field.column())).code(row);
            if (code < field.entries().size()) {
                field.numbers()[square * field.entries().size() + code]++;
            }
        }
    }

    private static int index(double place) {
        return Math.max(0, Math.min(SQUARES - 1, (int) place / SIDE));
    }

    private LayerMessage toMessage() {
        LayerMessage message = new LayerMessage(state.fields().layer().id() + SUFFIX, 256, 256);
        Pen pen = new Pen();
        for (int square = 0; square < counts.length; square++) {
            if (counts[square] > 0) {
                message.tag(message.key("count"), message.value(counts[square]));
                for (Counted field : counted) {
                    tag(message, field, square);
                }
                int x = square % SQUARES * SIDE;
                int y = square / SQUARES * SIDE;
                square(pen, x, y, SIDE);
                message.feature(square + 1L, PackedShapes.AREAS, pen.commands());
            }
        }
        if (state.unseen() > 0) {
            message.tag(message.key("count"), message.value(state.unseen()));
            square(pen, 0, 0, TileFrame.EXTENT);
            message.feature(counts.length + 1L, PackedShapes.AREAS, pen.commands());
        }
        return message;
    }

    private static void tag(LayerMessage message, Counted field, int square) {
        for (int code = 1; code < field.entries().size(); code++) {
            int number = field.numbers()[square * field.entries().size() + code];
            if (number > 0) {
                String key = field.field() + "=" + field.entries().get(code).value();
                message.tag(message.key(key), message.value(number));
            }
        }
    }

    private static void square(Pen pen, int x, int y, int side) {
        pen.clear();
        pen.begin();
        pen.go(x, y);
        pen.go(x + side, y);
        pen.go(x + side, y + side);
        pen.go(x, y + side);
        pen.ring(false);
    }
}
