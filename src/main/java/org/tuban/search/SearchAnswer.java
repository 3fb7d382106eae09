package org.tuban.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param query the question as asked
 * @param correction the misprint that was put right, or null
 * @param total how many features were found
 * @param results the best of them, best first
 */
record SearchAnswer(String query, @Nullable Correction correction, int total, List<SearchResult> results) {

    static SearchAnswer of(String query, @Nullable Correction correction, List<SearchResult> found, int limit) {
        return new SearchAnswer(
                query, correction, found.size(), List.copyOf(found.subList(0, Math.min(limit, found.size()))));
    }
}
