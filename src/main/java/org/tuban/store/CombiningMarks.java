package org.tuban.store;

/** The characters of Unicode category M, as this runtime knows them, for a database whose patterns have no categories. */
final class CombiningMarks {

    private static final String EXPRESSION = build();

    private CombiningMarks() {}

    /** A regular expression of PostgreSQL that takes any run of such characters. */
    static String expression() {
        return EXPRESSION;
    }

    private static String build() {
        StringBuilder ranges = new StringBuilder("[");
        int begin = -1;
        for (int character = 0; character <= Character.MAX_CODE_POINT + 1; character++) {
            boolean mark = character <= Character.MAX_CODE_POINT && isMark(character);
            if (mark && begin < 0) {
                begin = character;
            } else if (!mark && begin >= 0) {
                ranges.append("\\U%08X-\\U%08X".formatted(begin, character - 1));
                begin = -1;
            }
        }
        return ranges.append("]+").toString();
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
