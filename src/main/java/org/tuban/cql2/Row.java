package org.tuban.cql2;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A feature as a condition sees it. */
public interface Row {

    /**
     * The value of a property, of the class that its {@link Kind} says; a list of texts as a {@link java.util.List}.
     *
     * @param name as in {@link Scalar.Property} or {@link Operand.ListProperty}
     * @return null if absent
     */
    @Nullable
    Object value(String name);

    /** The shape: EPSG:4490, x = longitude; null if absent. It is not modified. */
    @Nullable
    Geometry shape();
}
