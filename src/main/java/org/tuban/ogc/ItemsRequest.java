package org.tuban.ogc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureQuery;

/**
 * What a client asks of a layer's items.
 *
 * @param query the features it wants, at most one page of them
 * @param cursor where the page begins or ends; null for the first page
 * @param view how it wants each of them
 * @param given the parameters as it gave them, but for form and page, so that links can carry them on
 */
record ItemsRequest(FeatureQuery query, @Nullable Cursor cursor, FeatureView view, Map<String, String> given) {

    /** Copies the map. */
    ItemsRequest {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** The same, with other parameters for links to carry on. */
    ItemsRequest carrying(Map<String, String> parameters) {
        return new ItemsRequest(query, cursor, view, parameters);
    }

    /** The parameters of the page that begins here. */
    Map<String, String> here() {
        return cursor == null ? given : at(cursor.text(query));
    }

    /** The parameters of the page that a cursor leads to. */
    Map<String, String> at(String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>(given);
        parameters.put(Cursor.PARAMETER, cursor);
        return parameters;
    }
}
