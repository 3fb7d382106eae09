package org.tuban.feature;

import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * Names one feature of this installation.
 *
 * @param layer id of its layer
 * @param id its stable id in that layer: letters, digits, point, underscore and hyphen, at most 64 characters
 */
public record FeatureRef(String layer, String id) {

    /** The answer to whoever asks for it where there is none, or none that may be seen: nobody can tell which. */
    public Problem missing() {
        return Problem.notFound("feature '%s' in layer '%s'".formatted(id, layer))
                .with("layer", layer)
                .with("id", id);
    }

    /** The refusal of a second one. */
    Problem existing() {
        return new Problem(ProblemType.ALREADY_EXISTS, "layer %s has a feature '%s' already".formatted(layer, id))
                .with("layer", layer)
                .with("id", id);
    }

    @Override
    public String toString() {
        return layer + "/" + id;
    }
}
