package org.tuban.tile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** What lies in memory for tiles, and what could not be put there. */
@Component
final class TileMeters implements MeterBinder {

    private final Layers layers;
    private final TileIndexes indexes;

    TileMeters(Layers layers, TileIndexes indexes) {
        this.layers = layers;
        this.indexes = indexes;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Layer layer : layers.list()) {
            gauge(registry, layer, "tuban.tile.rows", "Rows packed for tiles", LayerIndex::size);
            gauge(
                    registry,
                    layer,
                    "tuban.tile.shapes.refused",
                    "Features that are on no tile, since their shapes cannot be drawn",
                    index -> index.refused().size());
        }
    }

    /** Not a number until the index is there. */
    private void gauge(
            MeterRegistry registry, Layer layer, String name, String description, ToDoubleFunction<LayerIndex> value) {
        Gauge.builder(name, indexes, all -> {
                    LayerIndex index = all.find(layer);
                    return index == null ? Double.NaN : value.applyAsDouble(index);
                })
                .description(description)
                .tag("layer", layer.id())
                .register(registry);
    }
}
