package org.tuban.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a grant reaches: a layer, or a feature of it with everything that lies in that feature, such as a village.
 *
 * @param layer id of the layer
 * @param featureId id of the feature in that layer, {@code id} in JSON; null for the layer as a whole
 */
public record Scope(
        String layer, @JsonProperty("id") @Nullable String featureId) {

    /** True if it is the layer as a whole. */
    public boolean isWhole() {
        return featureId == null;
    }

    @Override
    public String toString() {
        return featureId == null ? layer : layer + "/" + featureId;
    }
}
