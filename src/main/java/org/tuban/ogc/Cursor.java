package org.tuban.ogc;

import org.tuban.http.Problem;

/** Where a page begins: after the key of the last feature of the page before, in a form that asks nobody to do sums with it. */
final class Cursor {

    /** Name of the parameter. */
    static final String PARAMETER = "cursor";

    private static final String MARK = "k";
    private static final int RADIX = 36;
    /** Longest text of a key, which is at most 2^53. */
    private static final int MAX_LENGTH = 12;

    private static final long MAX_KEY = 1L << 53;

    private Cursor() {}

    /** The cursor that continues after a key. */
    static String after(long key) {
        return MARK + Long.toString(key, RADIX);
    }

    /**
     * The key a cursor continues after.
     *
     * @throws Problem invalid-parameter if no link of this service carries such a cursor
     */
    static long read(String text) {
        if (text.startsWith(MARK) && text.length() <= MAX_LENGTH && text.matches("k[0-9a-z]+")) {
            long key = Long.parseLong(text.substring(MARK.length()), RADIX);
            if (key <= MAX_KEY && after(key).equals(text)) {
                return key;
            }
        }
        throw Problem.invalidParameter(PARAMETER, text, "the cursor of a next link, unchanged");
    }
}
