package org.tuban.dossier;

import java.util.regex.Pattern;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.http.Problem;
import org.tuban.layer.Layers;

/** Reads which feature an address names. */
final class FeatureAddress {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private FeatureAddress() {}

    /**
     * The feature named; whether there is one is another question.
     *
     * @throws Problem not-found if there is no such layer for the caller; invalid-parameter if that is no id
     */
    static FeatureRef read(String layer, String id, Layers layers, Caller caller) {
        layers.get(layer, caller);
        if (!ID.matcher(id).matches()) {
            throw Problem.invalidParameter(
                    "id", id, "1 to 64 letters, digits, points, underscores and hyphens, the first a letter or digit");
        }
        return new FeatureRef(layer, id);
    }
}
