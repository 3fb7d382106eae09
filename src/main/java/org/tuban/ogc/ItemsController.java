package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.PointOfView;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.CrsParameter;
import org.tuban.http.Parameters;

/** Features, page by page and one by one. Source: OGC 17-069r4, sections 7.15 and 7.16; OGC 18-058r1. */
@RestController
final class ItemsController implements Conforming {

    private static final List<String> OF_ITEM = List.of(
            Wanted.PARAMETER,
            CrsParameter.CRS,
            ItemsParameters.PROPERTIES,
            ItemsParameters.DATETIME,
            ItemsParameters.RECORDED);

    private final Sights sights;
    private final ItemsParameters parameters;
    private final ItemsAnswers answers;

    ItemsController(Sights sights, ItemsParameters parameters, ItemsAnswers answers) {
        this.sights = sights;
        this.parameters = parameters;
        this.answers = answers;
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
        answers.send(parameters.read(sights.get(id, caller), request), false, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/items/{id}")
    void item(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(FeatureAddress.name(layerId, id, sights, caller), caller);
        Map<String, String> given = new LinkedHashMap<>(Parameters.all(request, OF_ITEM));
        given.remove(Wanted.PARAMETER);
        answers.send(
                new ItemRequest(seen, id, parameters.view(seen.layer(), given), PointOfView.read(given), given),
                request,
                response);
    }
}
