package org.tuban.cql2;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the functions on texts give, for whoever evaluates them; the same whatever the machine's locale is. */
public final class Texts {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';

    private Texts() {}

    /**
     * The text without difference of case.
     *
     * <p>Lower case first, so that a capital sharp s becomes two letters as the small one does. Which sigma a lower-case
     * word ends in depends on what follows it, and in a pattern that is not the same as in the text: both become one.
     *
     * <p>Source: The Unicode Standard 14.0, section 5.18, Caseless Matching; equal texts there are equal here, and
     * beyond that only the dotless i is taken for the dotted one.
     */
    public static String casei(String text) {
        return text.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace(FINAL_SIGMA, SIGMA);
    }

    /**
     * The text without its accents: decomposed (NFD), then without characters of the Unicode category M.
     *
     * <p>Letters that are not made of a letter and a mark, such as ø and ł, stay as they are.
     */
    public static String accenti(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    }

    /** Compares by code point, which is not the order of {@link String} once a text has supplementary characters. */
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int at = 0; at < length; at++) {
            char ours = left.charAt(at);
            char theirs = right.charAt(at);
            if (ours != theirs) {
                boolean oursBeyond = Character.isSurrogate(ours);
                boolean theirsBeyond = Character.isSurrogate(theirs);
                return oursBeyond == theirsBeyond ? Character.compare(ours, theirs) : oursBeyond ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Number of code points. */
    static long length(String text) {
        return text.codePointCount(0, text.length());
    }
}
