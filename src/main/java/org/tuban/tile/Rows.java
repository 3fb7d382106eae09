package org.tuban.tile;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The numbers of fixed length that each row of a {@link Segment} has, in arrays that all rows share.
 *
 * @param keys stable number of each feature, which is its id on tiles
 * @param boxes west, north, east and south of each row on the {@link WorldGrid}
 * @param sizes how much of a map each row takes: squared grid cells of an area, cells of a line, 0 for a point
 * @param labels a place inside each shape as shares of its box, each of 16 bits: x high, y low
 * @param validFrom the minute by which it was so, see {@link #minuteBy}
 * @param recordedAt the minute by which that was written down
 */
record Rows(long[] keys, int[] boxes, float[] sizes, int[] labels, int[] validFrom, int[] recordedAt) {

    static final int BOX = 4;

    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

    /** Room for so many rows. */
    static Rows of(int rows) {
        return new Rows(
                new long[rows],
                new int[Math.multiplyExact(BOX, rows)],
                new float[rows],
                new int[rows],
                new int[rows],
                new int[rows]);
    }

    /** The same rows with room for so many. */
    Rows withRoom(int rows) {
        return new Rows(
                Arrays.copyOf(keys, rows),
                Arrays.copyOf(boxes, Math.multiplyExact(BOX, rows)),
                Arrays.copyOf(sizes, rows),
                Arrays.copyOf(labels, rows),
                Arrays.copyOf(validFrom, rows),
                Arrays.copyOf(recordedAt, rows));
    }

    /** Number of rows. */
    int size() {
        return keys.length;
    }

    /** Puts a row of others in a place. */
    void copy(int place, Rows others, int row) {
        keys[place] = others.keys[row];
        System.arraycopy(others.boxes, BOX * row, boxes, BOX * place, BOX);
        sizes[place] = others.sizes[row];
        labels[place] = others.labels[row];
        validFrom[place] = others.validFrom[row];
        recordedAt[place] = others.recordedAt[row];
    }

    /**
     * The first whole minute not before an instant, counted from 1970: four bytes that are good for four thousand years
     * each way.
     */
    static int minuteBy(Instant instant) {
        long secondBy = instant.getEpochSecond() + (instant.getNano() == 0 ? 0 : 1);
        return clamped(-Math.floorDiv(-secondBy, MINUTE));
    }

    /** The last whole minute not after an instant. */
    static int minuteOf(Instant instant) {
        return clamped(Math.floorDiv(instant.getEpochSecond(), MINUTE));
    }

    private static int clamped(long minutes) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, minutes));
    }
}
