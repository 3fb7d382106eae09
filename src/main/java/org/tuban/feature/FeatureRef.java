package org.tuban.feature;

/**
 * Names one feature of this installation.
 *
 * @param layer id of its layer
 * @param id its stable id in that layer: letters, digits, point, underscore and hyphen, at most 64 characters
 */
public record FeatureRef(String layer, String id) {

    @Override
    public String toString() {
        return layer + "/" + id;
    }
}
