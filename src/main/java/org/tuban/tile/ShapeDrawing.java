package org.tuban.tile;

import org.locationtech.jts.geom.TopologyException;

/**
 * Brings packed shapes onto one tile and draws them: cut at its margin, rounded to its cells, turned the right way.
 *
 * <p>A shape that is smaller than a cell is drawn as small as it can be, so that it is there to be found.
 */
final class ShapeDrawing {

    private final PackedShapes.Reader reader = new PackedShapes.Reader();
    private final Clip clip = new Clip();
    private final Pen pen = new Pen();
    private final Protobuf points = new Protobuf();
    private TileFrame frame;
    private int crossed;
    private boolean inside;
    private int kind;
    private int parts;
    /** A place of the shape, where it is drawn if rounding leaves nothing of it. */
    private double firstX;

    private double firstY;

    ShapeDrawing(TileFrame frame) {
        this.frame = frame;
    }

    /** Goes to another tile. */
    void use(TileFrame next) {
        frame = next;
    }

    /** Goes to the shape of a row. */
    void open(Segment segment, int row) {
        BoxTree boxes = segment.boxes();
        segment.shapes().open(row, boxes.minX(row), boxes.minY(row), reader);
        crossed = frame.window().crossed(boxes.minX(row), boxes.minY(row), boxes.maxX(row), boxes.maxY(row));
        inside = crossed == 0;
    }

    /** Kind of what was drawn last, a number of the specification. */
    int kind() {
        return kind;
    }

    /** The commands that draw the next kind of shape that the row has on the tile; null if there is none. */
    @org.jspecify.annotations.Nullable
    Protobuf next() {
        while (reader.hasNext()) {
            long head = reader.next();
            kind = (int) (head & 3);
            parts = (int) (head >>> 2);
            pen.clear();
            switch (kind) {
                case PackedShapes.AREAS -> areas();
                case PackedShapes.LINES -> lines();
                default -> points();
            }
            if (!pen.isEmpty()) {
                return kind == PackedShapes.POINTS ? points : pen.commands();
            }
        }
        return null;
    }

    private void areas() {
        reader.mark();
        boolean outerDrawn = false;
        boolean visible = false;
        for (int part = 0; part < parts; part++) {
            boolean hole = reader.part();
            boolean cut = inside ? go() : cut(hole);
            if (!cut) {
                reader.back();
                robust();
                return;
            }
            if (!hole) {
                outerDrawn = pen.ring(false);
                visible |= inside || clip.size() > 0;
            } else if (outerDrawn) {
                pen.ring(true);
            }
        }
        if (visible && pen.isEmpty()) {
            pen.leastRing(firstX, firstY);
        }
    }

    /** Rounds a ring that lies wholly inside; false if it may not be simple then, or touch another one of the shape. */
    private boolean go() {
        int[] world = reader.places();
        firstX = frame.x(world[0]);
        firstY = frame.y(world[1]);
        pen.round(world, reader.numbers(), frame);
        return isSimple();
    }

    /** Cuts a ring and rounds it; false if that has to be done with more care. */
    private boolean cut(boolean hole) {
        place();
        return clip.ring(crossed) && !(hole && clip.touched()) && round();
    }

    private boolean round() {
        double[] xy = clip.xy();
        if (clip.size() > 0) {
            firstX = xy[0];
            firstY = xy[1];
        }
        pen.begin();
        for (int k = 0; k < clip.size(); k += 2) {
            pen.go(xy[k], xy[k + 1]);
        }
        return isSimple();
    }

    private boolean isSimple() {
        return !pen.endRing() && !(parts > 1 && pen.hasShortSide());
    }

    private void robust() {
        RobustClip robust = new RobustClip();
        for (int part = 0; part < parts; part++) {
            boolean hole = reader.part();
            place();
            double[] xy = clip.xy();
            if (part == 0) {
                firstX = xy[0];
                firstY = xy[1];
            }
            robust.ring(xy, clip.size(), hole);
        }
        pen.clear();
        try {
            robust.draw(pen);
        } catch (TopologyException invalid) {
            // An area that crosses itself cannot be overlaid; cut ring by ring it looks as wrong as it is.
            reader.back();
            pen.clear();
            for (int part = 0; part < parts; part++) {
                boolean hole = reader.part();
                place();
                clip.ring(crossed);
                round();
                pen.ring(hole);
            }
        }
        if (pen.isEmpty() && inside) {
            pen.leastRing(firstX, firstY);
        }
    }

    private void lines() {
        boolean visible = false;
        for (int part = 0; part < parts; part++) {
            reader.part();
            place();
            if (clip.line(pen) && !visible) {
                visible = true;
                firstX = clip.enteredX();
                firstY = clip.enteredY();
            }
        }
        if (visible && pen.isEmpty()) {
            pen.leastLine(firstX, firstY);
        }
    }

    private void points() {
        points.clear();
        for (int part = 0; part < parts; part++) {
            reader.part();
            int[] world = reader.places();
            for (int k = 0; k < reader.numbers(); k += 2) {
                if (inside || frame.window().contains(world[k], world[k + 1])) {
                    pen.point(frame.x(world[k]), frame.y(world[k + 1]));
                }
            }
        }
        if (!pen.isEmpty()) {
            pen.endPoints(points);
        }
    }

    private void place() {
        clip.begin(reader.places(), reader.numbers(), frame);
    }
}
