package org.tuban.tile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.geo.Partition;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;

/** Which features lie on the same ground, from the indexes in memory. */
@Service
public class Overlaps {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final TileIndexes indexes;

    Overlaps(TileIndexes indexes) {
        this.indexes = indexes;
    }

    /**
     * Ground that two features share.
     *
     * @param feature the one that was looked at
     * @param other the one that was found there
     * @param squareMetres at least {@link Partition#LEAST_SQUARE_METRES}; both shapes are on a grid of a centimetre
     * @param longitude of the middle of the box that both boxes share, degrees
     * @param latitude of it
     */
    public record Overlap(
            FeatureRef feature, FeatureRef other, double squareMetres, double longitude, double latitude) {}

    /**
     * Begins to look for what lies on features of a layer as it is now; features with no area share none.
     *
     * @throws Problem unavailable as long as the layer's index is not finished
     */
    public Search among(Layer layer) {
        LayerIndex index = indexes.find(layer);
        if (index == null) {
            throw new Problem(ProblemType.UNAVAILABLE, "The index of layer %s is being made".formatted(layer.id()))
                    .retryAfter(WAIT);
        }
        return new Search(index.state());
    }

    /** Takes features one after the other and remembers what shares ground with them; on one thread. */
    public static final class Search implements Consumer<Feature> {

        /** Beyond, no more are looked for: whoever has so many has other worries than which they are. */
        private static final int MOST = 10_000;

        private final LayerState state;
        private final String layer;
        private final Edges own = new Edges();
        private final Edges others = new Edges();
        private final PackedShapes.Reader reader = new PackedShapes.Reader();
        private final SharedArea shared = new SharedArea();
        private final Set<Long> taken = new HashSet<>();
        private final List<Overlap> found = new ArrayList<>();
        private long measured;
        private long unmeasured;

        private Search(LayerState state) {
            this.state = state;
            layer = state.fields().layer().id();
        }

        /** Looks what lies on a feature; a shape too rough to be measured is counted and passed over. */
        @Override
        public void accept(Feature feature) {
            if (!Accuracy.isMeasurable(feature) || feature.geometry() == null) {
                unmeasured++;
                return;
            }
            measured++;
            own.read(feature.geometry());
            var box = feature.geometry().getEnvelopeInternal();
            TileWindow window = new TileWindow(
                    WorldGrid.x(box.getMinX()),
                    WorldGrid.y(box.getMaxY()),
                    WorldGrid.x(box.getMaxX()),
                    WorldGrid.y(box.getMinY()));
            boolean same = feature.ref().layer().equals(layer);
            if (same) {
                taken.add(feature.key());
            }
            if (own.size() > 0) {
                state.visit(window, (source, segment, row) -> {
                    if (!same || !taken.contains(segment.keys()[row])) {
                        compare(feature, window, segment, row);
                    }
                    return found.size() < MOST;
                });
            }
        }

        private void compare(Feature feature, TileWindow window, Segment segment, int row) {
            TileWindow both = window.shared(segment.boxes(), row);
            double latitude = WorldGrid.latitude((both.minY() + (double) both.maxY()) / 2);
            double squareMetres = WorldGrid.squareMetres(latitude);
            if (both.cells() * squareMetres < Partition.LEAST_SQUARE_METRES) {
                return;
            }
            others.read(segment, row, reader);
            double area = shared.of(own, others, window.minY()) * squareMetres;
            if (area >= Partition.LEAST_SQUARE_METRES) {
                ValueColumn ids = (ValueColumn) segment.columns().get(0);
                found.add(new Overlap(
                        feature.ref(),
                        new FeatureRef(layer, ids.text(row)),
                        area,
                        WorldGrid.longitude((both.minX() + (double) both.maxX()) / 2),
                        latitude));
            }
        }

        /** What was found, the largest first. */
        public List<Overlap> found() {
            return found.stream()
                    .sorted(Comparator.comparingDouble(Overlap::squareMetres).reversed())
                    .toList();
        }

        /** False if so many were found that the rest was not looked for. */
        public boolean isComplete() {
            return found.size() < MOST;
        }

        /** Features that were looked at. */
        public long measured() {
            return measured;
        }

        /** Features that were passed over, since their shapes are too rough or missing. */
        public long unmeasured() {
            return unmeasured;
        }
    }
}
