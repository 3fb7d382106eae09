package org.tuban.tile;

import java.util.Arrays;

/** Makes room in arrays that grow. */
final class Room {

    private Room() {}

    /** The array, or a longer copy that takes so many elements more behind the first ones. */
    static byte[] in(byte[] array, int used, int more) {
        return array.length - used >= more ? array : Arrays.copyOf(array, longer(array.length, used, more));
    }

    /** The array, or a longer copy that takes so many elements more behind the first ones. */
    static int[] in(int[] array, int used, int more) {
        return array.length - used >= more ? array : Arrays.copyOf(array, longer(array.length, used, more));
    }

    /** The array, or a longer copy that takes so many elements more behind the first ones. */
    static long[] in(long[] array, int used, int more) {
        return array.length - used >= more ? array : Arrays.copyOf(array, longer(array.length, used, more));
    }

    /** The array, or a longer copy that takes so many elements more behind the first ones. */
    static double[] in(double[] array, int used, int more) {
        return array.length - used >= more ? array : Arrays.copyOf(array, longer(array.length, used, more));
    }

    private static int longer(int length, int used, int more) {
        int needed = Math.addExact(used, more);
        return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L));
    }
}
