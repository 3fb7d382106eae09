package org.tuban.search;

import java.util.List;
import java.util.Optional;

/**
 * What is searched: the words as one phrase, or all of them one by one.
 *
 * @param phrase all words together
 * @param words each word, if there are several
 */
record Question(Needle phrase, List<Needle> words) {

    /** Words that are scattered over a feature fit a little worse than the phrase. */
    private static final int SCATTERED = 5;

    static Question of(String typed) {
        return new Question(Needle.of(typed), Needle.eachOf(typed));
    }

    /** How well a feature answers, if it does. */
    Optional<SearchEntry.Fit> fit(SearchEntry entry) {
        if (phrase.isEmpty()) {
            return Optional.empty();
        }
        Optional<SearchEntry.Fit> together = entry.fit(phrase);
        return together.isPresent() || words.isEmpty() ? together : scattered(entry);
    }

    private Optional<SearchEntry.Fit> scattered(SearchEntry entry) {
        SearchEntry.Fit first = null;
        int worst = 0;
        for (Needle word : words) {
            Optional<SearchEntry.Fit> fit = entry.fit(word);
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            worst = Math.max(worst, fit.get().rank());
            first = first == null || fit.get().rank() < first.rank() ? fit.get() : first;
        }
        return first == null ? Optional.empty() : Optional.of(new SearchEntry.Fit(worst + SCATTERED, first.key()));
    }
}
