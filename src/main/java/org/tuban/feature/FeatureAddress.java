package org.tuban.feature;

import java.util.regex.Pattern;
import org.tuban.access.Caller;
import org.tuban.http.Problem;

/** Reads which feature an address names. */
public final class FeatureAddress {

    /** What an id is like. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private FeatureAddress() {}

    /**
     * The feature named, of a layer that the caller may see; whether there is one is another question.
     *
     * @throws Problem not-found if the caller may not see the layer, or not such a feature of it; invalid-parameter if
     *     that is no id
     */
    public static FeatureRef read(String layer, String id, Sights sights, Caller caller) {
        FeatureRef ref = name(layer, id, sights, caller);
        sights.get(ref, caller);
        return ref;
    }

    /**
     * The same for who asks for the caller's sight of that feature afterwards.
     *
     * @throws Problem invalid-parameter if that is no id, but not-found if the caller may not see the layer
     */
    public static FeatureRef name(String layer, String id, Sights sights, Caller caller) {
        if (!ID.matcher(id).matches()) {
            sights.get(layer, caller);
            throw Problem.invalidParameter(
                    "id", id, "1 to 64 letters, digits, points, underscores and hyphens, the first a letter or digit");
        }
        return new FeatureRef(layer, id);
    }
}
