package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.cql2.Limits;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.CrsParameter;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.tile.Overlaps;
import org.tuban.tile.Overlaps.Overlap;

/** Which features of a layer lie on the same ground as others, of the layer itself or of another. */
@RestController
final class OverlapsController {

    private static final String WITH = "with";
    private static final List<String> OF_CONTENT = List.of(
            ItemsParameters.BBOX,
            CrsParameter.BBOX_CRS,
            ItemsParameters.FILTER,
            ItemsParameters.FILTER_LANG,
            ItemsParameters.FILTER_CRS);
    private static final List<String> PARAMETERS = Stream.concat(
                    OF_CONTENT.stream(), Stream.of(WITH, ItemsParameters.LIMIT))
            .toList();

    /** Most features that are looked at for one answer. */
    private static final int MOST_FEATURES = 20_000;

    private static final int USUAL_LIMIT = 100;
    private static final int MOST_LIMIT = 1_000;

    private final Sights sights;
    private final ItemsParameters parameters;
    private final Features features;
    private final Overlaps overlaps;

    OverlapsController(Sights sights, ItemsParameters parameters, Features features, Overlaps overlaps) {
        this.sights = sights;
        this.parameters = parameters;
        this.features = features;
        this.overlaps = overlaps;
    }

    /**
     * What was found.
     *
     * @param measured features that were looked at
     * @param unmeasured features that were passed over, since their shapes are below {@code digitised}, or missing
     * @param more true if there is more than the answer has room for
     * @param overlaps the largest first
     */
    record Answer(long measured, long unmeasured, boolean more, List<ShownOverlap> overlaps) {}

    /**
     * Ground that two features share.
     *
     * @param areaM2 square metres of it
     * @param place longitude and latitude near its middle
     */
    record ShownOverlap(Side feature, Side other, double areaM2, List<Double> place) {}

    /** One of the two, by what its layer calls it. */
    record Side(String layer, String id, @Nullable String name) {}

    @GetMapping(path = "/api/layers/{layer}/overlaps", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> list(@PathVariable("layer") String id, Caller caller, HttpServletRequest request) {
        SeenLayer seen = sights.get(id, caller);
        Map<String, String> given = Parameters.all(request, PARAMETERS);
        int limit = Limit.parse(given.get(ItemsParameters.LIMIT), USUAL_LIMIT, MOST_LIMIT);
        String with = given.getOrDefault(WITH, id);
        SeenLayer other = sights.find(with, caller)
                .orElseThrow(() -> Problem.invalidParameter(WITH, with, "the id of a layer that you see"));
        FeatureQuery query = query(seen, given);
        Overlaps.Search search = overlaps.among(other.layer());
        features.each(query.page(0, MOST_FEATURES), search);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer(search, limit, caller));
    }

    private FeatureQuery query(SeenLayer seen, Map<String, String> given) {
        Map<String, String> content = new HashMap<>(given);
        content.keySet().retainAll(OF_CONTENT);
        FeatureQuery query = parameters.read(seen, content, Limits.IN_ADDRESS).query();
        long count = features.count(query);
        if (count > MOST_FEATURES) {
            throw Problem.invalidParameter(
                    ItemsParameters.BBOX,
                    given.get(ItemsParameters.BBOX),
                    "a box or filter that leaves at most %d features; it leaves %d".formatted(MOST_FEATURES, count));
        }
        return query;
    }

    /** Leaves out what its caller does not see, and what is too rough to be measured. */
    private Answer answer(Overlaps.Search search, int limit, Caller caller) {
        List<Overlap> found = search.found();
        Set<FeatureRef> named = new HashSet<>();
        found.forEach(overlap -> named.addAll(List.of(overlap.feature(), overlap.other())));
        Map<FeatureRef, Feature> known = features.findAll(named, sights.of(caller));
        List<ShownOverlap> shown = found.stream()
                .flatMap(overlap -> shown(overlap, known).stream())
                .limit(limit + 1L)
                .toList();
        boolean more = shown.size() > limit || !search.isComplete();
        return new Answer(
                search.measured(), search.unmeasured(), more, shown.subList(0, Math.min(limit, shown.size())));
    }

    private Optional<ShownOverlap> shown(Overlap overlap, Map<FeatureRef, Feature> known) {
        Feature feature = known.get(overlap.feature());
        Feature other = known.get(overlap.other());
        if (feature == null || other == null || !Accuracy.isMeasurable(other)) {
            return Optional.empty();
        }
        return Optional.of(new ShownOverlap(
                side(feature),
                side(other),
                Math.round(overlap.squareMetres() * 100) / 100.0,
                List.of(degrees(overlap.longitude()), degrees(overlap.latitude()))));
    }

    private Side side(Feature feature) {
        String layer = feature.ref().layer();
        String name = sights.catalogue()
                .find(layer)
                .map(found -> feature.text(found.nameField()))
                .orElse(null);
        return new Side(layer, feature.ref().id(), name);
    }

    /** To a centimetre or so. */
    private static double degrees(double number) {
        return Math.round(number * 1e7) / 1e7;
    }
}
