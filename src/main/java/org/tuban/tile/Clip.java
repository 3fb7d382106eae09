package org.tuban.tile;

/**
 * Cuts rings and lines at the edge of a tile with its margin.
 *
 * <p>Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", CACM 1974, for rings; Y.-D. Liang, B. Barsky, "A
 * new concept and method for line clipping", ACM TOG 1984, for lines.
 */
final class Clip {

    private static final double MIN = -TileFrame.MARGIN;
    private static final double MAX = TileFrame.EXTENT + TileFrame.MARGIN;

    private double[] from = new double[64];
    private double[] to = new double[64];
    private int size;
    private boolean manifold;
    private boolean touched;
    private double enteredX;
    private double enteredY;

    /** The places of the ring or line, x and y by turns. */
    double[] xy() {
        return from;
    }

    /** Numbers in {@link #xy}: two for each place. */
    int size() {
        return size;
    }

    /** Begins another ring or line with places of the world. */
    void begin(int[] world, int numbers, TileFrame frame) {
        from = Room.in(from, 0, numbers);
        frame.place(world, numbers, from);
        size = numbers;
    }

    /**
     * Cuts the ring.
     *
     * @param crossed the edges that it may cross, of {@link TileWindow#crossed}
     * @return false if it left the tile more than once over one edge: what is left then has several parts, which this
     *     way of cutting joins along the edge
     */
    boolean ring(int crossed) {
        manifold = true;
        touched = false;
        if ((crossed & TileWindow.WEST) != 0) {
            edge(0, MIN, 1);
        }
        if ((crossed & TileWindow.EAST) != 0) {
            edge(0, MAX, -1);
        }
        if ((crossed & TileWindow.NORTH) != 0) {
            edge(1, MIN, 1);
        }
        if ((crossed & TileWindow.SOUTH) != 0) {
            edge(1, MAX, -1);
        }
        return manifold;
    }

    /** True if the ring that was cut last was not wholly inside. */
    boolean touched() {
        return touched;
    }

    /** Keeps what is on the inner side of one edge. */
    private void edge(int axis, double edge, int inward) {
        if (size == 0) {
            return;
        }
        to = Room.in(to, 0, 2 * size + 4);
        int kept = 0;
        int exits = 0;
        double beforeX = from[size - 2];
        double beforeY = from[size - 1];
        double before = (axis == 0 ? beforeX : beforeY) - edge;
        boolean wasIn = before * inward >= 0;
        for (int k = 0; k < size; k += 2) {
            double x = from[k];
            double y = from[k + 1];
            double here = (axis == 0 ? x : y) - edge;
            boolean isIn = here * inward >= 0;
            if (isIn != wasIn) {
                double share = before / (before - here);
                to[kept++] = axis == 0 ? edge : beforeX + (x - beforeX) * share;
                to[kept++] = axis == 1 ? edge : beforeY + (y - beforeY) * share;
                exits += isIn ? 0 : 1;
            }
            if (isIn) {
                to[kept++] = x;
                to[kept++] = y;
            } else {
                touched = true;
            }
            beforeX = x;
            beforeY = y;
            before = here;
            wasIn = isIn;
        }
        manifold &= exits <= 1;
        double[] swapped = from;
        from = to;
        to = swapped;
        size = kept;
    }

    /** Draws the parts of the line that lie inside and are long enough; true if any lies inside. */
    boolean line(Pen pen) {
        boolean entered = false;
        boolean open = false;
        for (int k = 2; k < size; k += 2) {
            double x = from[k - 2];
            double y = from[k - 1];
            double dx = from[k] - x;
            double dy = from[k + 1] - y;
            double begin = Math.max(enters(x, dx), enters(y, dy));
            double end = Math.min(leaves(x, dx), leaves(y, dy));
            boolean inside = begin <= end;
            if (open && (!inside || begin > 0)) {
                pen.line();
                open = false;
            }
            if (inside && !open) {
                pen.begin();
                pen.go(x + dx * begin, y + dy * begin);
                open = true;
            }
            if (inside && !entered) {
                entered = true;
                enteredX = x + dx * begin;
                enteredY = y + dy * begin;
            }
            if (inside) {
                pen.go(x + dx * end, y + dy * end);
            }
            if (inside && end < 1) {
                pen.line();
                open = false;
            }
        }
        if (open) {
            pen.line();
        }
        return entered;
    }

    /** Where the line that was drawn last first lay inside. */
    double enteredX() {
        return enteredX;
    }

    /** Where the line that was drawn last first lay inside. */
    double enteredY() {
        return enteredY;
    }

    /** Share of the way at which a coordinate comes inside: 0 if it is, more than 1 if it never does. */
    private static double enters(double at, double way) {
        if (way == 0) {
            return at >= MIN && at <= MAX ? 0 : 2;
        }
        return Math.max(0, ((way > 0 ? MIN : MAX) - at) / way);
    }

    /** Share of the way at which a coordinate goes outside: 1 if it does not, less than 0 if it is before the way. */
    private static double leaves(double at, double way) {
        return way == 0 ? 1 : Math.min(1, ((way > 0 ? MAX : MIN) - at) / way);
    }
}
