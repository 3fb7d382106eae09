package org.tuban.feature;

import java.util.List;

/** What refers to features. Rooms whose things do implement it; a feature that is referred to does not end. */
public interface References {

    /**
     * A thing that refers to a feature.
     *
     * @param kind {@code link} or {@code observation}
     * @param id id of the thing
     */
    record Reference(String kind, String id) {}

    /** What of this room refers to the feature now. */
    List<Reference> to(FeatureRef feature);
}
