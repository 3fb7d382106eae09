package org.tuban.tile;

/**
 * How much two areas share.
 *
 * <p>Each is a sum of strips north of its {@link Edges}, so that what they share is the sum, over all pairs of edges, of
 * the strip north of both: an integral of the lesser of two straight lines. No corner is ever computed where edges cross,
 * and nothing can fail as it can in an overlay; an edge that both have leaves nothing behind. Pairs are found by a sweep
 * from west to east, which looks at each edge beside those alone that are above or below it.
 *
 * <p>It keeps room for its next task: one thread at a time.
 */
final class SharedArea {

    private int[] openA = new int[32];
    private int[] openB = new int[32];
    private int base;
    private double sum;

    /**
     * Squared cells of the grid that two areas share; rounding may leave less than nothing.
     *
     * @param base a row of the grid near the areas, from which strips are measured
     */
    double of(Edges a, Edges b, int base) {
        this.base = base;
        sum = 0;
        openA = Room.in(openA, 0, a.size());
        openB = Room.in(openB, 0, b.size());
        int countA = 0;
        int countB = 0;
        int nextA = 0;
        int nextB = 0;
        while (nextA < a.size() || nextB < b.size()) {
            boolean takeA = nextB == b.size() || nextA < a.size() && a.westX(a.at(nextA)) <= b.westX(b.at(nextB));
            if (takeA) {
                int edge = a.at(nextA++);
                countB = meet(a, edge, b, openB, countB);
                openA[countA++] = edge;
            } else {
                int edge = b.at(nextB++);
                countA = meet(b, edge, a, openA, countA);
                openB[countB++] = edge;
            }
        }
        return sum;
    }

    /** Adds what a new edge shares with the open ones of the other area, and drops those that end west of it. */
    private int meet(Edges own, int edge, Edges others, int[] open, int count) {
        int from = own.westX(edge);
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int other = open[k];
            if (others.eastX(other) > from) {
                open[kept++] = other;
                int to = Math.min(own.eastX(edge), others.eastX(other));
                double strip = northOfBoth(
                        own.south(edge, from, base),
                        own.south(edge, to, base),
                        others.south(other, from, base),
                        others.south(other, to, base));
                sum += own.sign(edge) * others.sign(other) * strip * ((double) to - from);
            }
        }
        return kept;
    }

    /** The mean, over a stretch, of the lesser of two straight lines that are given at its ends. */
    private static double northOfBoth(double from, double to, double otherFrom, double otherTo) {
        double atFrom = otherFrom - from;
        double atTo = otherTo - to;
        if (atFrom >= 0 == atTo >= 0 || atFrom == 0 || atTo == 0) {
            return atFrom + atTo >= 0 ? (from + to) / 2 : (otherFrom + otherTo) / 2;
        }
        double share = atFrom / (atFrom - atTo);
        double crossing = from + share * (to - from);
        return (share * (Math.min(from, otherFrom) + crossing) + (1 - share) * (Math.min(to, otherTo) + crossing)) / 2;
    }
}
