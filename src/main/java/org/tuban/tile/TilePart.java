package org.tuban.tile;

import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layer;
import org.tuban.layer.PerLayer;
import org.tuban.layer.Visibility;

/**
 * What of one layer is put on a tile.
 *
 * @param query which features, wherever they lie; its page is not regarded
 * @param fields what is said about each; null for what the map needs
 */
public record TilePart(FeatureQuery query, @Nullable TileFields fields) {

    private static final PerLayer<Boolean> COMMON = new PerLayer<>(layer -> TileFields.of(layer).names().stream()
            .flatMap(name -> layer.field(name).stream())
            .allMatch(field -> layer.visibility().covers(field.visibility())));

    /** Every feature that is seen as it is now, with what the map needs. */
    public static TilePart of(SeenLayer seen) {
        return new TilePart(FeatureQuery.all(seen), null);
    }

    /** The layer, as whoever asks sees it. */
    public SeenLayer seen() {
        return query.seen();
    }

    /** True if everybody who asks so is given the same. */
    public boolean open() {
        return seen().open() || (layer().visibility() == Visibility.PUBLIC && isPlain());
    }

    /** True if all that the map needs is seen by everybody who sees the layer. */
    private boolean isCommon() {
        return seen().open() || COMMON.of(layer());
    }

    /** The layer. */
    public Layer layer() {
        return query.layer();
    }

    /** True if nothing was asked but the layer as everybody who sees it does. */
    boolean isPlain() {
        return isWhole() && query.asOf() == null;
    }

    /** True if nothing was asked but the layer as it was for everybody who sees it. */
    boolean isPlainPast() {
        return isWhole() && query.asOf() != null;
    }

    private boolean isWhole() {
        return fields == null
                && query.filter() == null
                && query.boxes().isEmpty()
                && query.seen().ids() == null
                && isCommon();
    }
}
