package org.tuban.ogc;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureAddress;
import org.tuban.http.CrsParameter;
import org.tuban.layer.Layer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes the writing of features. Source: OGC 20-002; OGC API – Features, draft Part 11. */
@Component
final class WriteApi implements ApiPart {

    private static final String TAG = "writing";
    private static final String GEO_JSON = "application/geo+json";
    private static final String JSON = "application/json";
    private static final String APPLIED = "Which of the client's preferences were met";
    private static final String REPORT = "WriteReport";

    private final ObjectNode shared = ApiDefinition.read("/ogc/openapi-write.json");

    @Override
    public void describe(ApiDefinition api) {
        api.addTag(TAG, "Features made, replaced, changed and ended");
        api.addComponents(shared.get("components"));
        for (Layer layer : api.layers()) {
            schemas(api, layer);
            create(api, layer);
            replace(api, layer);
            update(api, layer);
            delete(api, layer);
            options(api, layer);
        }
        transactions(api);
    }

    /** A feature as it is sent: as it is given, less what the service sets, and nothing of it but its frame required. */
    private static void schemas(ApiDefinition api, Layer layer) {
        ObjectNode all = api.components("schemas");
        ObjectNode given = (ObjectNode) all.get(LayerSchemas.featureName(layer)).get("properties");
        ObjectNode properties = ((ObjectNode) given.get("properties").get("properties")).deepCopy();
        properties.remove("version");
        properties.remove("recorded_at");

        ObjectNode sent = all.putObject(sentName(layer)).put("type", "object");
        sent.put("description", "A feature to write; coordinates are in the system of Content-Crs");
        sent.putArray("required").add("type").add("geometry").add("properties");
        ObjectNode members = sent.putObject("properties");
        members.set("type", given.get("type").deepCopy());
        members.putObject("id").put("type", "string").put("pattern", "^" + FeatureAddress.ID.pattern() + "$");
        members.putObject("geometry").put("type", "object").put("nullable", true);
        members.putObject("properties").put("type", "object").set("properties", properties);

        ObjectNode several = all.putObject(severalName(layer)).put("type", "object");
        several.putArray("required").add("type").add("features");
        several.putObject("properties")
                .putObject("type")
                .put("type", "string")
                .putArray("enum")
                .add("FeatureCollection");
        ObjectNode features =
                several.withObjectProperty("properties").putObject("features").put("type", "array");
        features.put("minItems", 1).put("maxItems", TransactionReading.MOST_EDITS);
        features.set("items", ApiOperation.schema(sentName(layer)));
    }

    private static String sentName(Layer layer) {
        return "sent_" + layer.id();
    }

    private static String severalName(Layer layer) {
        return "sent_" + layer.id() + "_several";
    }

