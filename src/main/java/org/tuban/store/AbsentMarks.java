package org.tuban.store;

import java.util.List;
import java.util.StringJoiner;

/**
 * Whole numbers beside a row that say, bit by bit, which of its columns have a value: asking the embedded database for
 * each costs more than for one number, and most columns of a row are absent.
 */
final class AbsentMarks {

    /** Columns that one number speaks of. */
    static final int COLUMNS_OF_ONE = 60;

    private AbsentMarks() {}

    /** How many numbers a row of so many columns has. */
    static int count(int columns) {
        return (columns + COLUMNS_OF_ONE - 1) / COLUMNS_OF_ONE;
    }

    /** The numbers, as terms of a SELECT. */
    static String terms(List<String> quoted) {
        StringJoiner terms = new StringJoiner(", ");
        for (int from = 0; from < quoted.size(); from += COLUMNS_OF_ONE) {
            StringJoiner bits = new StringJoiner(" | ");
            for (int column = from; column < Math.min(from + COLUMNS_OF_ONE, quoted.size()); column++) {
                bits.add("((%s IS NOT NULL) << %d)".formatted(quoted.get(column), column - from));
            }
            terms.add(bits.toString());
        }
        return terms.toString();
    }
}
