package org.tuban.ogc;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One operation of the API definition while it is written. Every method returns this. Source: OpenAPI 3.0.3, 4.7.10. */
final class ApiOperation {

    private static final String SCHEMAS = "#/components/schemas/";

    private final ObjectNode operation;
    private ObjectNode answer;

    ApiOperation(ObjectNode operation, String id) {
        this.operation = operation;
        operation.putArray("tags");
        operation.put("operationId", id);
        this.answer = operation.putObject("responses");
        // What any address can answer, whoever asks and whatever for.
        problems("400 InvalidParameter", "429 TooManyRequests", "503 Unavailable");
    }

    /** Names the group that it belongs to, which the document must define. */
    ApiOperation tag(String tag) {
        operation.withArrayProperty("tags").add(tag);
        return this;
    }

    /** Says in a few words what it does, and in a sentence or more what there is to know. */
    ApiOperation says(String summary, String description) {
        operation.put("summary", summary).put("description", description);
        return this;
    }

    /** Takes parameters that several operations share, by their names among the components. */
    ApiOperation parameters(String... shared) {
        for (String name : shared) {
            operation.withArrayProperty("parameters").addObject().put("$ref", "#/components/parameters/" + name);
        }
        return this;
    }

    /** Takes a parameter of its own. */
    ApiOperation parameter(ObjectNode parameter) {
        operation.withArrayProperty("parameters").add(parameter);
        return this;
    }

    /**
     * Takes a parameter of its own.
     *
     * @param in {@code path}, {@code query} or {@code header}; one in the path is always required
     */
    ApiOperation parameter(String in, String name, String description, ObjectNode schema) {
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        parameter.put("name", name).put("in", in).put("required", in.equals("path"));
        parameter.put("description", description).set("schema", schema);
        return parameter(parameter);
    }

    /** Takes a body of a media type; call it once for each type. */
    ApiOperation body(String description, String type, ObjectNode schema) {
        ObjectNode body = operation.withObjectProperty("requestBody");
        body.put("description", description).put("required", true);
        body.withObjectProperty("content").putObject(type).set("schema", schema);
        return problems("413 BodyTooLarge", "415 UnsupportedMediaType");
    }

    /** Begins an answer that is written out here; {@link #content} and {@link #header} go to the last one begun. */
    ApiOperation answers(int status, String description) {
        answer = responses().putObject(Integer.toString(status));
        answer.put("description", description);
        return this;
    }

    /** Says that the answer comes in a media type. */
    ApiOperation content(String type, ObjectNode schema) {
        answer.withObjectProperty("content").putObject(type).set("schema", schema);
        return this;
    }

    /** Says that the answer comes as JSON of a schema among the components, in the kind's media types, and as a page. */
    ApiOperation content(ResourceKind kind, String schema) {
        kind.json().forEach(type -> content(type.toString(), schema(schema)));
        content(kind.linkType(Representation.HTML), text());
        return problems("406 NotAcceptable");
    }

    /** Says that the answer has a header, a text. */
    ApiOperation header(String name, String description) {
        ObjectNode header = answer.withObjectProperty("headers").putObject(name);
        header.put("description", description).set("schema", text());
        return this;
    }

    /** Adds answers such as {@code 404 NotFound}: a status and the name of a response among the components. */
    ApiOperation problems(String... problems) {
        for (String problem : problems) {
            String[] parts = problem.split(" ", 2);
            responses().putObject(parts[0]).put("$ref", "#/components/responses/" + parts[1]);
        }
        return this;
    }

    /** Says that it takes a signed-in account: by name and password, or by a session with the page's token. */
    ApiOperation needsAccount() {
        ArrayNode ways = operation.putArray("security");
        ways.addObject().putArray("basic");
        ObjectNode page = ways.addObject();
        page.putArray("session");
        page.putArray("csrf");
        return problems("401 NotSignedIn", "403 Forbidden");
    }

    private ObjectNode responses() {
        return (ObjectNode) operation.get("responses");
    }

    /** A schema among the components, by its name. */
    static ObjectNode schema(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", SCHEMAS + name);
    }

    /** The schema of any text. */
    static ObjectNode text() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }
}
