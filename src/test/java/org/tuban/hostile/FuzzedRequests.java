package org.tuban.hostile;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Requests that an API definition describes, with values that it allows and values that it does not. */
final class FuzzedRequests {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final SchemaValues values;
    private final List<Operation> operations = new ArrayList<>();

    FuzzedRequests(JsonNode document, long seed) {
        this.document = document;
        this.values = new SchemaValues(document, new Random(seed));
        document.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> operations.add(new Operation(
                                path.getKey(),
                                method,
                                path.getValue(),
                                path.getValue().get(method)))));
    }

    /** An operation of the definition. */
    record Operation(String path, String method, JsonNode item, JsonNode node) {}

    /** A request with what the definition calls it. */
    record Fuzzed(Operation operation, HttpRequest request) {

        @Override
        public String toString() {
            return "%s %s %s"
                    .formatted(
                            request.method(), request.uri(), request.headers().map());
        }
    }

    /** How many operations there are. */
    int size() {
        return operations.size();
    }

    /** A request of the operation at that place. */
    Fuzzed of(int place) {
        Operation operation = operations.get(place);
        String server = operation
                .item()
                .at("/servers/0/url")
                .asString(document.at("/servers/0/url").asString());
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        List<String> headers = new ArrayList<>();
        for (JsonNode given : operation.node().path("parameters")) {
            JsonNode parameter =
                    given.has("$ref") ? document.at(given.get("$ref").asString().substring(1)) : given;
            String name = parameter.get("name").asString();
            boolean right = values.chance(0.8);
            String value = values.parameter(parameter.get("schema"), right);
            switch (parameter.get("in").asString()) {
                case "path" ->
                    path = path.replace("{" + name + "}", HostileRequests.encoded(value.isEmpty() ? "-" : value));
                case "query" -> {
                    // Of a layer's hundred fields a few at a time: together they match nothing.
                    if (parameter.get("required").asBoolean() || values.chance(0.1)) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(HostileRequests.encoded(name))
                                .append('=')
                                .append(HostileRequests.encoded(value));
                    }
                }
                default -> {
                    if (values.chance(0.7) && value.matches("[ -~]+")) {
                        headers.addAll(List.of(name, value));
                    }
                }
            }
        }
        if (values.chance(0.02)) {
            query.append(query.isEmpty() ? '?' : '&').append("unknown=1");
        }
        return new Fuzzed(operation, request(operation, URI.create(server + path + query), headers));
    }

    private HttpRequest request(Operation operation, URI address, List<String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (values.chance(0.3)) {
            request.setHeader("Accept", values.any(List.of("text/html", "application/json", "image/png", "*/*")));
        }
        if (values.chance(0.5)) {
            request.setHeader(
                    "Authorization", TubanServer.basic(values.any(List.of("admin", "planner", "lead", "viewer"))));
        }
        JsonNode contents = operation.node().at("/requestBody/content");
        String method = operation.method().toUpperCase(Locale.ROOT);
        if (contents.isMissingNode()) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        String type = values.any(List.copyOf(contents.propertyNames()));
        request.setHeader("Content-Type", values.chance(0.95) ? type : "text/plain");
        String body = values.body(contents.get(type).path("schema"));
        return request.method(method, BodyPublishers.ofString(body)).build();
    }
}
