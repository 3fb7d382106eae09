package org.tuban.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tuban.feature.AsOf;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/**
 * What there was at other times, read when it is asked for. The last few points of view are kept for as long as nothing
 * is written, since who looks back looks around there.
 */
@Component
final class PastEntries {

    private static final int MOST_KEPT = 4;

    private final Layers layers;
    private final Features features;
    private final ChangeLog log;
    private final SearchIndexer indexer;
    private final Map<Moment, List<SearchEntry>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, List<SearchEntry>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    PastEntries(Layers layers, Features features, ChangeLog log, SearchIndexer indexer) {
        this.layers = layers;
        this.features = features;
        this.log = log;
        this.indexer = indexer;
    }

    /** A point of view, and where the change log ended when it was read. */
    private record Moment(AsOf then, ChangeLog.Place place) {}

    /** The features of all layers that are small enough to be searched whole; one reader at a time reads them. */
    synchronized List<SearchEntry> of(AsOf then) {
        return kept.computeIfAbsent(new Moment(then, log.last()), this::read);
    }

    private List<SearchEntry> read(Moment moment) {
        List<SearchEntry> entries = new ArrayList<>();
        for (Layer layer : layers.list()) {
            if (!indexer.isLarge(layer)) {
                features.each(
                        FeatureQuery.all(SeenLayer.whole(layer)).asOf(moment.then()),
                        feature -> entries.add(SearchEntry.of(layer, feature)));
            }
        }
        return entries;
    }
}
