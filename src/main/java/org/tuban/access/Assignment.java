package org.tuban.access;

/**
 * A feature that an account looks after, with everything that lies in it.
 *
 * @param layer id of the feature's layer
 * @param featureId id of the feature in that layer
 */
public record Assignment(String layer, String featureId) {}
