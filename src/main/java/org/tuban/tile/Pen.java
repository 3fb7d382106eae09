package org.tuban.tile;

/**
 * Writes the places of one shape as the commands of a pen, in whole cells of a tile.
 *
 * <p>Source: Vector Tile Specification 2.1, section 4.3.
 */
final class Pen {

    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;
    private static final int LEAST_RING = 3;
    /** Rings whose sides are all as long as this are taken to be as simple on the tile as they are on the ground. */
    private static final int LONG_SIDE = 4;

    private static final int MOST_COMPARED = 256;

    private final Protobuf commands = new Protobuf();
    private int[] xy = new int[256];
    private int size;
    private int x;
    private int y;
    private int points;
    private boolean folded;
    private boolean hasShortSide;

    /** Begins another shape. */
    void clear() {
        commands.clear();
        x = 0;
        y = 0;
        points = 0;
        size = 0;
    }

    boolean isEmpty() {
        return commands.size() == 0;
    }

    Protobuf commands() {
        return commands;
    }

    /** Begins another line or ring. */
    void begin() {
        size = 0;
    }

    /** Goes on with the line or ring to a place on the tile or its margin; the same cell twice in a row is one place. */
    void go(double toX, double toY) {
        int cellX = TileFrame.cell(toX);
        int cellY = TileFrame.cell(toY);
        if (size == 0 || xy[size - 2] != cellX || xy[size - 1] != cellY) {
            xy = Room.in(xy, size, 2);
            xy[size++] = cellX;
            xy[size++] = cellY;
        }
    }

    /** Begins another ring with places of the world that all lie on the tile. */
    void round(int[] world, int numbers, TileFrame frame) {
        xy = Room.in(xy, 0, numbers);
        frame.round(world, numbers, xy);
        size = numbers;
    }

    /**
     * Ends a ring before it is drawn: takes away where it stays, or goes and comes back the same way.
     *
     * @return true if rounding may have made it cross or touch itself
     */
    boolean endRing() {
        if (size == 0) {
            return false;
        }
        look();
        if (folded) {
            unfold();
            look();
        }
        return size >= 2 * LEAST_RING && hasShortSide && (size > 2 * MOST_COMPARED || touchesItself());
    }

    /** True if a side of the ring that has ended is so short that rounding may have moved it across another. */
    boolean hasShortSide() {
        return hasShortSide;
    }

    /** Sees whether the ring has short sides or folds. */
    private void look() {
        int[] ring = xy;
        boolean someShort = false;
        boolean someFolded = size < 4;
        int last = Math.max(0, size - 4);
        int oldX = ring[last];
        int oldY = ring[last + 1];
        int beforeX = ring[size - 2];
        int beforeY = ring[size - 1];
        for (int k = 0; k < size; k += 2) {
            int hereX = ring[k];
            int hereY = ring[k + 1];
            someShort |= Math.abs(hereX - beforeX) < LONG_SIDE & Math.abs(hereY - beforeY) < LONG_SIDE;
            someFolded |= (hereX == beforeX & hereY == beforeY) | (hereX == oldX & hereY == oldY);
            oldX = beforeX;
            oldY = beforeY;
            beforeX = hereX;
            beforeY = hereY;
        }
        hasShortSide = someShort;
        folded = someFolded;
    }

    private void unfold() {
        int kept = 0;
        for (int k = 0; k < size; k += 2) {
            while (kept >= 4 && xy[kept - 4] == xy[k] && xy[kept - 3] == xy[k + 1]) {
                kept -= 2;
            }
            if (kept < 2 || xy[kept - 2] != xy[k] || xy[kept - 1] != xy[k + 1]) {
                xy[kept++] = xy[k];
                xy[kept++] = xy[k + 1];
            }
        }
        while (kept >= 4 && xy[0] == xy[kept - 2] && xy[1] == xy[kept - 1]) {
            kept -= 2;
        }
        size = kept;
    }

    private boolean touchesItself() {
        int sides = size / 2;
        for (int a = 0; a < sides; a++) {
            int afterA = a + 1 == sides ? 0 : a + 1;
            if (turnsBack(a, afterA, afterA, afterA + 1 == sides ? 0 : afterA + 1)
                    || meetsLater(a, afterA, a == 0 ? sides - 1 : sides)) {
                return true;
            }
        }
        return false;
    }

