package org.tuban.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings text to the form in which it is compared: widths, case, accents and punctuation make no difference. */
final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`´]");
    private static final Pattern OTHER_THAN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACE_BESIDE_HAN = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

    private Folding() {}

    /**
     * The text in lower case without accents and apostrophes, full-width forms as half-width ones, all that is neither
     * letter nor digit as one space, and none beside a Chinese character. Empty if nothing is left.
     *
     * <p>Source: Unicode Standard Annex 15, compatibility forms (NFKC, NFD).
     */
    static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        plain = APOSTROPHES
                .matcher(Normalizer.normalize(plain, Normalizer.Form.NFC))
                .replaceAll("");
        plain = OTHER_THAN_WORDS.matcher(plain).replaceAll(" ").strip();
        return SPACE_BESIDE_HAN.matcher(plain).replaceAll("");
    }

    /** Folded text without its spaces. */
    static String compact(String folded) {
        return folded.replace(" ", "");
    }

    static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Folding::isHan);
    }

    static boolean isHan(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }
}
