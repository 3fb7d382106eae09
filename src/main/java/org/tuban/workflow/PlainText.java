package org.tuban.workflow;

import org.jspecify.annotations.Nullable;
import org.tuban.http.Problem;

/** Which characters people's words may have: those that both databases keep and every screen can show. */
public final class PlainText {

    private static final int LONGEST_NOTE = 2000;
    private static final int ECHOED = 60;

    private PlainText() {}

    /**
     * A note as it is kept: without blanks round it; null if there is none.
     *
     * @throws Problem invalid-body naming the member, if it is too long or not printable
     */
    public static @Nullable String readNote(String member, @Nullable String note) {
        if (note == null || note.isBlank()) {
            return null;
        }
        String trimmed = note.strip();
        if (length(trimmed) > LONGEST_NOTE || !isPrintable(trimmed)) {
            throw Problem.invalidBody(
                    member,
                    shown(trimmed, ECHOED),
                    "at most %d characters, none of them control characters".formatted(LONGEST_NOTE));
        }
        return trimmed;
    }

    /** True unless there is a control character other than tab and line ends, or half of a surrogate pair. */
    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PlainText::isPrintable);
    }

    /** Characters as people count them: a surrogate pair is one. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first characters of a text that came from outside, as an answer may repeat them. */
    public static String shown(String text, int limit) {
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
