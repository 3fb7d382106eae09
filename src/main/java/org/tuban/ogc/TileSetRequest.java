package org.tuban.ogc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layer;

/**
 * Which layers tiles are asked of: one, or those that the caller may see or has chosen from them.
 *
 * @param one the layer, or null for tiles of the whole
 * @param seen the layers in drawing order, as the caller sees them
 * @param chosen the ids as the client listed them, or null if it listed none
 * @param addresses makes links
 * @param language of titles
 */
record TileSetRequest(
        @Nullable Layer one, List<SeenLayer> seen, @Nullable String chosen, Addresses addresses, Language language) {

    /** Name of the parameter that chooses layers. Source: OGC 20-057, clause 12. */
    static final String COLLECTIONS = "collections";

    /** Copies the layers. */
    TileSetRequest {
        seen = List.copyOf(seen);
    }

    /** What tiles of one layer are asked of. */
    static TileSetRequest of(SeenLayer one, Addresses addresses, Language language) {
        return new TileSetRequest(one.layer(), List.of(one), null, addresses, language);
    }

    /** The layers in drawing order. */
    List<Layer> layers() {
        return seen.stream().map(SeenLayer::layer).toList();
    }

    /** Path of the list of tile sets. */
    String path() {
        return one == null ? "/tiles" : Addresses.collection(one.id()) + "/tiles";
    }

    /** Path of a step below the list of tile sets. */
    String path(String step) {
        return path() + "/" + step;
    }

    /** The query parameters that links must carry on. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (chosen != null) {
            parameters.put(COLLECTIONS, chosen);
        }
        return parameters;
    }

    /** Path of the resource that these are tiles of. */
    String origin() {
        return one == null ? "" : Addresses.collection(one.id());
    }

    /** The ids of the layers. */
    List<String> ids() {
        return layers().stream().map(Layer::id).toList();
    }
}
