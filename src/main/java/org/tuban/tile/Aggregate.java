package org.tuban.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a tile says about the features that it does not draw: how many there are in each of 16 by 16 squares, and how many
 * of each state and each value of a theme.
 *
 * <p>A feature belongs to the one tile of a level on which the place inside it lies. That tile draws it or counts it; its
 * neighbours may draw what reaches into their margin, and never count it.
 */
final class Aggregate {

    /** What follows a layer's id in the name of the tile layer. */
    static final String SUFFIX = "-aggregate";

    private final LayerState state;
    private final TileWindow own;
    private final Squares squares;
    private final int[] counts = new int[Squares.ALONG * Squares.ALONG];
    private final Counted[] counted;

    /** How often each value of a field occurs in each square. */
    private record Counted(String field, int column, List<Dictionary.Entry> entries, int[] numbers) {

        int at(int square) {
            return square * entries.size();
        }
    }

    private Aggregate(LayerState state, TileFrame frame) {
        this.state = state;
        own = frame.own();
        squares = new Squares(frame);
        counted = counted().toArray(Counted[]::new);
    }

    private List<Counted> counted() {
        List<Counted> found = new ArrayList<>();
        List<String> keys = state.fields().keys();
        for (int column = 0; column < keys.size(); column++) {
            Optional<Dictionary> dictionary = state.dictionaries().get(column);
            if (dictionary.isPresent() && state.fields().isCounted(keys.get(column))) {
                List<Dictionary.Entry> entries = dictionary.get().entries();
                if (entries.size() <= CodeTotals.MOST_CODES) {
                    found.add(new Counted(keys.get(column), column, entries, new int[counts.length * entries.size()]));
                }
            }
        }
        return found;
    }

    /** Counts what a selection leaves out; gives the layer, which is empty if that is nothing. */
    static LayerMessage of(LayerState state, TileFrame frame, Selection drawn) {
        Aggregate aggregate = new Aggregate(state, frame);
        if (drawn.isPart()) {
            for (Segment segment : state.segments()) {
                aggregate.count(segment);
            }
            for (int k = 0; k < drawn.size(); k++) {
                aggregate.add(drawn.segment(k), drawn.row(k), -1);
            }
        }
        return aggregate.toMessage();
    }

    /** Counts all rows, then takes off those that have ended, which the totals do not know of. */
    private void count(Segment segment) {
        if (segment.size() > 0) {
            CodeTotals[] totals = totals(segment);
            count(segment, totals, segment.boxes().top(), 0);
            segment.endings().visit(state.change(), row -> add(segment, row, -1));
        }
    }

    private CodeTotals[] totals(Segment segment) {
        return Arrays.stream(counted)
                .map(field -> segment.totals().get(field.column()).orElseThrow())
                .toArray(CodeTotals[]::new);
    }

    private void count(Segment segment, CodeTotals[] totals, int level, int node) {
        BoxTree boxes = segment.boxes();
        if (level == 0) {
            add(segment, node, 1);
        } else if (boxes.meets(level, node, own)) {
            // The place inside a shape lies inside its box, and so in the square that the box lies in.
            int square = boxes.square(level, node, squares);
            if (square >= 0) {
                counts[square] += boxes.endRow(level, node) - boxes.firstRow(level, node);
                for (int k = 0; k < totals.length; k++) {
                    totals[k].add(level, node, counted[k].numbers(), counted[k].at(square));
                }
                return;
            }
            int end = boxes.endChild(level, node);
            for (int child = boxes.firstChild(node); child < end; child++) {
                count(segment, totals, level - 1, child);
            }
        }
    }

    private void add(Segment segment, int row, int number) {
        int square = squares.at(segment.labelX(row), segment.labelY(row));
        if (square >= 0) {
            counts[square] += number;
            for (Counted field : counted) {
                int code = ((CodeColumn) segment.columns().get(field.column())).code(row);
                field.numbers()[field.at(square) + code] += number;
            }
        }
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
                int x = square % Squares.ALONG * Squares.SIDE;
                int y = square / Squares.ALONG * Squares.SIDE;
                square(pen, x, y, Squares.SIDE);
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
            int number = field.numbers()[field.at(square) + code];
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
