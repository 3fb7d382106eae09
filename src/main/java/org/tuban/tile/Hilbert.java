package org.tuban.tile;

/**
 * Numbers places along a Hilbert curve, on which neighbours in number are neighbours on the ground.
 *
 * <p>Source: D. Hilbert 1891; the step from one quadrant to the next as in H. S. Warren, Hacker's Delight, 2nd edition,
 * chapter 16.
 */
final class Hilbert {

    private Hilbert() {}

    /** How far along the curve a cell of the {@link WorldGrid} lies, as an unsigned number made comparable as signed. */
    static long place(int x, int y) {
        // Signed numbers from the lowest on.
        int a = x ^ Integer.MIN_VALUE;
        int b = y ^ Integer.MIN_VALUE;
        long place = 0;
        int state = 0;
        for (int bit = Integer.SIZE - 1; bit >= 0; bit--) {
            int quadrant = state << 2 | (a >>> bit & 1) << 1 | b >>> bit & 1;
            place = place << 2 | 0x361E9CB4 >>> 2 * quadrant & 3;
            state = 0x8FE65831 >>> 2 * quadrant & 3;
        }
        return place ^ Long.MIN_VALUE;
    }

    /**
     * Sorts rows by their place on the curve, those at one place by their key.
     *
     * @param places place of each row; sorted too
     * @param rows names of the rows; sorted like the places
     * @param keys tells rows at one place apart
     */
    static void sort(long[] places, long[] rows, java.util.function.LongUnaryOperator keys) {
        sort(places, rows, 0, places.length - 1);
        for (int from = 0; from < places.length; ) {
            int to = from + 1;
            while (to < places.length && places[to] == places[from]) {
                to++;
            }
            byKey(rows, from, to, keys);
            from = to;
        }
    }

    private static void byKey(long[] rows, int from, int to, java.util.function.LongUnaryOperator keys) {
        if (to - from > 1) {
            long[] sorted = java.util.stream.LongStream.of(rows)
                    .skip(from)
                    .limit(to - from)
                    .boxed()
                    .sorted(java.util.Comparator.comparingLong(keys::applyAsLong))
                    .mapToLong(Long::longValue)
                    .toArray();
            System.arraycopy(sorted, 0, rows, from, sorted.length);
        }
    }

    /** Quicksort that recurses into the smaller part alone, so that its depth stays small. */
    private static void sort(long[] places, long[] rows, int first, int last) {
        int low = first;
        int high = last;
        while (low < high) {
            int left = low;
            int right = high;
            long pivot = places[low + high >>> 1];
            while (left <= right) {
                while (places[left] < pivot) {
                    left++;
                }
                while (places[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    swap(places, left, right);
                    swap(rows, left++, right--);
                }
            }
            if (right - low < high - left) {
                sort(places, rows, low, right);
                low = left;
            } else {
                sort(places, rows, left, high);
                high = right;
            }
        }
    }

    private static void swap(long[] numbers, int a, int b) {
        long kept = numbers[a];
        numbers[a] = numbers[b];
        numbers[b] = kept;
    }
}
