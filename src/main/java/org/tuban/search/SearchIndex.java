package org.tuban.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.SeenLayer;

/**
 * What is known of every feature, for readers and one writer at the same time; neither waits for the other.
 *
 * <p>A question looks at every entry, which takes some milliseconds for ten thousand features.
 */
@Component
final class SearchIndex {

    /** What was met only after a misprint was put right stands behind what was met as asked, if both fit alike. */
    private static final int PUT_RIGHT = 1;

    /** More features of one layer than this would push all others off a short list. */
    private static final int HANDFUL = 5;

    private final Map<FeatureRef, SearchEntry> entries = new ConcurrentHashMap<>();

    void put(SearchEntry entry) {
        entries.put(entry.ref(), entry);
    }

    void remove(FeatureRef ref) {
        entries.remove(ref);
    }

    /**
     * What answers a question, best first.
     *
     * <p>Among equals, layers of which the question meets a handful stand before those of which it meets many (the block
     * before its parcels), then short names before long ones.
     *
     * @param corrected the question with a misprint put right; what answers it is found as well
     * @param layers what may be seen, by the ids of the layers
     * @param others entries of layers that are not kept here
     */
    List<SearchResult> find(
            Question question,
            Optional<Question> corrected,
            Map<String, SeenLayer> layers,
            Collection<SearchEntry> others) {
        return find(entries.values(), question, corrected, layers, others);
    }

    /** The same among other entries than those kept here. */
    static List<SearchResult> find(
            Collection<SearchEntry> entries,
            Question question,
            Optional<Question> corrected,
            Map<String, SeenLayer> layers,
            Collection<SearchEntry> others) {
        List<Hit> hits = new ArrayList<>();
        for (SearchEntry entry : entries) {
            SeenLayer seen = layers.get(entry.ref().layer());
            if (seen != null && seen.shows(entry.ref().id())) {
                hit(entry.without(seen.hidden()), question, corrected).ifPresent(hits::add);
            }
        }
        others.forEach(entry -> hit(entry, question, corrected).ifPresent(hits::add));
        Map<Crowd, Integer> crowds = new HashMap<>();
        hits.forEach(hit -> crowds.merge(hit.crowd(), 1, Integer::sum));
        hits.sort(Comparator.comparingInt((Hit hit) -> hit.fit().rank())
                .thenComparing(hit -> crowds.getOrDefault(hit.crowd(), 0) > HANDFUL)
                .thenComparingInt(hit -> hit.entry().name().zh().length())
                .thenComparing(hit -> hit.entry().ref().layer())
                .thenComparing(hit -> hit.entry().ref().id()));
        return hits.stream().map(Hit::toResult).toList();
    }

    private static Optional<Hit> hit(SearchEntry entry, Question question, Optional<Question> corrected) {
        Optional<SearchEntry.Fit> asked = question.fit(entry);
        Optional<SearchEntry.Fit> meant = corrected
                .flatMap(other -> other.fit(entry))
                .map(fit -> new SearchEntry.Fit(fit.rank() + PUT_RIGHT, fit.key()));
        boolean asAsked = asked.isPresent()
                && (meant.isEmpty() || asked.get().rank() <= meant.get().rank());
        return (asAsked ? asked : meant).map(fit -> new Hit(entry, fit));
    }

    /** Features of one layer that fit alike. */
    private record Crowd(String layer, int rank) {}

    private record Hit(SearchEntry entry, SearchEntry.Fit fit) {

        Crowd crowd() {
            return new Crowd(entry.ref().layer(), fit.rank());
        }

        SearchResult toResult() {
            SearchKey key = fit.key();
            return SearchResult.of(entry, new SearchResult.Matched(key.field(), key.text()));
        }
    }
}
