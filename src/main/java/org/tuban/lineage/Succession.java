package org.tuban.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Layer;

/**
 * What is to follow what, worked out and ready to be written.
 *
 * @param parents features as they are now
 * @param heirs what follows them; of an adjustment the same features in the same order
 * @param weights areas by which amounts are divided among the heirs, or of a merge those of the parents; null if nothing is
 *     known of areas
 */
record Succession(
        Layer layer,
        OperationKind kind,
        List<Feature> parents,
        List<Heir> heirs,
        @Nullable List<Double> weights) {

    /**
     * What follows.
     *
     * @param values new values by field name; of an adjustment those that change
     */
    record Heir(FeatureRef ref, Geometry shape, Map<String, @Nullable Object> values) {

        Heir {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        Heir with(Map<String, @Nullable Object> others) {
            return new Heir(ref, shape, others);
        }
    }

    Succession {
        parents = List.copyOf(parents);
        heirs = List.copyOf(heirs);
    }
}
