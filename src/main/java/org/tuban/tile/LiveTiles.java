package org.tuban.tile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.layer.Layer;

/** Makes each tile from the features as they are at the moment it is asked for. Always right; not the fastest way. */
@Service
class LiveTiles implements TileSource {

    /**
     * Most features that a layer puts on one tile, so that memory stays bounded. A layer with more of them in so small
     * a place should begin at a finer zoom.
     */
    static final int MOST_FEATURES = 20_000;

    private static final double MARGIN = (double) TileGrid.MARGIN / TileGrid.EXTENT;

    private final Features features;

    LiveTiles(Features features) {
        this.features = features;
    }

    @Override
    public Optional<byte[]> find(List<Layer> layers, TileAddress tile) {
        TileGrid grid = new TileGrid(tile);
        Envelope box = tile.envelope(MARGIN);
        Protobuf message = new Protobuf();
        boolean empty = true;
        for (Layer layer : layers) {
            if (tile.level() >= tile.set().firstLevel(layer)) {
                VectorTileLayer filled = fill(layer, box, grid);
                if (!filled.isEmpty()) {
                    message.message(3, filled.toMessage());
                    empty = false;
                }
            }
        }
        return empty ? Optional.empty() : Optional.of(message.toBytes());
    }

    private VectorTileLayer fill(Layer layer, Envelope box, TileGrid grid) {
        VectorTileLayer filled = new VectorTileLayer(layer.id());
        features.each(FeatureQuery.all(layer).within(box).page(0, MOST_FEATURES), feature -> {
            Geometry shape = feature.geometry();
            if (shape != null) {
                Map<String, @Nullable Object> properties = properties(feature);
                grid.place(shape).forEach(part -> filled.add(feature.key(), part, properties));
            }
        });
        return filled;
    }

    /** The id comes first: a tile's own ids are numbers, by which no address knows a feature. */
    private static Map<String, @Nullable Object> properties(Feature feature) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("id", feature.ref().id());
        properties.putAll(feature.properties());
        return properties;
    }
}
