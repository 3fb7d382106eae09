package org.tuban.tile;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which rows of a segment have ended, and at which change each.
 *
 * <p>One thread writes at a time. Readers never wait: what is written after the state that they read carries the number
 * of a later change and so says nothing to them.
 */
final class Endings {

    /** Number of the change at which each row ended, 0 for those that have not. */
    private final int[] changes;

    /** The rows that have ended; before {@link #number}, which tells how many of them are written. */
    private volatile int[] rows = {};

    private volatile int number;

    Endings(int size) {
        changes = new int[size];
    }

    /** True if the row has ended at whatever change. */
    boolean isEnded(int row) {
        return changes[row] != 0;
    }

    /** True if the row is one of the state after a change. */
    boolean isThere(int row, int change) {
        int end = changes[row];
        return end == 0 || end > change;
    }

    /** Notes that a row, which had not, ended at a change; to be told before that state is there to be read. */
    void end(int row, int change) {
        int before = number;
        if (before == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(16, before * 2));
        }
        changes[row] = change;
        rows[before] = row;
        number = before + 1;
    }

    /** Gives each row that is none of the state after a change any more. */
    void visit(int change, IntConsumer visitor) {
        // The number first: the rows read after it are at least as many.
        int known = number;
        int[] ended = rows;
        for (int k = 0; k < known; k++) {
            if (changes[ended[k]] <= change) {
                visitor.accept(ended[k]);
            }
        }
    }
}
