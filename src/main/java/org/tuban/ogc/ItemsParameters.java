package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Cql2Json;
import org.tuban.cql2.Cql2Text;
import org.tuban.cql2.Limits;
import org.tuban.cql2.Operand;
import org.tuban.cql2.ParsedFilter;
import org.tuban.cql2.Queryables;
import org.tuban.feature.AsOf;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.PointOfView;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sort;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.Bbox;
import org.tuban.http.CrsParameter;
import org.tuban.http.DatetimeParameter;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.CodeList;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.PerLayer;

/**
 * Reads what a client asks of a layer's items, whether it stands in an address or in the body of a search.
 *
 * <p>Source: OGC 17-069r4, sections 7.15.2 to 7.15.5; OGC 18-058r1, section 6; OGC 19-079r2, section 8; the drafts of
 * Part 6 ({@code properties}) and Part 8 ({@code sortby}).
 */
@Component
final class ItemsParameters implements Conforming {

    /** Features of a page when nothing is said. */
    static final int DEFAULT_LIMIT = 10;

    /** Most features of a page. */
    static final int MAX_LIMIT = 1_000;

    static final String BBOX = "bbox";
    static final String DATETIME = DatetimeParameter.NAME;
    static final String RECORDED = DatetimeParameter.RECORDED;
    static final String LIMIT = "limit";
    static final String FILTER = "filter";
    static final String FILTER_LANG = "filter-lang";
    static final String FILTER_CRS = "filter-crs";
    static final String SORTBY = "sortby";
    static final String PROPERTIES = "properties";

    /** Name of the text encoding of CQL2, which is meant where nothing is said. */
    static final String TEXT = "cql2-text";

    /** Name of the JSON encoding of CQL2. */
    static final String JSON = "cql2-json";

    /**
     * Conformance classes of OGC 21-065r2 that filters hold. ACCENTI works as its requirement says; its class is not
     * declared, because three counts of its abstract test contradict the test's own data (ogcapi-features, issue 1011).
     */
    private static final List<String> CQL2 = List.of(
            TEXT,
            JSON,
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "array-functions",
            "property-property",
            "functions",
            "arithmetic");

    /** Each makes the cursor longer and the order dearer, and nobody reads more than a few. */
    private static final int MOST_SORT_KEYS = 5;

    private static final Set<String> OF_FORM_AND_PAGE = Set.of(Wanted.PARAMETER, Cursor.PARAMETER);

    private final Layers layers;
    private final LayerProperties properties;
    private final CoordinateSystems systems;
    private final PerLayer<Set<String>> parameters = new PerLayer<>(this::makeNames);

    ItemsParameters(Layers layers, LayerProperties properties, CoordinateSystems systems) {
        this.layers = layers;
        this.properties = properties;
        this.systems = systems;
    }

    @Override
    public List<String> conformsTo() {
        List<String> classes = new ArrayList<>();
        for (String name : List.of("filter", "features-filter", "queryables-query-parameters")) {
            classes.add("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/" + name);
        }
        for (String name : List.of("sorting", "features-sorting")) {
            classes.add("http://www.opengis.net/spec/ogcapi-features-8/1.0/conf/" + name);
        }
        CQL2.forEach(name -> classes.add("http://www.opengis.net/spec/cql2/1.0/conf/" + name));
        return classes;
    }

    /**
     * Reads the query parameters of a request.
     *
     * @throws Problem invalid-parameter if one is not known, is there twice, or has a value that is not allowed
     */
    ItemsRequest read(SeenLayer seen, HttpServletRequest request) {
        return read(seen, Parameters.all(request, names(seen.layer())), Limits.IN_ADDRESS);
    }

    /**
     * Reads parameters.
     *
     * @param given their texts by name; the names are known
     * @param limits how large the filter may be
     * @throws Problem invalid-parameter if one has a value that is not allowed
     */
    ItemsRequest read(SeenLayer seen, Map<String, String> given, Limits limits) {
        Layer layer = seen.layer();
        FeatureQuery wanted = withProperties(withTime(withBox(FeatureQuery.all(seen), given), given), given);
        Condition filter = filter(layer, given, limits);
        FeatureQuery filtered = filter == null ? wanted : wanted.matching(filter);
        FeatureQuery list = filtered.sortedBy(order(layer, given.get(SORTBY)))
                .page(null, Limit.parse(given.get(LIMIT), DEFAULT_LIMIT, MAX_LIMIT));
        String place = given.get(Cursor.PARAMETER);
        Map<String, String> carried = new LinkedHashMap<>(given);
        carried.keySet().removeAll(OF_FORM_AND_PAGE);
        return new ItemsRequest(list, place == null ? null : Cursor.read(place, list), view(layer, given), carried);
    }

