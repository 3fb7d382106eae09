package org.tuban.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;

/** Answers questions about what there is, from what the caller may see. */
@Service
class Search {

    /** More features in one place, or with one beginning, than anybody goes through. */
    private static final int MOST_IN_A_PLACE = 50;

    private final Sights sights;
    private final Features features;
    private final Corrections corrections;
    private final SearchIndex index;
    private final SearchIndexer indexer;
    private final PastEntries past;

    Search(
            Sights sights,
            Features features,
            Corrections corrections,
            SearchIndex index,
            SearchIndexer indexer,
            PastEntries past) {
        this.sights = sights;
        this.features = features;
        this.corrections = corrections;
        this.index = index;
        this.indexer = indexer;
        this.past = past;
    }

    /**
     * The best answers to a question.
     *
     * @param typed words, a code, pinyin, or a place as longitude and latitude
     * @param limit most results to give
     * @param then the point of view; null for now
     * @throws Problem unavailable in the first moments after the start
     */
    SearchAnswer answer(String typed, int limit, @Nullable AsOf then, Caller caller) {
        Optional<Place> place = Place.find(typed);
        if (place.isPresent()) {
            return SearchAnswer.of(typed, null, at(place.get(), then, caller), limit);
        }
        if (!indexer.isComplete()) {
            throw new Problem(ProblemType.UNAVAILABLE, "Search is being made ready; ask again in a moment")
                    .retryAfter(Duration.ofSeconds(1));
        }
        Map<String, SeenLayer> visible = sights.list(caller).stream()
                .collect(Collectors.toMap(seen -> seen.layer().id(), Function.identity()));
        Optional<Corrections.Corrected> corrected = corrections.in(typed);
        Map<FeatureRef, SearchEntry> others = inLargeLayers(typed, then, caller);
        corrected.ifPresent(other -> others.putAll(inLargeLayers(other.words(), then, caller)));
        Question question = Question.of(typed);
        Optional<Question> meant = corrected.map(Corrections.Corrected::words).map(Question::of);
        List<SearchResult> found = then == null
                ? index.find(question, meant, visible, others.values())
                : SearchIndex.find(past.of(then), question, meant, visible, others.values());
        Correction correction = corrected.map(Corrections.Corrected::correction).orElse(null);
        return SearchAnswer.of(typed, found.isEmpty() ? null : correction, found, limit);
    }

    private static FeatureQuery all(SeenLayer layer, @Nullable AsOf then) {
        FeatureQuery all = FeatureQuery.all(layer);
        return then == null ? all : all.asOf(then);
    }

    /** The first of those that begin with the words, of each layer that is too large for the index. */
    private Map<FeatureRef, SearchEntry> inLargeLayers(String words, @Nullable AsOf then, Caller caller) {
        Map<FeatureRef, SearchEntry> found = new LinkedHashMap<>();
        for (SeenLayer seen : sights.list(caller)) {
            Layer layer = seen.layer();
            if (indexer.isLarge(layer) && !words.isBlank()) {
                List<String> fields = Stream.of(layer.nameField(), layer.codeField())
                        .filter(Objects::nonNull)
                        .toList();
                features.each(
                        all(seen, then).beginning(fields, words.strip()).page(0, MOST_IN_A_PLACE),
                        feature -> found.put(feature.ref(), SearchEntry.of(layer, feature)));
            }
        }
        return found;
    }

    /** Features at a place, those drawn on top first. */
    private List<SearchResult> at(Place place, @Nullable AsOf then, Caller caller) {
        List<SeenLayer> fromTheTop = new ArrayList<>(sights.list(caller));
        Collections.reverse(fromTheTop);
        String spot = "%s, %s".formatted(place.longitude(), place.latitude());
        List<SearchResult> found = new ArrayList<>();
        for (SeenLayer seen : fromTheTop) {
            FeatureQuery query = all(seen, then).within(place.surroundings()).page(0, MOST_IN_A_PLACE);
            features.each(
                    query,
                    feature -> found.add(SearchResult.of(
                            SearchEntry.of(seen.layer(), feature), new SearchResult.Matched("geometry", spot))));
        }
        return found;
    }
}
