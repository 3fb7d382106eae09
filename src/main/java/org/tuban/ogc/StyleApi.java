package org.tuban.ogc;

import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Theme;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes the styles. Source: OGC API – Styles, draft 20-009. */
@Component
@Order(30)
final class StyleApi implements ApiPart {

    @Override
    public void describe(ApiDefinition api) {
        api.addTag("styles", "How layers are drawn, for programs that draw");
        api.addComponents(ApiDefinition.read("/ogc/openapi-styles.json"));
        styles(api, "/styles", "", "All layers", Stream.of(LayerStyle.DEFAULT));
        for (Layer layer : api.layers()) {
            styles(
                    api,
                    Addresses.collection(layer.id()) + "/styles",
                    "_" + layer.id(),
                    "%s (%s)".formatted(layer.title().en(), layer.title().zh()),
                    Stream.concat(
                            Stream.of(LayerStyle.DEFAULT),
                            layer.themes().stream().map(Theme::id)));
        }
    }

    private static void styles(ApiDefinition api, String path, String id, String what, Stream<String> styles) {
        api.operation(HttpMethod.GET, path, "getStyles" + id)
                .tag("styles")
                .says(what + ": styles", "The styles there are, with links to their encodings")
                .parameters("f", "acceptLanguage")
                .answers(200, "The styles")
                .content(ResourceKind.DOCUMENT, "Styles")
                .problems("404 NotFound");
        ApiOperation style = api.operation(HttpMethod.GET, path + "/{styleId}", "getStyle" + id)
                .tag("styles")
                .says(what + ": a style", "A stylesheet for MapLibre and Mapbox, or as SLD 1.1, or a legend to read")
                .parameter("path", "styleId", "Id of the style", oneOf(styles))
                .parameter(
                        "query",
                        "f",
                        "Form of the answer; goes before the header Accept",
                        oneOf(Stream.of(StyleForm.values()).map(StyleForm::id)))
                .parameters("acceptLanguage")
                .answers(200, "The style");
        for (StyleForm form : StyleForm.values()) {
            style.content(
                    form.linkType(), form == StyleForm.MAPBOX ? ApiOperation.schema("MapStyle") : ApiOperation.text());
        }
        style.problems("404 NotFound", "406 NotAcceptable");
    }

    private static ObjectNode oneOf(Stream<String> values) {
        ObjectNode schema = ApiOperation.text();
        ArrayNode list = schema.putArray("enum");
        values.forEach(list::add);
        return schema;
    }
}
