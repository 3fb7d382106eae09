package org.tuban.ogc;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.layer.Layers;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the API definition of its parts: the beans of type {@link ApiPart}, in the order of their {@code @Order}.
 *
 * <p>What several parts share (problems, the parameter {@code f}, links) is in {@code ogc/openapi.json}.
 */
@Component
final class OpenApi implements Conforming {

    private final Sights sights;
    private final LayerSchemas.Words words;
    private final List<ApiPart> parts;
    private final ObjectNode frame = ApiDefinition.read("/ogc/openapi.json");

    OpenApi(Layers layers, Sights sights, Texts texts, List<ApiPart> parts) {
        this.sights = sights;
        this.words = new LayerSchemas.Words(layers.codeLists(), texts);
        this.parts = List.copyOf(parts);
    }

    @Override
    public List<String> conformsTo() {
        return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30");
    }

    /** The definition of what a caller may see, complete in itself. */
    ObjectNode describe(Caller caller, Addresses addresses) {
        ApiDefinition api = new ApiDefinition(
                frame.deepCopy(),
                sights.list(caller).stream().map(SeenLayer::layer).toList(),
                words,
                addresses);
        parts.forEach(part -> part.describe(api));
        return api.finish();
    }
}
