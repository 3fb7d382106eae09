package org.tuban.ogc;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureAddress;
import org.tuban.http.CrsParameter;
import org.tuban.layer.Layer;
import tools.jackson.databind.node.ObjectNode;

/** Describes the reading of features: one path a collection. Source: OGC 17-069r4, sections 7.2 to 7.16. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CoreApi implements ApiPart {

    private static final String CAPABILITIES = "capabilities";
    private static final String DATA = "data";
    private static final String CONTENT_CRS =
            "Address of the coordinate system of the shapes, in angle brackets; GeoJSON only";

    @Override
    public void describe(ApiDefinition api) {
        capability(api, "/", "getLandingPage")
                .says("Landing page", "Links to everything that the service offers")
                .answers(200, "The landing page")
                .content(ResourceKind.DOCUMENT, "LandingPage");
        capability(api, "/conformance", "getConformance")
                .says("Conformance classes", "The conformance classes of OGC standards that are implemented")
                .answers(200, "The conformance classes")
                .content(ResourceKind.DOCUMENT, "Conformance");
        capability(api, "/api", "getApi")
                .says("This definition", "The interface as OpenAPI 3.0, complete in itself")
                .answers(200, "The definition")
                .content(ResourceKind.DEFINITION, "Definition");
        capability(api, "/collections", "getCollections")
                .says("All collections", "The layers that the caller may see")
                .answers(200, "The layers as collections")
                .content(ResourceKind.DOCUMENT, "Collections");
        capability(api, "/functions", "getFunctions")
                .says("Functions", "The functions that a filter may call; there are no others")
                .answers(200, "The functions")
                .content(ResourceKind.DOCUMENT, "Functions");
        for (Layer layer : api.layers()) {
            api.layerSchemas().add(layer);
            collection(api, layer);
            items(api, layer);
            search(api, layer);
            item(api, layer);
            versions(api, layer);
        }
    }

    private static ApiOperation capability(ApiDefinition api, String path, String id) {
        return api.operation(HttpMethod.GET, path, id).tag(CAPABILITIES).parameters("f", "acceptLanguage");
    }

    private static void collection(ApiDefinition api, Layer layer) {
        capability(api, Addresses.collection(layer.id()), "describe_" + layer.id())
                .says(named(layer, "the layer as a collection"), "Title, extent, source and links of the layer")
                .answers(200, "The collection")
                .content(ResourceKind.DOCUMENT, "Collection")
                .problems("404 NotFound");
    }

    private static void items(ApiDefinition api, Layer layer) {
        ApiOperation operation = api.operation(HttpMethod.GET, Addresses.items(layer.id()), "list_" + layer.id())
                .tag(DATA)
                .says(
                        named(layer, "features, page by page"),
                        "All conditions must hold at once. The link next leads to the following page")
                .parameters(
                        "limit", "bbox", "bboxCrs", "crs", "datetime", "recorded", "filter", "filterLang", "filterCrs")
                .parameters("sortby", "properties", "cursor", "f", "acceptLanguage", "id", "validFrom", "recordedAt");
        layer.fields().forEach(field -> operation.parameter(api.layerSchemas().parameter(field)));
        operation
                .answers(200, "A page of features")
                .content(ResourceKind.FEATURES, LayerSchemas.collectionName(layer))
                .header(CrsParameter.CONTENT_CRS, CONTENT_CRS)
                .problems("404 NotFound");
    }

    private static void search(ApiDefinition api, Layer layer) {
        api.operation(HttpMethod.POST, Addresses.search(layer.id()), "search_" + layer.id())
                .tag(DATA)
                .says(
                        named(layer, "features, asked for in a body"),
                        "Like items, for filters that an address has no room for: the members of the body are the "
                                + "parameters of items. The same body goes to the address of the link next")
                .parameters("cursor", "f", "acceptLanguage")
                .body("What is asked", "application/json", ApiOperation.schema("Search"))
                .answers(200, "A page of features")
                .content(ResourceKind.FEATURES, LayerSchemas.collectionName(layer))
                .header(CrsParameter.CONTENT_CRS, CONTENT_CRS)
                .problems("404 NotFound");
    }

    private static void item(ApiDefinition api, Layer layer) {
        String path = Addresses.items(layer.id()) + "/{featureId}";
        ObjectNode id = ApiOperation.text().put("pattern", "^" + FeatureAddress.ID.pattern() + "$");
        api.operation(HttpMethod.GET, path, "get_" + layer.id())
                .tag(DATA)
                .says(
                        named(layer, "one feature"),
                        "The feature as it is now, or was by datetime and recorded; its ETag is its version")
                .parameter("path", "featureId", "Id of the feature", id)
                .parameters("crs", "properties", "datetime", "recorded", "f", "acceptLanguage")
                .parameter("header", "If-None-Match", "ETag of the version that the client has", ApiOperation.text())
                .answers(200, "The feature")
                .content(ResourceKind.FEATURES, LayerSchemas.featureName(layer))
                .header("ETag", "Version in double quotes; GeoJSON only")
                .header(CrsParameter.CONTENT_CRS, CONTENT_CRS)
                .problems("304 NotModified", "404 NotFound");
    }

    private static String named(Layer layer, String what) {
        return "%s (%s): %s".formatted(layer.title().en(), layer.title().zh(), what);
    }

    private static void versions(ApiDefinition api, Layer layer) {
        String path = Addresses.items(layer.id()) + "/{featureId}/versions";
        ObjectNode id = ApiOperation.text().put("pattern", "^" + FeatureAddress.ID.pattern() + "$");
        api.operation(HttpMethod.GET, path, "versions_" + layer.id())
                .tag(DATA)
                .says(named(layer, "all versions of a feature"), "Newest first; also of a feature that has ended")
                .parameter("path", "featureId", "Id of the feature", id)
                .parameters("f", "acceptLanguage")
                .answers(200, "The versions")
                .content(ResourceKind.DOCUMENT, "Versions")
                .problems("404 NotFound");
        api.operation(HttpMethod.GET, path + "/{version}", "version_" + layer.id())
                .tag(DATA)
                .says(named(layer, "one version of a feature"), "It never changes (RFC 7089, fixed resource)")
                .parameter("path", "featureId", "Id of the feature", id.deepCopy())
                .parameter(
                        "path",
                        "version",
                        "Number of the version",
                        ApiOperation.text().put("pattern", "^[1-9][0-9]*$"))
                .parameters("crs", "properties", "f", "acceptLanguage")
                .answers(200, "The version as a feature")
                .content(ResourceKind.FEATURES, LayerSchemas.featureName(layer))
                .header("Memento-Datetime", "When it was written down")
                .header(CrsParameter.CONTENT_CRS, CONTENT_CRS)
                .problems("304 NotModified", "404 NotFound");
    }
}
