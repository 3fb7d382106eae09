package org.tuban.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that was found good.
 *
 * @param recorded what history keeps: text, {@code Long} or {@code Double} by name, in the order of the form
 * @param written new values of the layer's fields, each of its field's class
 */
record Evidence(Map<String, Object> recorded, Map<String, @Nullable Object> written) {

    Evidence {
        recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }
}
