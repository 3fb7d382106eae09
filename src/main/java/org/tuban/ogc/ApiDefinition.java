package org.tuban.ogc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.tuban.layer.Layer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API definition while its parts write it: complete in itself, all references are local. Source: OpenAPI 3.0.3.
 *
 * <p>Paths are relative to {@code /ogc}, as clients of the standard look for them ({@code /collections}); those of other
 * rooms name a server of their own.
 */
final class ApiDefinition {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> WRITES = Set.of("post", "put", "patch", "delete");
    private static final Map<String, String> KEY_PROBLEMS = Map.of("409", "StillRunning", "422", "KeyReused");

    private final ObjectNode document;
    private final List<Layer> layers;
    private final LayerSchemas layerSchemas;
    private final Addresses addresses;

    /**
     * Begins a definition.
     *
     * @param document has info and tags
     * @param layers what the caller may see
     */
    ApiDefinition(ObjectNode document, List<Layer> layers, LayerSchemas.Words words, Addresses addresses) {
        this.document = document;
        this.layers = List.copyOf(layers);
        this.addresses = addresses;
        document.set("servers", servers(addresses.of("")));
        // Who runs a service is not known here, but its page is.
        document.withObject("/info/contact").put("name", "This service").put("url", addresses.base() + "/");
        document.withObjectProperty("paths");
        this.layerSchemas = new LayerSchemas(components("schemas"), words);
    }

    /** Reads a resource of this program that holds one JSON object. */
    static ObjectNode read(String resource) {
        try (InputStream file = ApiDefinition.class.getResourceAsStream(resource)) {
            return (ObjectNode) MAPPER.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The layers that the caller may see, in drawing order. */
    List<Layer> layers() {
        return layers;
    }

    /** What makes schemas and parameters of a layer's fields. */
    LayerSchemas layerSchemas() {
        return layerSchemas;
    }

    /** The whole document; nothing is added after this. */
    ObjectNode finish() {
        paths().forEach(path -> path.properties().forEach(entry -> {
            if (entry.getValue().get("responses") instanceof ObjectNode responses) {
                if (WRITES.contains(entry.getKey()) && entry.getValue().has("security")) {
                    takeKey((ObjectNode) entry.getValue(), responses);
                }
                sort(responses);
            }
        }));
        return document;
    }

    /** Every write of an account takes a key of its request, whatever room it is in. */
    private static void takeKey(ObjectNode operation, ObjectNode responses) {
        operation.withArrayProperty("parameters").addObject().put("$ref", "#/components/parameters/idempotencyKey");
        KEY_PROBLEMS.forEach((status, name) -> {
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", "#/components/responses/" + name);
            }
        });
    }

    private static void sort(ObjectNode responses) {
        Map<String, JsonNode> byStatus = new TreeMap<>();
        responses.properties().forEach(answer -> byStatus.put(answer.getKey(), answer.getValue()));
        responses.removeAll();
        responses.setAll(byStatus);
    }

    /** The components of a kind, by name: {@code schemas}, {@code parameters}, {@code responses}, … */
    ObjectNode components(String kind) {
        return document.withObjectProperty("components").withObjectProperty(kind);
    }

    /** Adds components: an object of kinds, each an object of components by name. */
    void addComponents(JsonNode kinds) {
        kinds.properties().forEach(kind -> components(kind.getKey()).setAll(((ObjectNode) kind.getValue()).deepCopy()));
    }

    /** Adds a tag, by which clients group operations. */
    void addTag(String name, String description) {
        document.withArrayProperty("tags").addObject().put("name", name).put("description", description);
    }

    /** Adds paths that are not below {@code /ogc}: an object of paths as OpenAPI has them. */
    void addOwnPaths(JsonNode paths) {
        paths.properties().forEach(entry -> {
            ObjectNode path = ((ObjectNode) entry.getValue()).deepCopy();
            path.set("servers", servers(addresses.base()));
            paths().set(entry.getKey(), path);
        });
    }

    /**
     * Adds an operation, to be described further.
     *
     * @param path below {@code /ogc}, such as {@code /collections/parcel/items}
     * @param id unique in the whole document: letters, digits and underscores
     */
    ApiOperation operation(HttpMethod method, String path, String id) {
        ObjectNode operation =
                paths().withObjectProperty(path).putObject(method.name().toLowerCase(Locale.ROOT));
        return new ApiOperation(operation, id);
    }

    /** The node that a local reference stands for, or the node itself. */
    static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.stringValue().substring(1));
    }

    private ObjectNode paths() {
        return (ObjectNode) document.get("paths");
    }

    private static ArrayNode servers(String address) {
        ArrayNode servers = MAPPER.createArrayNode();
        servers.addObject().put("url", address).put("description", "This service");
        return servers;
    }
}
