package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.cql2.Limits;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.tile.TileFields;
import org.tuban.tile.TilePart;

/** Reads which layers tiles are asked of. */
@Component
final class TileRequests {

    /** Parameters that say what is on a tile of a layer. */
    static final List<String> OF_CONTENT = List.of(
            ItemsParameters.FILTER,
            ItemsParameters.FILTER_LANG,
            ItemsParameters.FILTER_CRS,
            ItemsParameters.PROPERTIES,
            ItemsParameters.DATETIME,
            ItemsParameters.RECORDED);

    private static final List<String> OF_LAYER =
            Stream.concat(OF_CONTENT.stream(), Stream.of(Wanted.PARAMETER)).toList();
    private static final List<String> OF_WHOLE =
            List.of(Wanted.PARAMETER, TileSetRequest.COLLECTIONS, ItemsParameters.DATETIME, ItemsParameters.RECORDED);

    private final Sights sights;
    private final OgcRequests requests;
    private final ItemsParameters items;

    TileRequests(Sights sights, OgcRequests requests, ItemsParameters items) {
        this.sights = sights;
        this.requests = requests;
        this.items = items;
    }

    /**
     * What a request asks to be on one tile: {@code filter} and {@code properties} mean what they mean for items, and
     * {@code datetime} and {@code recorded} do on a tile of the whole too.
     *
     * @throws Problem invalid-parameter if a parameter is not known or has a value that is not allowed
     */
    List<TilePart> parts(@Nullable SeenLayer one, Caller caller, HttpServletRequest request) {
        if (one == null) {
            Map<String, String> given = Parameters.all(request, OF_WHOLE);
            List<SeenLayer> wanted = wanted(given.get(TileSetRequest.COLLECTIONS), caller, requests.addresses(request));
            Map<String, String> shared = new HashMap<>(given);
            shared.keySet().retainAll(List.of(ItemsParameters.DATETIME, ItemsParameters.RECORDED));
            return wanted.stream().map(seen -> part(seen, shared)).toList();
        }
        return List.of(part(one, Parameters.all(request, OF_LAYER)));
    }

    private TilePart part(SeenLayer seen, Map<String, String> given) {
        if (Collections.disjoint(given.keySet(), OF_CONTENT)) {
            return TilePart.of(seen);
        }
        ItemsRequest asked = items.read(seen, given, Limits.IN_ADDRESS);
        FeatureQuery query = FeatureQuery.all(seen);
        query = asked.query().filter() == null
                ? query
                : query.matching(asked.query().filter());
        query = asked.query().asOf() == null ? query : query.asOf(asked.query().asOf());
        Set<String> named = asked.view().properties();
        return new TilePart(query, named == null ? null : new TileFields(seen.layer(), fields(seen.layer(), named)));
    }

    /** The id and the shape are on tiles anyway. */
    private static List<String> fields(Layer layer, Set<String> named) {
        return Stream.concat(
                        layer.fields().stream().map(Field::name),
                        Stream.of(LayerProperties.VERSION, LayerProperties.VALID_FROM, LayerProperties.RECORDED_AT))
                .filter(named::contains)
                .toList();
    }

    private List<SeenLayer> wanted(@Nullable String chosen, Caller caller, Addresses addresses) {
        List<SeenLayer> seen = sights.list(caller);
        if (chosen == null) {
            return seen;
        }
        Set<String> ids = chosen(chosen, seen, addresses);
        return seen.stream().filter(layer -> ids.contains(layer.layer().id())).toList();
    }

    /**
     * What a request asks of a layer, or of all that the caller may see if there is none.
     *
     * @throws Problem invalid-parameter if a parameter is not known or {@code collections} names none that there is
     */
    TileSetRequest read(@Nullable SeenLayer one, Caller caller, HttpServletRequest request) {
        Addresses addresses = requests.addresses(request);
        Language language = Wanted.language(request);
        if (one != null) {
            requests.allowOnlyForm(request);
            return TileSetRequest.of(one, addresses, language);
        }
        Parameters.onlyKnown(request, List.of(Wanted.PARAMETER, TileSetRequest.COLLECTIONS));
        String chosen = Parameters.find(request, TileSetRequest.COLLECTIONS).orElse(null);
        return new TileSetRequest(null, wanted(chosen, caller, addresses), chosen, addresses, language);
    }

    /** Ids or addresses of collections, separated by commas. Source: OGC 20-057, /req/collections-selection. */
    private static Set<String> chosen(String text, List<SeenLayer> seen, Addresses addresses) {
        Set<String> chosen = new LinkedHashSet<>();
        String before = addresses.of("/collections/");
        List<String> allowed = seen.stream().map(layer -> layer.layer().id()).toList();
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
