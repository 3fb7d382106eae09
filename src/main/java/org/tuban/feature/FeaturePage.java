package org.tuban.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which features make a page, before any of them is read.
 *
 * @param query what was asked
 * @param keys keys of the page's features, in their order
 * @param last place of the last of them, behind which the next page begins; null if there is no next page
 */
public record FeaturePage(
        FeatureQuery query, List<Long> keys, @Nullable Position last) {

    /** Copies the list. */
    public FeaturePage {
        keys = List.copyOf(keys);
    }
}
