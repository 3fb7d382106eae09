package org.tuban.tile;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;

/** Reads what lies on a tile from the store at the moment it is asked for: always right, and not the fastest way. */
@Component
class LiveTiles {

    /** Most features that are read; beyond, they are counted. */
    static final int MOST_FEATURES = 20_000;

    private static final double MARGIN = (double) TileFrame.MARGIN / TileFrame.EXTENT;

    private final Features features;

    LiveTiles(Features features) {
        this.features = features;
    }

    /** What of a part lies on a tile, packed as an index has it. */
    LayerState read(TilePart part, TileAddress tile) {
        FeatureQuery query = part.query().within(tile.envelope(MARGIN));
        FeatureQuery own = part.query().within(tile.envelope(0));
        TileFields fields = part.fields() == null ? TileFields.of(part.layer()) : part.fields();
        List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(fields);
        SegmentBuilder rows = new SegmentBuilder(dictionaries, 64);
        features.each(query.page(0, MOST_FEATURES), feature -> rows.add(feature, fields));
        long unseen = rows.size() < MOST_FEATURES ? 0 : features.count(own) - MOST_FEATURES;
        return new LayerState(fields, dictionaries, List.of(rows.build(dictionaries)), 1, Math.max(0, unseen));
    }
}
