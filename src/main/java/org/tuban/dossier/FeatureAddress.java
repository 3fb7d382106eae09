package org.tuban.dossier;

import java.util.regex.Pattern;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;

/** Reads which feature an address names. */
final class FeatureAddress {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private FeatureAddress() {}

    /**
     * The feature named; whether there is one is another question.
     *
     * @throws Problem not-found if the caller may not see the layer, or not such a feature of it; invalid-parameter if
     *     that is no id
     */
    static FeatureRef read(String layer, String id, Sights sights, Caller caller) {
        if (!ID.matcher(id).matches()) {
            sights.get(layer, caller);
            throw Problem.invalidParameter(
                    "id", id, "1 to 64 letters, digits, points, underscores and hyphens, the first a letter or digit");
        }
        FeatureRef ref = new FeatureRef(layer, id);
        sights.get(ref, caller);
        return ref;
    }
}
