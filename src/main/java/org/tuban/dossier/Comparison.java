package org.tuban.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.ShapeChange;

/**
 * What is different between two versions of a feature.
 *
 * @param layer id of its layer
 * @param id its id in that layer
 * @param from the one version
 * @param to the other
 * @param changes fields with different values, in the order of the layer, the workflow state among them
 * @param shape what is different in the shape, or null if nothing is
 */
record Comparison(
        String layer,
        String id,
        Side from,
        Side to,
        List<History.Change> changes,
        @Nullable ShapeChange shape) {

    /**
     * A version.
     *
     * @param validTo until when it was so, not included; null if the version says no end
     */
    record Side(long version, Instant validFrom, @Nullable Instant validTo, Instant at, History.Person by) {}
}
