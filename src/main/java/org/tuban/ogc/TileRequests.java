package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Reads which layers tiles are asked of. */
@Component
final class TileRequests {

    private final Layers layers;
    private final OgcRequests requests;

    TileRequests(Layers layers, OgcRequests requests) {
        this.layers = layers;
        this.requests = requests;
    }

    /**
     * What a request asks of a layer, or of all that the caller may see if there is none.
     *
     * @throws Problem invalid-parameter if a parameter is not known or {@code collections} names none that there is
     */
    TileSetRequest read(@Nullable Layer one, Caller caller, HttpServletRequest request) {
        Addresses addresses = requests.addresses(request);
        Language language = Wanted.language(request);
        if (one != null) {
            requests.allowOnlyForm(request);
            return new TileSetRequest(one, List.of(one), null, addresses, language);
        }
        Parameters.onlyKnown(request, List.of(Wanted.PARAMETER, TileSetRequest.COLLECTIONS));
        List<Layer> seen = layers.list(caller);
        Optional<String> chosen = Parameters.find(request, TileSetRequest.COLLECTIONS);
        if (chosen.isEmpty()) {
            return new TileSetRequest(null, seen, null, addresses, language);
        }
        Set<String> wanted = chosen(chosen.get(), seen, addresses);
        List<Layer> found =
                seen.stream().filter(layer -> wanted.contains(layer.id())).toList();
        return new TileSetRequest(null, found, chosen.get(), addresses, language);
    }

    /** Ids or addresses of collections, separated by commas. Source: OGC 20-057, /req/collections-selection. */
    private static Set<String> chosen(String text, List<Layer> seen, Addresses addresses) {
        Set<String> chosen = new LinkedHashSet<>();
        String before = addresses.of("/collections/");
        List<String> allowed = seen.stream().map(Layer::id).toList();
        for (String item : text.split(",", -1)) {
            String id = item.startsWith(before) ? item.substring(before.length()) : item;
            if (!allowed.contains(id)) {
                throw Problem.invalidParameter(
                        TileSetRequest.COLLECTIONS,
                        text,
                        "ids or addresses of collections, separated by commas: " + String.join(", ", allowed));
            }
            chosen.add(id);
        }
        return chosen;
    }
}
