package org.tuban.ogc;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the API definition from the catalogue: one path a collection, one schema a layer, one list of values a code list.
 *
 * <p>What does not depend on the catalogue is in {@code ogc/openapi.json} and, for the service's own interface, in
 * {@code ogc/openapi-own.json}. Paths are written as clients of the standard look for them ({@code /collections}), so
 * the server's address ends in {@code /ogc}; the own interface names a server of its own. Source: OpenAPI 3.0.3.
 */
@Component
final class OpenApi implements Conforming {

    private static final String OK = "200";

    private final JsonMapper mapper = new JsonMapper();
    private final Layers layers;
    private final Texts texts;
    private final ObjectNode standard;
    private final ObjectNode own;

    OpenApi(Layers layers, Texts texts) throws IOException {
        this.layers = layers;
        this.texts = texts;
        this.standard = read("/ogc/openapi.json");
        this.own = read("/ogc/openapi-own.json");
    }

    private ObjectNode read(String resource) throws IOException {
        try (InputStream file = OpenApi.class.getResourceAsStream(resource)) {
            return (ObjectNode) mapper.readTree(file);
        }
    }

    @Override
    public List<String> conformsTo() {
        return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30");
    }

    /** The definition of what a caller may see, complete in itself. */
    ObjectNode describe(Caller caller, Addresses addresses) {
        ObjectNode document = standard.deepCopy();
        document.set("servers", servers(addresses.of("")));
        ObjectNode components = (ObjectNode) document.get("components");
        ObjectNode schemas = (ObjectNode) components.get("schemas");
        ObjectNode paths = (ObjectNode) document.get("paths");
        LayerSchemas layerSchemas = new LayerSchemas(schemas, layers.codeLists(), texts);
        for (Layer layer : layers.list(caller)) {
            layerSchemas.add(layer);
            String path = Addresses.collection(layer.id());
            paths.putObject(path).set("get", collection(layer));
            paths.putObject(path + "/items").set("get", items(layer, layerSchemas));
            paths.putObject(path + "/items/{featureId}").set("get", item(layer));
        }
        own.get("paths").properties().forEach(entry -> {
            ObjectNode path = ((ObjectNode) entry.getValue()).deepCopy();
            path.set("servers", servers(addresses.base()));
            paths.set(entry.getKey(), path);
        });
        own.get("components")
                .properties()
                .forEach(kind ->
                        components.withObjectProperty(kind.getKey()).setAll(((ObjectNode) kind.getValue()).deepCopy()));
        return document;
    }

    private ArrayNode servers(String address) {
        ArrayNode servers = mapper.createArrayNode();
        servers.addObject().put("url", address);
        return servers;
    }

    private ObjectNode collection(Layer layer) {
        ObjectNode operation = operation("capabilities", "describe_" + layer.id(), layer, "the layer as a collection");
        parameters(operation, "f", "acceptLanguage");
        answer(operation, "The collection", "Collection", ResourceKind.DOCUMENT);
        errors(operation, "400 InvalidParameter", "404 NotFound", "406 NotAcceptable", "503 Unavailable");
        return operation;
    }

    private ObjectNode items(Layer layer, LayerSchemas schemas) {
        ObjectNode operation = operation("data", "list_" + layer.id(), layer, "features, page by page");
        ArrayNode parameters = parameters(operation, "limit", "bbox", "datetime", "cursor", "f", "acceptLanguage");
        layer.fields().forEach(field -> parameters.add(schemas.parameter(field)));
        answer(operation, "A page of features", LayerSchemas.collectionName(layer), ResourceKind.FEATURES);
        errors(operation, "400 InvalidParameter", "404 NotFound", "406 NotAcceptable", "503 Unavailable");
        return operation;
    }

    private ObjectNode item(Layer layer) {
        ObjectNode operation = operation("data", "get_" + layer.id(), layer, "one feature");
        ArrayNode parameters = parameters(operation, "f", "acceptLanguage");
        ObjectNode id = parameters.addObject();
        id.put("name", "featureId").put("in", "path").put("required", true).put("description", "Id of the feature");
        id.putObject("schema").put("type", "string").put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
        ObjectNode seen = parameters.addObject();
        seen.put("name", "If-None-Match").put("in", "header").put("required", false);
        seen.put("description", "ETag of the version that the client has");
        seen.putObject("schema").put("type", "string");
        ObjectNode answer = answer(operation, "The feature", LayerSchemas.featureName(layer), ResourceKind.FEATURES);
        ObjectNode tag = answer.putObject("headers").putObject("ETag");
        tag.put("description", "Version in double quotes; GeoJSON only");
        tag.putObject("schema").put("type", "string");
        errors(
                operation,
                "304 NotModified",
                "400 InvalidParameter",
                "404 NotFound",
                "406 NotAcceptable",
                "503 Unavailable");
        return operation;
    }

    private ObjectNode operation(String tag, String id, Layer layer, String what) {
        ObjectNode operation = mapper.createObjectNode();
        operation.putArray("tags").add(tag);
        operation.put("operationId", id);
        operation.put(
                "summary",
                "%s (%s): %s".formatted(layer.title().en(), layer.title().zh(), what));
        return operation;
    }

    private static ArrayNode parameters(ObjectNode operation, String... shared) {
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : shared) {
            parameters.addObject().put("$ref", "#/components/parameters/" + name);
        }
        return parameters;
    }

    private static ObjectNode answer(ObjectNode operation, String description, String schema, ResourceKind kind) {
        ObjectNode answer = operation.putObject("responses").putObject(OK);
        answer.put("description", description);
        ObjectNode content = answer.putObject("content");
        kind.json()
                .forEach(type -> content.putObject(type.toString())
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/" + schema));
        content.putObject(kind.linkType(Representation.HTML))
                .putObject("schema")
                .put("type", "string");
        return answer;
    }

    /** Adds answers such as {@code 404 NotFound}: status and name of a shared response. */
    private static void errors(ObjectNode operation, String... answers) {
        ObjectNode responses = (ObjectNode) operation.get("responses");
        for (String answer : answers) {
            String[] parts = answer.split(" ", 2);
            responses.putObject(parts[0]).put("$ref", "#/components/responses/" + parts[1]);
        }
    }

    /** The node that a local reference stands for, or the node itself. */
    static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.stringValue().substring(1));
    }
}
