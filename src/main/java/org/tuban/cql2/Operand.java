package org.tuban.cql2;

import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** What a condition speaks of. */
public sealed interface Operand permits Scalar, Operand.Shape, Operand.Texts {

    /** A shape. */
    sealed interface Shape extends Operand {}

    /** The shape of the feature; absent if it has none. */
    record Stored() implements Shape {}

    /**
     * A shape in the filter.
     *
     * @param geometry EPSG:4490, x = longitude; never empty, may be a collection; do not modify
     */
    record Given(Geometry geometry) implements Shape {}

    /** Several scalars as a set; order and repetition don't count. */
    sealed interface Texts extends Operand {}

    /** A value of the feature that is a list of texts; absent if it has none. */
    record ListProperty(String name) implements Texts {}

    /** A list in the filter; all of one kind. Absent as a whole if one of its values is. */
    record Listed(List<Scalar> values) implements Texts {

        /** Copies the list. */
        public Listed {
            values = List.copyOf(values);
        }
    }
}
