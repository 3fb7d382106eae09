package org.tuban.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.layer.Layer;

/**
 * Which features of a layer are wanted, in the order of their keys.
 *
 * @param layer the layer
 * @param boxes features whose shape meets one of these (EPSG:4490, x = longitude); empty for all, shapeless ones too
 * @param equal wanted values by field name; all must be met
 * @param during features that were so at some time of this interval, as they were at its end; null for now
 * @param after only features with a greater key; 0 for all
 * @param limit most features to give
 */
public record FeatureQuery(
        Layer layer,
        List<Envelope> boxes,
        Map<String, Object> equal,
        @Nullable TimeInterval during,
        long after,
        int limit) {

    /** Copies the collections. */
    public FeatureQuery {
        boxes = List.copyOf(boxes);
        equal = Map.copyOf(equal);
    }

    /** Every feature of a layer as it is now. */
    public static FeatureQuery all(Layer layer) {
        return new FeatureQuery(layer, List.of(), Map.of(), null, 0, Integer.MAX_VALUE);
    }

    /** Only what meets the box, or one of those given before. */
    public FeatureQuery within(Envelope box) {
        List<Envelope> more = new ArrayList<>(boxes);
        more.add(box);
        return new FeatureQuery(layer, more, equal, during, after, limit);
    }

    /** Only what has that value; its class is that of the field's type. */
    public FeatureQuery where(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(equal);
        more.put(field, value);
        return new FeatureQuery(layer, boxes, more, during, after, limit);
    }

    /** Only what was so at some time of the interval. */
    public FeatureQuery during(TimeInterval interval) {
        return new FeatureQuery(layer, boxes, equal, interval, after, limit);
    }

    /** A page: what comes after a key, at most so many. */
    public FeatureQuery page(long after, int limit) {
        return new FeatureQuery(layer, boxes, equal, during, after, limit);
    }
}