    /** True if a side meets one of those that come after the next one. */
    private boolean meetsLater(int a, int afterA, int end) {
        int[] ring = xy;
        int west = Math.min(ring[2 * a], ring[2 * afterA]);
        int east = Math.max(ring[2 * a], ring[2 * afterA]);
        int north = Math.min(ring[2 * a + 1], ring[2 * afterA + 1]);
        int south = Math.max(ring[2 * a + 1], ring[2 * afterA + 1]);
        for (int b = a + 2; b < end; b++) {
            int afterB = 2 * b + 2 == size ? 0 : b + 1;
            int x = ring[2 * b];
            int y = ring[2 * b + 1];
            int nextX = ring[2 * afterB];
            int nextY = ring[2 * afterB + 1];
            if (Math.max(x, nextX) >= west
                    && Math.min(x, nextX) <= east
                    && Math.max(y, nextY) >= north
                    && Math.min(y, nextY) <= south
                    && side(a, afterA, b) * side(a, afterA, afterB) <= 0
                    && side(b, afterB, a) * side(b, afterB, afterA) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** True if two sides that follow one another lie on top of each other. */
    private boolean turnsBack(int a, int afterA, int b, int afterB) {
        long ax = xy[2 * afterA] - (long) xy[2 * a];
        long ay = xy[2 * afterA + 1] - (long) xy[2 * a + 1];
        long bx = xy[2 * afterB] - (long) xy[2 * b];
        long by = xy[2 * afterB + 1] - (long) xy[2 * b + 1];
        return ax * by == ay * bx && ax * bx + ay * by < 0;
    }

    /** On which side of a line a place lies: -1, 0, 1. */
    private int side(int from, int to, int place) {
        long dx = xy[2 * to] - (long) xy[2 * from];
        long dy = xy[2 * to + 1] - (long) xy[2 * from + 1];
        return Long.signum(
                dx * (xy[2 * place + 1] - (long) xy[2 * from + 1]) - dy * (xy[2 * place] - (long) xy[2 * from]));
    }

    /** Ends a line; false if it is shorter than a cell, and then nothing is drawn. */
    boolean line() {
        if (size < 4) {
            return false;
        }
        draw(1, false);
        return true;
    }

    /**
     * Draws the ring that has ended, turned the way it has to be: an outer ring has a positive area by the surveyor's formula with y to
     * the south, a hole a negative one.
     *
     * @return false if it has no area, and then nothing is drawn
     */
    boolean ring(boolean hole) {
        long area = size < 2 * LEAST_RING ? 0 : doubledArea();
        if (area == 0) {
            return false;
        }
        draw((area > 0) == hole ? -1 : 1, true);
        return true;
    }

    /** The smallest ring there is round the place where the ring began that was too small to be drawn. */
    void leastRing(double atX, double atY) {
        double cellX = onTile(atX);
        double cellY = onTile(atY);
        begin();
        go(cellX, cellY);
        go(cellX + 1, cellY);
        go(cellX + 1, cellY + 1);
        go(cellX, cellY + 1);
        ring(false);
    }

    /** The shortest line there is, where a line was that was too short to be drawn. */
    void leastLine(double atX, double atY) {
        begin();
        go(onTile(atX), onTile(atY));
        go(onTile(atX) + 1, onTile(atY));
        line();
    }

    /** The cell of a place, from which one more step stays on the tile. */
    private static double onTile(double place) {
        return Math.min(TileFrame.EXTENT + TileFrame.MARGIN - 1, Math.floor(place));
    }

    /** Adds a point; all points of a shape are one command, which {@link #endPoints} begins. */
    void point(double atX, double atY) {
        begin();
        go(atX, atY);
        commands.ways(xy, 0, 2, 1, x, y);
        x = xy[0];
        y = xy[1];
        points++;
    }

    /** The command for all points of the shape, before their places. */
    void endPoints(Protobuf whole) {
        whole.varint((long) points << 3 | MOVE_TO).raw(commands);
    }

    private void draw(int direction, boolean closed) {
        int places = size / 2;
        int first = direction > 0 ? 0 : size - 2;
        commands.varint(1 << 3 | MOVE_TO).ways(xy, first, 2 * direction, 1, x, y);
        commands.varint((long) (places - 1) << 3 | LINE_TO)
                .ways(xy, first + 2 * direction, 2 * direction, places - 1, xy[first], xy[first + 1]);
        int last = direction > 0 ? size - 2 : 0;
        x = xy[last];
        y = xy[last + 1];
        if (closed) {
            commands.varint(1 << 3 | CLOSE_PATH);
        }
    }

    private long doubledArea() {
        long sum = 0;
        long beforeX = xy[size - 2];
        long beforeY = xy[size - 1];
        for (int k = 0; k < size; k += 2) {
            sum += beforeX * xy[k + 1] - xy[k] * beforeY;
            beforeX = xy[k];
            beforeY = xy[k + 1];
        }
        return sum;
    }
}