    private static void create(ApiDefinition api, Layer layer) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.putArray("oneOf").add(ApiOperation.schema(sentName(layer))).add(ApiOperation.schema(severalName(layer)));
        ApiOperation operation = api.operation(HttpMethod.POST, Addresses.items(layer.id()), "create_" + layer.id())
                .tag(TAG)
                .says(
                        named(layer, "make a feature, or all of a feature collection"),
                        "A feature gets the id that it is sent with, or one of the service's choosing. Up to 1,000"
                                + " features come as a feature collection")
                .parameters("semantic", "note", "dryRun", "prefer", "contentCrs");
        WriteRequest.FEATURE_TYPES.forEach(
                type -> operation.body("A GeoJSON feature or feature collection", type, one.deepCopy()));
        operation
                .answers(200, "Several features were made, or that was rehearsed")
                .content(JSON, ApiOperation.schema(REPORT))
                .header(Preferences.APPLIED, APPLIED)
                .answers(201, "The feature was made; its body only if it was asked for or changed")
                .content(GEO_JSON, ApiOperation.schema(LayerSchemas.featureName(layer)))
                .content(JSON, featureOrChanges(layer))
                .header("Location", "Address of the feature")
                .header("ETag", "Its version in double quotes")
                .header(CrsParameter.CONTENT_CRS, "Coordinate system of the feature in the body")
                .header(Preferences.APPLIED, APPLIED)
                .needsAccount()
                .problems("404 NotFound", "406 NotAcceptable", "409 Conflict", "422 InvalidFeature");
    }

    private static void replace(ApiDefinition api, Layer layer) {
        ApiOperation operation = change(api, HttpMethod.PUT, layer, "replace_")
                .says(
                        named(layer, "replace a feature"),
                        "Fields that are not sent lose their values. What the service sets may be sent back as it was"
                                + " given. The workflow's state is moved by transitions only")
                .parameters("ifMatch", "note", "dryRun", "prefer", "contentCrs");
        WriteRequest.FEATURE_TYPES.forEach(
                type -> operation.body("A GeoJSON feature", type, ApiOperation.schema(sentName(layer))));
        written(operation, layer);
    }

    private static void update(ApiDefinition api, Layer layer) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode().put("type", "object");
        patch.put("description", "Members of the feature to change; null takes a value away (RFC 7396)");
        ObjectNode members = patch.putObject("properties");
        members.putObject("geometry").put("type", "object").put("nullable", true);
        members.putObject("properties").put("type", "object");
        ApiOperation operation = change(api, HttpMethod.PATCH, layer, "update_")
                .says(named(layer, "change a feature"), "What the patch does not name stays as it is")
                .parameters("ifMatch", "note", "dryRun", "prefer", "contentCrs");
        WriteRequest.PATCH_TYPES.forEach(type -> operation.body("A JSON merge patch of the feature", type, patch));
        written(operation, layer);
    }

    private static void written(ApiOperation operation, Layer layer) {
        operation
                .answers(200, "The feature as it is now, or what was changed of what was sent")
                .content(GEO_JSON, ApiOperation.schema(LayerSchemas.featureName(layer)))
                .content(JSON, featureOrChanges(layer))
                .header("ETag", "Its version in double quotes")
                .header(CrsParameter.CONTENT_CRS, "Coordinate system of the feature in the body")
                .header(Preferences.APPLIED, APPLIED)
                .answers(204, "Done")
                .header("ETag", "Its version in double quotes")
                .header(Preferences.APPLIED, APPLIED)
                .problems("406 NotAcceptable", "422 InvalidFeature");
    }

    private static void delete(ApiDefinition api, Layer layer) {
        change(api, HttpMethod.DELETE, layer, "delete_")
                .says(
                        named(layer, "end a feature"),
                        "It stays in history. One that links or figures refer to does not end")
                .parameters("ifMatch", "note", "dryRun")
                .answers(200, "That was rehearsed")
                .content(JSON, ApiOperation.schema(REPORT))
                .answers(204, "Done");
    }

    private static ApiOperation change(ApiDefinition api, HttpMethod method, Layer layer, String name) {
        return item(api, method, layer, name)
                .needsAccount()
                .problems("404 NotFound", "409 Conflict", "412 StaleVersion", "428 MissingPrecondition");
    }

    private static ApiOperation item(ApiDefinition api, HttpMethod method, Layer layer, String name) {
        ObjectNode id = ApiOperation.text().put("pattern", "^" + FeatureAddress.ID.pattern() + "$");
        return api.operation(method, Addresses.items(layer.id()) + "/{featureId}", name + layer.id())
                .tag(TAG)
                .parameter("path", "featureId", "Id of the feature", id);
    }

    private static void options(ApiDefinition api, Layer layer) {
        api.operation(HttpMethod.OPTIONS, Addresses.items(layer.id()), "options_" + layer.id())
                .tag(TAG)
                .says(named(layer, "what can be done here"), "Methods and media types that are taken")
                .answers(200, "Nothing but headers")
                .header("Allow", "Methods")
                .header(WriteRequest.ACCEPT_POST, "Media types of a new feature");
        item(api, HttpMethod.OPTIONS, layer, "options_one_")
                .says(named(layer, "what can be done with a feature"), "Methods and media types that are taken")
                .answers(200, "Nothing but headers")
                .header("Allow", "Methods")
                .header(WriteRequest.ACCEPT_PATCH, "Media types of changes")
                .problems("404 NotFound");
    }

    private static void transactions(ApiDefinition api) {
        ApiOperation operation = api.operation(HttpMethod.POST, TransactionsController.PATH, "runTransaction")
                .tag(TAG)
                .says(
                        "Many edits in one request",
                        "Edits of features of any layers: all or none of them, or each for itself; a refused atomic"
                                + " transaction is answered with its first refusal and what became of all edits")
                .parameters("note", "dryRun", "prefer", "contentCrs");
        TransactionsController.TYPES.forEach(
                type -> operation.body("A transaction", type, ApiOperation.schema("Transaction")));
        operation
                .answers(200, "What became of the edits")
                .content(JSON, ApiOperation.schema(REPORT))
                .header(Preferences.APPLIED, APPLIED)
                .needsAccount()
                .problems("404 NotFound", "409 Conflict", "412 StaleVersion", "422 InvalidFeature")
                .problems("428 MissingPrecondition");
        api.operation(HttpMethod.OPTIONS, TransactionsController.PATH, "optionsOfTransactions")
                .tag(TAG)
                .says("What can be done here", "Methods and media types that are taken")
                .answers(200, "Nothing but headers")
                .header("Allow", "Methods")
                .header(WriteRequest.ACCEPT_POST, "Media types of a transaction");
    }

    /** By {@code application/json} comes the feature for those who asked for it, else what was changed, or a report. */
    private static ObjectNode featureOrChanges(Layer layer) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf")
                .add(ApiOperation.schema(LayerSchemas.featureName(layer)))
                .add(ApiOperation.schema("Changes"))
                .add(ApiOperation.schema(REPORT));
        return schema;
    }

    private static String named(Layer layer, String what) {
        return "%s (%s): %s".formatted(layer.title().en(), layer.title().zh(), what);
    }
}
