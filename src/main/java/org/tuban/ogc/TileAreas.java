package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.tile.TileAddress;
import org.tuban.tile.TileLimits;
import org.tuban.tile.TileMatrixSet;

/** Finds out on which tiles of a grid layers lie. */
@Component
final class TileAreas {

    private final Features features;

    TileAreas(Features features) {
        this.features = features;
    }

    /** Where features of the layers lie (EPSG:4490, x = longitude); nothing if there are none with a shape. */
    Optional<Envelope> extent(List<SeenLayer> layers) {
        Envelope all = new Envelope();
        layers.forEach(layer -> features.extent(layer).ifPresent(all::expandToInclude));
        return all.isNull() ? Optional.empty() : Optional.of(all);
    }

    /** The tiles of each level offered; none if no layer has a shape. */
    List<TileLimits> limits(TileMatrixSet set, List<SeenLayer> layers) {
        List<TileLimits> limits = new ArrayList<>();
        extent(layers).ifPresent(box -> {
            for (int level = 0; level <= set.lastLevel(); level++) {
                limits.add(TileLimits.of(set, level, box));
            }
        });
        return limits;
    }

    /** True if the tile is one that a tile set of the layers offers. */
    boolean offers(TileAddress tile, List<SeenLayer> layers) {
        return extent(layers)
                .map(box -> TileLimits.of(tile.set(), tile.level(), box).contains(tile))
                .orElse(true);
    }
}
