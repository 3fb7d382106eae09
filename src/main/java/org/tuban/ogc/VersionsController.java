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
import org.tuban.feature.FeatureRef;
import org.tuban.http.CrsParameter;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** All versions of a feature, and each of them as a feature. */
@RestController
final class VersionsController {

    private static final List<String> OF_VERSION =
            List.of(Wanted.PARAMETER, CrsParameter.CRS, ItemsParameters.PROPERTIES);

    private final Layers layers;
    private final ItemsParameters parameters;
    private final VersionAnswers answers;

    VersionsController(Layers layers, ItemsParameters parameters, VersionAnswers answers) {
        this.layers = layers;
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
        Layer layer = layers.get(layerId, caller);
        answers.sendAll(layer, ref(layer, id), request, response);
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
        Layer layer = layers.get(layerId, caller);
        FeatureRef ref = ref(layer, id);
        long version = Parameters.positive("version", number);
        Map<String, String> given = new LinkedHashMap<>(Parameters.all(request, OF_VERSION));
        given.remove(Wanted.PARAMETER);
        ItemRequest asked = new ItemRequest(layer, ref.id(), parameters.view(layer, given), null, given);
        answers.send(asked, version, request, response);
    }

    private static FeatureRef ref(Layer layer, String id) {
        if (!ItemsController.ID.matcher(id).matches()) {
            throw Problem.invalidParameter("id", id, "1 to 64 letters, digits, points, underscores and hyphens");
        }
        return new FeatureRef(layer.id(), id);
    }
}
