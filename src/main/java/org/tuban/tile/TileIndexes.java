package org.tuban.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeFeed;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
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
 * Makes the index of each layer in the background, from its file or from the store, and keeps it up with every write:
 * those of this process before the writer is answered, those of others as the change log tells.
 */
@Component
class TileIndexes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TileIndexes.class);
    private static final int RETRY_SECONDS = 2;
    private static final int LONGEST_RETRY_SECONDS = 3_600;
    private static final String LEFT_OUT = "tile index: layer {}: the shape of {} cannot be drawn and is left out";

    /** Changes after which a file is written anew, so that the next start has few to catch up with. */
    private static final int MOST_UNSAVED = 50_000;

    private final Layers layers;
    private final Features features;
    private final ChangeLog log;
    private final ChangeFeed feed;
    private final TileSettings settings;
    private final Map<String, Followed> ready = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean started;

    TileIndexes(Layers layers, Features features, ChangeLog log, ChangeFeed feed, TileSettings settings) {
        this.layers = layers;
        this.features = features;
        this.log = log;
        this.feed = feed;
        this.settings = settings;
        worker = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "tile-index");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** An index and how far it has followed the log. */
    private static final class Followed {

        private final LayerIndex index;
        private volatile Place place;
        private volatile @Nullable Place saved;
        private volatile int unsaved;
        private volatile ChangeFeed.@Nullable Subscription following;

        Followed(LayerIndex index, Place place, @Nullable Place saved) {
            this.index = index;
            this.place = place;
            this.saved = saved;
        }
    }

    /** The index of a layer, or null as long as it is not finished. */
    @Nullable
    LayerIndex find(Layer layer) {
        Followed followed = ready.get(layer.id());
        return followed == null ? null : followed.index;
    }

    @Override
    public void start() {
        started = true;
        if (settings.index()) {
            layers.list().forEach(layer -> worker.execute(() -> make(layer)));
        }
    }

    /** Writes the files that are behind, so that the next start is quick. */
    @Override
    public void stop() {
        started = false;
        worker.shutdownNow();
        ready.forEach((layer, followed) -> layers.find(layer).ifPresent(known -> save(known, followed)));
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Takes in a write of this process before the writer is answered, so that he sees it on the next tile. */
    @EventListener
    void follow(FeatureChanged change) {
        Feature feature = change.feature();
        Followed followed = ready.get(feature.ref().layer());
        if (followed != null) {
            take(
                    feature.ref().layer(),
                    followed,
                    List.of(new LayerIndex.Word(
                            feature.ref().id(), feature.key(), change.version(), change.deleted() ? null : feature)));
        }
    }

    private void take(String layer, Followed followed, List<LayerIndex.Word> words) {
        followed.index.apply(words);
        words.stream()
                .filter(word -> followed.index.refused().contains(word.key()))
                .forEach(word -> LOG.warn(LEFT_OUT, layer, word.id()));
        followed.unsaved += words.size();
        if (followed.index.isRagged()) {
            worker.execute(() -> {
                followed.index.smooth();
                if (followed.unsaved > MOST_UNSAVED) {
                    layers.find(layer).ifPresent(known -> save(known, followed));
                }
            });
        }
    }

    /** Takes in what the log tells of a layer: features as they are by now, which may be newer than the word. */
    private void follow(Layer loaded, Followed followed, List<Change> changes) {
        String layer = loaded.id();
        if (changes.stream()
                .anyMatch(change -> change.kind().equals(FeatureLoads.KIND)
                        && change.layer().equals(layer))) {
            startAgain(loaded, followed);
            return;
        }
        Map<FeatureRef, Long> wanted = new LinkedHashMap<>();
        for (Change change : changes) {
            change.feature()
                    .filter(ref -> ref.layer().equals(layer) && !followed.index.knows(ref.id(), change.version()))
                    .ifPresent(ref -> wanted.put(ref, change.version()));
        }
        if (!wanted.isEmpty()) {
            Map<FeatureRef, Feature> found = features.findAll(wanted.keySet(), Sight.EVERYTHING);
            List<LayerIndex.Word> words = new ArrayList<>();
            wanted.forEach((ref, version) -> {
                Feature feature = found.get(ref);
                // Who is gone has a last version, which says the number that the index knows it by.
                long key = feature == null
                        ? features.history(ref, Sight.EVERYTHING)
                                .get(0)
                                .feature()
                                .key()
                        : feature.key();
                words.add(new LayerIndex.Word(ref.id(), key, feature == null ? version : feature.version(), feature));
            });
            take(layer, followed, words);
        }
        followed.place = changes.get(changes.size() - 1).place();
    }

    /** Makes the index anew from the store, which has been filled with more than is worth following. */
    private void startAgain(Layer layer, Followed followed) {
        if (ready.remove(layer.id(), followed)) {
            ChangeFeed.Subscription following = followed.following;
            if (following != null) {
                following.close();
            }
            worker.execute(() -> {
                try {
                    Files.deleteIfExists(file(layer));
                } catch (IOException trouble) {
                    LOG.warn("tile index: {} cannot be deleted", file(layer).getFileName(), trouble);
                }
                make(layer);
            });
        }
    }

    private void make(Layer layer) {
        make(layer, RETRY_SECONDS);
    }

    /** Makes it; {@code pause} is that before another try, in seconds, if there is a shape that cannot be read. */
    private void make(Layer layer, long pause) {
        try {
            long begin = System.nanoTime();
            Followed followed = open(layer);
            String how = "reopened";
            if (followed == null) {
                followed = build(layer);
                how = "built";
            }
            Followed made = followed;
            ready.put(layer.id(), made);
            made.following = feed.follow(made.place, changes -> follow(layer, made, changes));
            LOG.info(
                    "tile index: layer {}: {} features {} in {} s",
                    layer.id(),
                    made.index.state().segments().get(0).size(),
                    how,
                    "%.1f".formatted((System.nanoTime() - begin) / 1e9));
            save(layer, made);
        } catch (DataAccessException | UncheckedIOException trouble) {
            LOG.warn(
                    "tile index: layer {} could not be read; trying again in {} s", layer.id(), RETRY_SECONDS, trouble);
            worker.schedule(() -> make(layer), RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalArgumentException unreadable) {
            LOG.warn(
                    "tile index: layer {} has a shape that cannot be read, which bin/tuban doctor names; until it is mended"
                            + " its tiles come from the store; trying again in {} s",
                    layer.id(),
                    pause,
                    unreadable);
            worker.schedule(() -> make(layer, Math.min(LONGEST_RETRY_SECONDS, 2 * pause)), pause, TimeUnit.SECONDS);
        }
    }

    private Followed build(Layer layer) {
        Place place = log.last();
        TileFields fields = TileFields.commonOf(layer);
        List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(fields);
        FeatureQuery all = FeatureQuery.all(SeenLayer.whole(layer));
        SegmentBuilder rows = new SegmentBuilder(dictionaries, Math.toIntExact(features.count(all)));
        List<Long> refused = new ArrayList<>();
        features.each(all, feature -> {
            if (!rows.add(feature, fields)) {
                refused.add(feature.key());
                LOG.warn(LEFT_OUT, layer.id(), feature.ref().id());
            }
        });
        return new Followed(new LayerIndex(fields, dictionaries, rows.build(dictionaries), refused), place, null);
    }

    /** The index as its file has it; null if there is none that can be used. */
    private @Nullable Followed open(Layer layer) {
        Path file = file(layer);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            TileFields fields = TileFields.commonOf(layer);
            IndexFile.Content content = IndexFile.read(file, fields);
            if (!mark(content.place()).equals(content.mark())) {
                throw new IndexFile.UnusableException("it is of another database");
            }
            if (log.last().equals(content.place())
                    && features.count(FeatureQuery.all(SeenLayer.whole(layer))) != content.features()) {
                throw new IndexFile.UnusableException("the layer was changed without a word in the change log");
            }
            return new Followed(
                    new LayerIndex(fields, content.dictionaries(), content.segment(), content.refused()),
                    content.place(),
                    content.place());
        } catch (IndexFile.UnusableException unusable) {
            LOG.info("tile index: {} is not used: {}", file.getFileName(), unusable.getMessage());
        } catch (IOException trouble) {
            LOG.warn("tile index: {} cannot be read", file.getFileName(), trouble);
        }
        return null;
    }

    private void save(Layer layer, Followed followed) {
        // The place first: what is in the index may be newer, and is then told once more.
        Place place = followed.place;
        LayerState state = followed.index.state();
        long rows = state.segments().stream().mapToLong(Segment::size).sum();
        if (rows < settings.fileFrom() || place.equals(followed.saved)) {
            return;
        }
        try {
            Segment all = state.segments().size() == 1 && followed.unsaved == 0
                    ? state.segments().get(0)
                    : SegmentBuilder.merge(state.segments(), state.dictionaries(), state.change());
            IndexFile.write(
                    file(layer),
                    state.fields(),
                    new IndexFile.Content(
                            place,
                            mark(place),
                            features.count(FeatureQuery.all(SeenLayer.whole(layer))),
                            state.dictionaries(),
                            all,
                            List.copyOf(followed.index.refused())));
            followed.saved = place;
            followed.unsaved = 0;
        } catch (IOException | DataAccessException trouble) {
            LOG.warn("tile index: layer {} could not be saved; the next start makes it anew", layer.id(), trouble);
        }
    }

    private Path file(Layer layer) {
        return settings.folder().resolve(layer.id() + ".index");
    }

    /** What the change at a place is like; empty if there is none. */
    private String mark(Place place) {
        return log.after(new Place(place.transaction(), place.number() - 1), 1).stream()
                .filter(change -> change.place().equals(place))
                .map(change -> change.layer() + "/" + change.id() + "/" + change.version() + "/" + change.recordedAt())
                .findFirst()
                .orElse("");
    }
}
