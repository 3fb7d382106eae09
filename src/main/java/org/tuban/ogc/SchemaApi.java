package org.tuban.ogc;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;

/** Describes the schemas of the layers. Source: OGC 23-058r2, clauses 10 to 12. */
@Component
@Order(10)
final class SchemaApi implements ApiPart {

    private static final String SCHEMA = "LayerSchema";

    @Override
    public void describe(ApiDefinition api) {
        api.addComponents(ApiDefinition.read("/ogc/openapi-schemas.json"));
        for (Layer layer : api.layers()) {
            for (SchemaUse use : SchemaUse.values()) {
                api.operation(HttpMethod.GET, use.path(layer), use.id() + "_" + layer.id())
                        .tag("capabilities")
                        .says(
                                "%s (%s): %s"
                                        .formatted(
                                                layer.title().en(),
                                                layer.title().zh(),
                                                use.id()),
                                "A JSON Schema (2020-12) with titles, units, codes and roles")
                        .parameters("f", "acceptLanguage")
                        .answers(200, "The schema")
                        .content(ResourceKind.SCHEMA, SCHEMA)
                        .problems("404 NotFound");
            }
        }
    }
}
