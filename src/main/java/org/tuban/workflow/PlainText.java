package org.tuban.workflow;

/** Which characters people's words may have: those that both databases keep and every screen can show. */
final class PlainText {

    private PlainText() {}

    /** True unless there is a control character other than tab and line ends, or half of a surrogate pair. */
    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PlainText::isPrintable);
    }

    /** Characters as people count them: a surrogate pair is one. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first characters of a text that came from outside, as an answer may repeat them. */
    static String shown(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(limit).filter(PlainText::isPrintable).forEach(shown::appendCodePoint);
        return length(text) > limit ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isPrintable(int character) {
        boolean halfPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean lineOrTab = character == '\n' || character == '\r' || character == '\t';
        return !halfPair && (lineOrTab || !Character.isISOControl(character));
    }
}
