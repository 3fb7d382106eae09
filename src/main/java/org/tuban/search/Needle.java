package org.tuban.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words that are searched, in the forms in which they are compared.
 *
 * @param folded as {@link Folding#fold} gives them
 * @param compact without spaces
 * @param letters as pinyin is compared, or empty if they cannot be pinyin
 */
record Needle(String folded, String compact, Optional<String> letters) {

    private static final Pattern PINYIN = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Words as somebody typed them. */
    static Needle of(String typed) {
        String folded = Folding.fold(typed);
        String compact = Folding.compact(folded);
        return new Needle(
                folded,
                compact,
                PINYIN.matcher(compact).matches() ? Optional.of(Spelling.letters(compact)) : Optional.empty());
    }

    /** The words one by one, if there are several; all of them must be met then, each anywhere. */
    static List<Needle> eachOf(String typed) {
        List<Needle> words = Arrays.stream(SPACES.split(typed.strip()))
                .map(Needle::of)
                .filter(word -> !word.isEmpty())
                .toList();
        return words.size() > 1 ? words : List.of();
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    boolean isAscii() {
        return folded.chars().allMatch(unit -> unit < 0x80);
    }
}
