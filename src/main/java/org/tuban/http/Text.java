package org.tuban.http;

import java.util.regex.Pattern;

/** Checks and shortens text that came from outside. */
final class Text {

    private static final Pattern INNARDS = Pattern.compile("`|\\b(?:java|javax|jakarta|org|com|tools)\\.[a-z]|\\n");

    private Text() {}

    /** True if every character is a Unicode scalar value other than NUL: what both databases can keep. */
    static boolean isClean(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The text as it may be repeated in an answer: cut to a number of characters, what is not clean as U+FFFD. */
    static String echo(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length() && count < longest; count++) {
            int character = text.codePointAt(at);
            boolean bad =
                    character == 0 || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            shown.appendCodePoint(bad ? 0xFFFD : character);
            at += Character.charCount(character);
            if (count == longest - 1 && at < text.length()) {
                shown.append('…');
            }
        }
        return shown.toString();
    }

    /** True if a library's sentence can go to a client: it names no class and has no source in it. */
    static boolean isFitToShow(String sentence) {
        return isClean(sentence) && !INNARDS.matcher(sentence).find();
    }
}
