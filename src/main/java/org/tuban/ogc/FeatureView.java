package org.tuban.ogc;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.geo.CoordinateSystem;

/**
 * How a client wants a feature.
 *
 * @param crs what its coordinates are in
 * @param properties names of the properties it wants; null for all
 */
record FeatureView(CoordinateSystem crs, @Nullable Set<String> properties) {

    /** Copies the set. */
    FeatureView {
        properties = properties == null ? null : Set.copyOf(properties);
    }

    /** All properties, in a coordinate system. */
    static FeatureView whole(CoordinateSystem crs) {
        return new FeatureView(crs, null);
    }

    /** True if the property is wanted. */
    boolean has(String property) {
        return properties == null || properties.contains(property);
    }
}
