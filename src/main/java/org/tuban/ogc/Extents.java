package org.tuban.ogc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.geo.CoordinateSystems;

/** Finds out where the features of a layer lie and since when they were so. */
@Component
final class Extents {

    private final Features features;

    Extents(Features features) {
        this.features = features;
    }

    /** The extent of what is seen of a layer, or null if there never was anything. */
    CollectionDocument.@Nullable Extent of(SeenLayer layer) {
        CollectionDocument.Spatial where =
                features.extent(layer).map(Extents::spatial).orElse(null);
        CollectionDocument.Temporal when = features.earliest(layer)
                .map(first -> CollectionDocument.Temporal.since(first.toString()))
                .orElse(null);
        return where == null && when == null ? null : new CollectionDocument.Extent(where, when);
    }

    private static CollectionDocument.Spatial spatial(Envelope box) {
        return new CollectionDocument.Spatial(
                List.of(List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())),
                CoordinateSystems.CRS84.uri());
    }
}
