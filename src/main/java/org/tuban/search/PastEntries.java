package org.tuban.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.tuban.feature.AsOf;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/**
 * What there was at other times, read when it is asked for. The last few points of view are kept for as long as nothing
 * is written, since who looks back looks around there; together they have no more features than the index may have of a
 * layer.
 */
@Component
final class PastEntries {

    private static final int MOST_KEPT = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Layers layers;
    private final Features features;
    private final ChangeLog log;
    private final SearchIndexer indexer;
    private final Cache<Moment, List<SearchEntry>> kept;

    /** Held by who reads: several at once would need the memory of several. */
    private final ReentrantLock reading = new ReentrantLock();

    PastEntries(Layers layers, Features features, ChangeLog log, SearchIndexer indexer, SearchSettings settings) {
        this.layers = layers;
        this.features = features;
        this.log = log;
        this.indexer = indexer;
        int least = Math.max(1, settings.mostIndexed() / MOST_KEPT);
        kept = Caffeine.newBuilder()
                .maximumWeight(settings.mostIndexed())
                .weigher((Moment moment, List<SearchEntry> entries) -> Math.max(least, entries.size()))
                .executor(Runnable::run)
                .build();
    }

    /** A point of view, and where the change log ended when it was read. */
    private record Moment(AsOf then, ChangeLog.Place place) {}

    /**
     * The features of all layers that are small enough to be searched whole; one reader at a time reads them.
     *
     * @throws Problem unavailable if others have been reading for too long
     */
    List<SearchEntry> of(AsOf then) {
        Moment moment = new Moment(then, log.last());
        List<SearchEntry> known = kept.getIfPresent(moment);
        if (known != null) {
            return known;
        }
        if (!takesTurn()) {
            throw new Problem(ProblemType.UNAVAILABLE, "Others are searching the past; ask again in a moment")
                    .retryAfter(LONGEST_WAIT);
        }
        try {
            return kept.get(moment, this::read);
        } finally {
            reading.unlock();
        }
    }

    private boolean takesTurn() {
        try {
            return reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
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
