package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Count;
import org.tuban.feature.Feature;
import org.tuban.feature.FeaturePage;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Position;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.CrsParameter;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Features, page by page and one by one. Source: OGC 17-069r4, sections 7.15 and 7.16; OGC 18-058r1. */
@RestController
final class ItemsController implements Conforming {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Layers layers;
    private final Features features;
    private final FeatureAnswers featureAnswers;
    private final ItemPages pages;
    private final Answers answers;
    private final OgcRequests requests;
    private final CoordinateSystems systems;

    ItemsController(
            Layers layers,
            Features features,
            FeatureAnswers featureAnswers,
            ItemPages pages,
            Answers answers,
            OgcRequests requests,
            CoordinateSystems systems) {
        this.layers = layers;
        this.features = features;
        this.featureAnswers = featureAnswers;
        this.pages = pages;
        this.answers = answers;
        this.requests = requests;
        this.systems = systems;
    }

    @Override
    public List<String> conformsTo() {
        return List.of(
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
    }

    @GetMapping("/ogc/collections/{layer}/items")
    void items(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Layer layer = layers.get(id, caller);
        ItemsRequest asked = ItemsRequest.of(layer, layers.codeLists(), systems, request);
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        FeaturePage page = features.page(begin(asked));
        boolean whole = page.query().after() == null && page.last() == null;
        Count matched = whole ? new Count(page.keys().size(), true) : features.countOrEstimate(asked.query());
        ItemsAnswer answer = new ItemsAnswer(asked, wanted, requests.addresses(request), page, matched);
        switch (wanted.representation()) {
            case JSON -> featureAnswers.send(response, answer);
            case HTML -> pages.send(response, answer);
        }
    }

    /** The query of the page that the request's cursor leads to. */
    private FeatureQuery begin(ItemsRequest asked) {
        Cursor cursor = asked.cursor();
        FeatureQuery query = asked.query();
        if (cursor == null) {
            return query;
        }
        Position place = cursor.place();
        if (place.values().size() != query.sort().size()) {
            place = features.place(query, place.key())
                    .orElseThrow(() -> Problem.invalidParameter(
                            Cursor.PARAMETER,
                            cursor.text(query),
                            "the cursor of a feature that is still there; begin at the first page"));
        }
        return cursor.backwards()
                ? query.page(features.beginOfPageUpTo(query, place).orElse(null), query.limit())
                : query.page(place, query.limit());
    }

    @GetMapping("/ogc/collections/{layer}/items/{id}")
    void item(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Layer layer = layers.get(layerId, caller);
        if (!ID.matcher(id).matches()) {
            throw Problem.invalidParameter("id", id, "1 to 64 letters, digits, points, underscores and hyphens");
        }
        Parameters.onlyKnown(request, List.of(Wanted.PARAMETER, CrsParameter.CRS));
        CoordinateSystem crs = CrsParameter.read(request, CrsParameter.CRS, systems);
        Map<String, String> given = new LinkedHashMap<>();
        Parameters.find(request, CrsParameter.CRS).ifPresent(name -> given.put(CrsParameter.CRS, name));
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        Addresses addresses = requests.addresses(request);
        Feature feature = features.get(new FeatureRef(layer.id(), id));
        List<Link> links = new ArrayList<>(
                addresses.selfAndAlternates(Addresses.item(layer.id(), id), given, wanted, ResourceKind.FEATURES));
        links.add(ItemsAnswer.collection(layer, addresses, wanted));
        switch (wanted.representation()) {
            case JSON -> featureAnswers.send(request, response, new FeatureAnswers.One(feature, crs, wanted, links));
            case HTML -> answers.page(response, wanted, links, "item", pages.item(layer, feature, addresses, wanted));
        }
    }
}
