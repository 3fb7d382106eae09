package org.tuban.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that a schema allows, and such that it does not, or that nobody expects. */
final class SchemaValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> ODD = List.of(
            "",
            " ",
            "x",
            "-1",
            "0",
            "1e400",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "2024-02-30",
            "' OR 1=1 --",
            "图斑",
            "\uD83D\uDE00",
            "%",
            "a,b",
            "..",
            "*",
            "99999999999999999999");

    /** Texts of the demo data and of the standard, tried where a pattern asks for one. */
    private static final List<String> KNOWN = List.of(
            "parcel",
            "block",
            "village",
            "PCL-FSX-01",
            "BLK-FSX-3",
            "k1",
            "\"1\"",
            "\"2\"",
            "2024",
            "2024-02",
            "2024-02-29",
            "2024-02-29T08:00:00Z",
            "SIGNING",
            "CLEARED",
            "a",
            "1");

    private final JsonNode document;
    private final Random random;

    SchemaValues(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value as a parameter has it, right or wrong. */
    String parameter(JsonNode given, boolean right) {
        if (!right) {
            return any(ODD);
        }
        JsonNode schema = resolve(given);
        JsonNode value = right(schema, 0);
        if (value instanceof ArrayNode list) {
            return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
        }
        return value.asString("");
    }

    /** A body, right, nearly right, or not JSON at all. */
    String body(JsonNode schema) {
        if (chance(0.1)) {
            return any(ODD);
        }
        JsonNode body = right(resolve(schema), 0);
        if (chance(0.5) && body instanceof ObjectNode object && !object.isEmpty()) {
            String member = any(List.copyOf(object.propertyNames()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(member);
                case 1 -> object.put(member, any(ODD));
                default -> object.put("unknown", 1);
            }
        }
        return JSON.writeValueAsString(body);
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference == null ? schema : document.at(reference.stringValue().substring(1));
    }

    private JsonNode right(JsonNode given, int depth) {
        JsonNode schema = resolve(given);
        if (schema.has("enum")) {
            return any(schema.get("enum").valueStream().toList());
        }
        for (String kind : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(kind)) {
                return right(any(schema.get(kind).valueStream().toList()), depth + 1);
            }
        }
        return switch (schema.path("type").asString("")) {
            case "integer" -> NODES.numberNode(whole(schema));
            case "number" -> NODES.numberNode(schema.path("minimum").asDouble(0) + random.nextDouble());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> list(schema, depth);
            case "object" -> object(schema, depth);
            default -> NODES.stringNode(text(schema));
        };
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = Math.max(least, schema.path("maximum").asLong(least + 20));
        // The small ones mean something more often than the large ones.
        long span = chance(0.7) ? Math.min(most - least, 12) : most - least;
        return least + (long) (random.nextDouble() * (span + 1));
    }

    private ArrayNode list(JsonNode schema, int depth) {
        ArrayNode list = NODES.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int count = depth > 6 ? least : least + random.nextInt(3);
        IntStream.range(0, count).forEach(at -> list.add(right(schema.path("items"), depth + 1)));
        return list;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || depth < 5 && chance(0.5)) {
                object.set(member.getKey(), right(member.getValue(), depth + 1));
            }
        });
        return object;
    }

    private String text(JsonNode schema) {
        String format = schema.path("format").asString("");
        if (format.equals("date")) {
            return "2024-02-29";
        }
        if (format.equals("date-time")) {
            return "2024-02-29T08:00:00Z";
        }
        String pattern = schema.path("pattern").asString("");
        if (!pattern.isEmpty()) {
            List<String> fit = new ArrayList<>(KNOWN);
            fit.removeIf(known -> !known.matches(pattern.replaceAll("^\\^|\\$$", "")));
            if (!fit.isEmpty()) {
                return any(fit);
            }
        }
        return any(KNOWN);
    }
}
