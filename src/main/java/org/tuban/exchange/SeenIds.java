package org.tuban.exchange;

/**
 * Ids that have been seen, eight bytes each.
 *
 * <p>It keeps 64 bits of each: of ten million ids two are taken for one with a chance of three in a million.
 */
final class SeenIds {

    private static final int FIRST_SIZE = 1 << 16;

    private long[] table = new long[FIRST_SIZE];
    private int count;

    /** Adds an id; false if it was there. */
    boolean add(String id) {
        if (count * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long hash : old) {
                if (hash != 0) {
                    put(hash);
                }
            }
        }
        boolean fresh = put(hash(id));
        count += fresh ? 1 : 0;
        return fresh;
    }

    private boolean put(long hash) {
        int at = (int) (hash >>> 20) & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = hash;
        return true;
    }

    /** Never 0. Source: the offset and prime of FNV-1a, the last steps of SplitMix64. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int index = 0; index < id.length(); index++) {
            hash = (hash ^ id.charAt(index)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}
