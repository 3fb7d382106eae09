package org.tuban.search;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One text of a feature by which it is found.
 *
 * @param field the field that holds it
 * @param text as the field has it
 * @param role what it is to the feature
 * @param folded as it is compared
 * @param spelling as it is spoken; empty for codes, texts without Chinese characters and long texts
 */
record SearchKey(String field, String text, Role role, String folded, Optional<Spelling> spelling) {

    /** What a text is to its feature; the rank is added to that of the fit. */
    enum Role {
        NAME(0),
        CODE(0),
        OTHER_NAME(1),
        DETAIL(100);

        private final int rank;

        Role(int rank) {
            this.rank = rank;
        }
    }

    private static final int PER_FORM = 2;
    private static final int PER_ALPHABET = 10;

    /** Longer texts are sentences, which nobody types in pinyin. */
    private static final int LONGEST_SPELT = 40;

    /** Shorter Latin words and codes are looked for at beginnings only: "an" is in half of all names. */
    private static final int LEAST_INSIDE_LATIN = 3;

    private static final int LEAST_INSIDE_CODE = 4;

    /** A key from a field's text. */
    static SearchKey of(String field, String text, Role role) {
        boolean spelt = role != Role.CODE && text.length() <= LONGEST_SPELT && Folding.hasHan(text);
        return new SearchKey(
                field, text, role, Folding.fold(text), spelt ? Optional.of(Spelling.of(text)) : Optional.empty());
    }

    /** How well the words fit, 0 for best; empty if they do not. */
    OptionalInt rank(Needle needle) {
        OptionalInt written = isCode() ? codeRank(needle) : writtenRank(needle);
        if (written.isPresent() || needle.letters().isEmpty() || spelling.isEmpty()) {
            return written;
        }
        return spelling.get()
                .fit(needle.letters().get())
                .map(fit -> OptionalInt.of(rank(fit.form(), fit.way().ordinal() + 1)))
                .orElse(OptionalInt.empty());
    }

    boolean isCode() {
        return role == Role.CODE
                || role == Role.DETAIL
                        && folded.chars().allMatch(unit -> unit < 0x80)
                        && folded.chars().anyMatch(Character::isDigit);
    }

    private OptionalInt codeRank(Needle needle) {
        String code = Folding.compact(folded);
        int at = code.indexOf(needle.compact());
        if (at < 0 || at > 0 && needle.compact().length() < LEAST_INSIDE_CODE) {
            return OptionalInt.empty();
        }
        Form whereFound = at > 0 ? Form.CONTAINED : Form.PREFIX;
        return OptionalInt.of(rank(code.equals(needle.compact()) ? Form.WHOLE : whereFound, 0));
    }

    private OptionalInt writtenRank(Needle needle) {
        String words = needle.folded();
        int at = folded.indexOf(words);
        if (at < 0) {
            return OptionalInt.empty();
        }
        if (at == 0) {
            return OptionalInt.of(rank(folded.length() == words.length() ? Form.WHOLE : Form.PREFIX, 0));
        }
        if (!needle.isAscii()) {
            return OptionalInt.of(rank(Form.CONTAINED, 0));
        }
        if (beginsWord(words)) {
            return OptionalInt.of(rank(Form.WORD, 0));
        }
        return words.length() < LEAST_INSIDE_LATIN ? OptionalInt.empty() : OptionalInt.of(rank(Form.CONTAINED, 0));
    }

    /** True if they begin after a space or a Chinese character: 07 in 示例07号, but not in 1207. */
    private boolean beginsWord(String words) {
        for (int at = folded.indexOf(words); at > 0; at = folded.indexOf(words, at + 1)) {
            char before = folded.charAt(at - 1);
            if (before == ' ' || Folding.isHan(before)) {
                return true;
            }
        }
        return false;
    }

    private int rank(Form form, int alphabet) {
        return role.rank + PER_ALPHABET * alphabet + PER_FORM * form.ordinal();
    }
}
