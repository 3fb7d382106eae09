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
import org.tuban.feature.FeatureRef;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.CrsParameter;
import org.tuban.http.Parameters;

/** All versions of a feature, and each of them as a feature. */
@RestController
final class VersionsController {

    private static final List<String> OF_VERSION =
            List.of(Wanted.PARAMETER, CrsParameter.CRS, ItemsParameters.PROPERTIES);

    private final Sights sights;
    private final ItemsParameters parameters;
    private final VersionAnswers answers;

    VersionsController(Sights sights, ItemsParameters parameters, VersionAnswers answers) {
        this.sights = sights;
        this.parameters = parameters;
        this.answers = answers;
    }

    @GetMapping("/ogc/collections/{layer}/items/{id}/versions")
    void versions(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters.onlyKnown(request, List.of(Wanted.PARAMETER));
        FeatureRef ref = FeatureAddress.name(layerId, id, sights, caller);
        answers.sendAll(sights.get(ref, caller), ref, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/items/{id}/versions/{version}")
    void version(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            @PathVariable("version") String number,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FeatureRef ref = FeatureAddress.name(layerId, id, sights, caller);
        SeenLayer seen = sights.get(ref, caller);
        long version = Parameters.positive("version", number);
        Map<String, String> given = new LinkedHashMap<>(Parameters.all(request, OF_VERSION));
        given.remove(Wanted.PARAMETER);
        ItemRequest asked = new ItemRequest(seen, ref.id(), parameters.view(seen.layer(), given), null, given);
        answers.send(asked, version, request, response);
    }
}
