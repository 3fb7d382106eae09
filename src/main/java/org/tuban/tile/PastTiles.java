package org.tuban.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.AsOf;
import org.tuban.feature.ChangedFeatures;
import org.tuban.layer.Layer;

/**
 * Layers as they were, from the index of how they are.
 *
 * <p>A row that has been so since then, and was known then, is drawn as it is. What later versions speak of is read from
 * history, once for all tiles of a point of view, and packed as the index is.
 */
@Component
class PastTiles {

    /** Most rows of the index that are picked for one tile. */
    private static final int MOST_ROWS = 200_000;

    private static final int MOST_KEPT = 16;
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final ChangedFeatures features;
    private final Cache<PointInTime, Changed> known = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterAccess(KEPT)
            .executor(Runnable::run)
            .build();

    PastTiles(ChangedFeatures features) {
        this.features = features;
    }

    private record PointInTime(String layer, AsOf then) {}

    /**
     * What may have been otherwise than it is.
     *
     * @param dictionaries of the index that it was packed for
     * @param change the change of the index after which it was looked up
     * @param keys of the features, in rising order
     * @param were those of them that were there, as they were
     */
    private record Changed(List<Optional<Dictionary>> dictionaries, int change, long[] keys, Segment were) {

        boolean has(long key) {
            return Arrays.binarySearch(keys, key) >= 0;
        }

        boolean isOf(LayerState state) {
            return change == state.change() && dictionaries.equals(state.dictionaries());
        }
    }

    /**
     * What of a layer was on a tile.
     *
     * @param state the layer as it is
     * @return null if that is not worth while, since too much has changed or lies there, or can't be told from the index
     */
    @Nullable
    LayerState read(LayerState state, AsOf then, TileAddress tile) {
        Changed changed = changed(state, then);
        if (changed == null) {
            return null;
        }
        Picked picked = new Picked(changed, then);
        TileWindow window = new TileFrame(tile).window();
        if (!state.visit(window, (source, segment, row) -> picked.take(source, segment, row))) {
            return null;
        }
        Segment standing = SegmentBuilder.pick(state.segments(), state.dictionaries(), picked.rows());
        return new LayerState(state.fields(), state.dictionaries(), List.of(standing, changed.were()), 1, 0);
    }

    private @Nullable Changed changed(LayerState state, AsOf then) {
        Layer layer = state.fields().layer();
        PointInTime point = new PointInTime(layer.id(), then);
        Changed kept = known.getIfPresent(point);
        if (kept != null && kept.isOf(state)) {
            return kept;
        }
        long[] keys = features.keysSince(layer, then).orElse(null);
        if (keys == null) {
            return null;
        }
        SegmentBuilder were = new SegmentBuilder(state.dictionaries(), keys.length);
        features.each(layer, then, keys, feature -> were.add(feature, state.fields()));
        Changed changed = new Changed(state.dictionaries(), state.change(), keys, were.build(state.dictionaries()));
        known.put(point, changed);
        return changed;
    }

    /** Rows of the index that were so then as they are. */
    private static final class Picked {

        private final Changed changed;
        private final int validBy;
        private final int recordedBy;
        private long[] rows = new long[1024];
        private int size;

        Picked(Changed changed, AsOf then) {
            this.changed = changed;
            validBy = then.valid().to() == null
                    ? Integer.MAX_VALUE
                    : Rows.minuteOf(then.valid().to());
            recordedBy = then.recorded() == null ? Integer.MAX_VALUE : Rows.minuteOf(then.recorded());
        }

        /** False if it cannot be told whether the row was so, or there are too many. */
        boolean take(int source, Segment segment, int row) {
            Rows all = segment.rows();
            if (changed.has(all.keys()[row])) {
                return true;
            }
            if (size == MOST_ROWS || all.validFrom()[row] > validBy || all.recordedAt()[row] > recordedBy) {
                return false;
            }
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            rows[size++] = (long) source << Integer.SIZE | row;
            return true;
        }

        long[] rows() {
            return Arrays.copyOf(rows, size);
        }
    }
}
