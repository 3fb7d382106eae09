package org.tuban.tile;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureChanged;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Makes the index of each layer in the background and keeps it up with every write. */
@Component
class TileIndexes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TileIndexes.class);
    private static final int RETRY_SECONDS = 2;

    private final Layers layers;
    private final Features features;
    private final TileSettings settings;
    private final Map<String, LayerIndex> ready = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean started;

    TileIndexes(Layers layers, Features features, TileSettings settings) {
        this.layers = layers;
        this.features = features;
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

    /** The index of a layer, or null as long as it is not finished. */
    @Nullable
    LayerIndex find(Layer layer) {
        return ready.get(layer.id());
    }

    @Override
    public void start() {
        started = true;
        if (settings.index()) {
            layers.list().forEach(layer -> worker.execute(() -> build(layer)));
        }
    }

    @Override
    public void stop() {
        started = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Takes in a write of this process before the writer is answered, so that he sees it on the next tile. */
    @EventListener
    void follow(FeatureChanged change) {
        Feature feature = change.feature();
        LayerIndex index = ready.get(feature.ref().layer());
        if (index != null) {
            index.apply(List.of(new LayerIndex.Word(
                    feature.ref().id(), feature.key(), change.version(), change.deleted() ? null : feature)));
            if (index.isRagged()) {
                worker.execute(index::smooth);
            }
        }
    }

    private void build(Layer layer) {
        try {
            long begin = System.nanoTime();
            TileFields fields = TileFields.of(layer);
            List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(fields);
            FeatureQuery all = FeatureQuery.all(layer);
            SegmentBuilder rows = new SegmentBuilder(dictionaries, Math.toIntExact(features.count(all)));
            features.each(all, feature -> {
                Geometry shape = feature.geometry();
                if (shape != null && !shape.isEmpty()) {
                    rows.add(feature.key(), shape, fields.valuesOf(feature));
                }
            });
            LayerIndex index = new LayerIndex(fields, dictionaries, rows.build(dictionaries));
            ready.put(layer.id(), index);
            LOG.info(
                    "tile index: layer {}: {} features built in {} s",
                    layer.id(),
                    rows.size(),
                    "%.1f".formatted((System.nanoTime() - begin) / 1e9));
        } catch (DataAccessException | UncheckedIOException trouble) {
            LOG.warn(
                    "tile index: layer {} could not be read; trying again in {} s", layer.id(), RETRY_SECONDS, trouble);
            worker.schedule(() -> build(layer), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
