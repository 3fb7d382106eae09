package org.tuban.ogc;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes what the standard has no word for: dossiers, history, transitions, search, sessions. It does not depend on
 * the catalogue, so it is written down in {@code ogc/openapi-own.json}.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class OwnApi implements ApiPart {

    private final ObjectNode own = ApiDefinition.read("/ogc/openapi-own.json");

    @Override
    public void describe(ApiDefinition api) {
        api.addTag("api", "The service's own interface");
        api.addOwnPaths(own.get("paths"));
        api.addComponents(own.get("components"));
    }
}