    /**
     * How a client wants each feature.
     *
     * @throws Problem invalid-parameter if a coordinate system or property is not known
     */
    FeatureView view(Layer layer, Map<String, String> given) {
        return new FeatureView(system(given, CrsParameter.CRS), selection(layer, given.get(PROPERTIES)));
    }

    /** Names of all parameters that items of a layer take. */
    Set<String> names(Layer layer) {
        return parameters.of(layer);
    }

    private Set<String> makeNames(Layer layer) {
        Set<String> names = new LinkedHashSet<>(List.of(
                BBOX,
                CrsParameter.BBOX_CRS,
                CrsParameter.CRS,
                DATETIME,
                RECORDED,
                LIMIT,
                FILTER,
                FILTER_LANG,
                FILTER_CRS,
                SORTBY,
                PROPERTIES,
                Cursor.PARAMETER,
                Wanted.PARAMETER));
        names.addAll(named(layer, LayerProperty::isParameter));
        return Collections.unmodifiableSet(names);
    }

    private CoordinateSystem system(Map<String, String> given, String parameter) {
        String name = given.get(parameter);
        return name == null ? CoordinateSystems.CRS84 : CrsParameter.get(parameter, name, systems);
    }

    private FeatureQuery withBox(FeatureQuery query, Map<String, String> given) {
        CoordinateSystem system = system(given, CrsParameter.BBOX_CRS);
        String bbox = given.get(BBOX);
        FeatureQuery within = query;
        if (bbox != null) {
            Bbox read = Bbox.parse(bbox, system);
            for (Envelope box : read.envelopes()) {
                within = within.within(box);
            }
            if (read.outline() != null) {
                // The box narrows by the index, the outline tells: a straight side in metres is bent in degrees.
                within = within.matching(new Condition.Spatial(
                        Condition.Spatial.Operator.INTERSECTS,
                        new Operand.Stored(),
                        new Operand.Given(read.outline())));
            }
        }
        return within;
    }

    private static FeatureQuery withTime(FeatureQuery query, Map<String, String> given) {
        AsOf then = PointOfView.read(given);
        return then == null ? query : query.asOf(then);
    }

    private FeatureQuery withProperties(FeatureQuery query, Map<String, String> given) {
        FeatureQuery where = query;
        for (LayerProperty property : properties.of(query.layer())) {
            String value = given.get(property.name());
            if (value != null) {
                where = where.where(property.name(), value(property, value));
            }
        }
        return where;
    }

    private Object value(LayerProperty property, String text) {
        return switch (property.kind()) {
            case ID, GEOMETRY, VERSION -> text;
            case INSTANT -> PropertyValues.timestamp(property.name(), text);
            case FIELD -> {
                String list = property.definition().codeList();
                CodeList codes = list == null ? null : layers.codeList(list);
                yield PropertyValues.read(property.definition(), text, codes);
            }
        };
    }

    private @Nullable Condition filter(Layer layer, Map<String, String> given, Limits limits) {
        String language = given.getOrDefault(FILTER_LANG, TEXT);
        if (!language.equals(TEXT) && !language.equals(JSON)) {
            throw Problem.invalidParameter(FILTER_LANG, language, TEXT + " or " + JSON);
        }
        CoordinateSystem system = system(given, FILTER_CRS);
        String text = given.get(FILTER);
        if (text == null) {
            return null;
        }
        ParsedFilter filter = language.equals(TEXT) ? Cql2Text.read(text, limits) : Cql2Json.read(text, limits);
        return filter.on(Queryables.of(layer).only(named(layer, LayerProperty::queryable)), system);
    }

    private List<Sort> order(Layer layer, @Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> sortables = named(layer, LayerProperty::sortable);
        Map<String, Sort> order = new LinkedHashMap<>();
        for (String key : text.split(",", -1)) {
            // A plus sign that was not percent-encoded arrives as a blank.
            String name = key.startsWith("-") || key.startsWith("+") || key.startsWith(" ") ? key.substring(1) : key;
            if (!sortables.contains(name)) {
                throw Problem.invalidParameter(
                        SORTBY,
                        text,
                        "names with + or - before them, separated by commas: " + String.join(", ", sortables));
            }
            if (order.put(name, new Sort(name, key.startsWith("-"))) != null || order.size() > MOST_SORT_KEYS) {
                throw Problem.invalidParameter(SORTBY, text, "at most %d names, each once".formatted(MOST_SORT_KEYS));
            }
        }
        return List.copyOf(order.values());
    }

    private @Nullable Set<String> selection(Layer layer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        List<String> known = named(layer, property -> true);
        Set<String> wanted = new LinkedHashSet<>(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
        if (!known.containsAll(wanted)) {
            throw Problem.invalidParameter(PROPERTIES, text, "names separated by commas: " + String.join(", ", known));
        }
        return wanted;
    }

    private List<String> named(Layer layer, Predicate<LayerProperty> kind) {
        return properties.of(layer).stream()
                .filter(kind)
                .map(LayerProperty::name)
                .toList();
    }
}
