package org.tuban.feature;

import java.util.Set;

/** What lies in what. The room that keeps relations implements it; rooms that ask who may do what use it. */
public interface Territory {

    /** The feature itself and everything it lies in, at any depth: its block, village, zone. */
    Set<FeatureRef> containersOf(FeatureRef feature);

    /** Ids of the features of a layer that are one of some places, or lie in one at any depth. */
    Set<String> contentsOf(Set<FeatureRef> places, String layer);
}
