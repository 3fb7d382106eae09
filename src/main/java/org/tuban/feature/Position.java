package org.tuban.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list of features: that of one feature, whether it is still there or not.
 *
 * @param values the feature's values of the properties that the list is sorted by, in their order
 * @param key the feature's key
 */
public record Position(List<@Nullable Object> values, long key) {

    /** Copies the list; it may hold nulls. */
    public Position {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A place in a list in the order of keys. */
    public static Position of(long key) {
        return new Position(List.of(), key);
    }
}
