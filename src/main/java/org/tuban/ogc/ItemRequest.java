package org.tuban.ogc;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.AsOf;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layer;

/**
 * What a client asks of one feature.
 *
 * @param seen its layer, as whoever asks sees it where this feature stands alone
 * @param id its id
 * @param view how it is wanted
 * @param then the point of view; null for now
 * @param given the parameters as the client gave them, but for the form, so that links can carry them on
 */
record ItemRequest(
        SeenLayer seen,
        String id,
        FeatureView view,
        @Nullable AsOf then,
        Map<String, String> given) {

    /** The layer. */
    Layer layer() {
        return seen.layer();
    }
}
