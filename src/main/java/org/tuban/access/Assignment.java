package org.tuban.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A feature that an account looks after, with everything that lies in it.
 *
 * @param layer id of the feature's layer
 * @param featureId id of the feature in that layer; {@code id} in JSON
 */
public record Assignment(String layer, @JsonProperty("id") String featureId) {}
