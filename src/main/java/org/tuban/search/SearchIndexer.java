package org.tuban.search;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeFeed;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureChanged;
import org.tuban.feature.FeatureLoads;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sight;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/**
 * Fills the index at the start and keeps it up with every committed write, whichever service on the database made it,
 * on one thread of its own.
 *
 * <p>A change is only noted when it is told; the thread then reads what the feature is like by now. Many changes in a
 * row are read together. A write of this process is told twice, at once and by the feed, which a long transaction of
 * somebody else can hold back.
 */
@Component
@EnableConfigurationProperties(SearchSettings.class)
class SearchIndexer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);
    private static final int BATCH = 500;
    private static final int RETRY_SECONDS = 2;

    /** How long the start waits, so that a store of ordinary size can be searched from the first request on. */
    private static final int START_WAIT_SECONDS = 5;

    /** Before the web server, whose phase is near the end. */
    private static final int PHASE = 0;

    private final Layers layers;
    private final Features features;
    private final ChangeLog log;
    private final ChangeFeed feed;
    private final SearchIndex index;
    private final SearchSettings settings;
    private final Set<String> large = ConcurrentHashMap.newKeySet();
    private final Set<FeatureRef> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor worker;
    private final CountDownLatch complete = new CountDownLatch(1);
    private volatile boolean started;
    private ChangeFeed.@Nullable Subscription following;

    SearchIndexer(
            Layers layers,
            Features features,
            ChangeLog log,
            ChangeFeed feed,
            SearchIndex index,
            SearchSettings settings) {
        this.layers = layers;
        this.features = features;
        this.log = log;
        this.feed = feed;
        this.index = index;
        this.settings = settings;
        worker = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "search-index");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** True once every feature that was there at the start is in the index. */
    boolean isComplete() {
        return complete.getCount() == 0;
    }

    /** True if a layer has too many features for the index. */
    boolean isLarge(Layer layer) {
        return large.contains(layer.id());
    }

    /** Begins to fill the index and waits a little for it; a large store is finished in the background. */
    @Override
    public void start() {
        started = true;
        following = feed.follow(log.last(), this::follow);
        worker.execute(this::fill);
        try {
            if (!complete.await(START_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("search: the index is still being filled; until then searching answers 503");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        started = false;
        if (following != null) {
            following.close();
        }
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Notes a write of this process, whichever thread made it. */
    @EventListener
    void follow(FeatureChanged change) {
        changed.add(change.ref());
        readSoon();
    }

    private void follow(List<ChangeLog.Change> changes) {
        for (ChangeLog.Change change : changes) {
            change.feature().ifPresent(changed::add);
            if (change.kind().equals(FeatureLoads.KIND)) {
                worker.execute(this::fill);
            }
        }
        readSoon();
    }

    private void readSoon() {
        if (started && scheduled.compareAndSet(false, true)) {
            worker.execute(this::readChanged);
        }
    }

    private void fill() {
        try {
            for (Layer layer : layers.list()) {
                FeatureQuery all = FeatureQuery.all(SeenLayer.whole(layer));
                if (features.count(all) > settings.mostIndexed()) {
                    LOG.info(
                            "search: layer {} has more than {} features; it is searched in the database, by beginnings",
                            layer.id(),
                            settings.mostIndexed());
                    large.add(layer.id());
                } else {
                    features.each(all, feature -> index.put(SearchEntry.of(layer, feature)));
                }
            }
            complete.countDown();
            readChanged();
        } catch (DataAccessException | UncheckedIOException trouble) {
            LOG.warn("search: the index could not be filled; trying again in {} s", RETRY_SECONDS, trouble);
            worker.schedule(this::fill, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void readChanged() {
        scheduled.set(false);
        List<FeatureRef> batch = new ArrayList<>(BATCH);
        for (FeatureRef ref : changed) {
            batch.add(ref);
            if (batch.size() == BATCH) {
                read(batch);
                batch.clear();
            }
        }
        read(batch);
    }

    /** A change that comes while its feature is read is noted again: the note is taken away before, not after. */
    private void read(List<FeatureRef> batch) {
        batch.forEach(changed::remove);
        batch.removeIf(ref -> large.contains(ref.layer()));
        try {
            Map<FeatureRef, Feature> found = features.findAll(batch, Sight.EVERYTHING);
            for (FeatureRef ref : batch) {
                Feature feature = found.get(ref);
                if (feature == null) {
                    index.remove(ref);
                } else {
                    layers.find(ref.layer()).ifPresent(layer -> index.put(SearchEntry.of(layer, feature)));
                }
            }
        } catch (DataAccessException | UncheckedIOException trouble) {
            LOG.warn(
                    "search: {} changes could not be read; trying again in {} s", batch.size(), RETRY_SECONDS, trouble);
            changed.addAll(batch);
            worker.schedule(this::readChanged, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
