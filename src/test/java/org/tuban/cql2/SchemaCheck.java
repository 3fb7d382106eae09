package org.tuban.cql2;

import tools.jackson.databind.JsonNode;

/**
 * Whether JSON is what the schema of CQL2 asks for. Knows the keywords which that schema uses, and refuses others: the
 * validators that are to be had know no {@code $dynamicRef}.
 */
final class SchemaCheck {

    private final JsonNode schema;

    SchemaCheck(JsonNode schema) {
        this.schema = schema;
    }

    boolean accepts(JsonNode value) {
        return accepts(schema, value);
    }

    private boolean accepts(JsonNode rule, JsonNode value) {
        for (var keyword : rule.properties()) {
            if (!accepts(rule, keyword.getKey(), keyword.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private boolean accepts(JsonNode rule, String keyword, JsonNode asked, JsonNode value) {
        return switch (keyword) {
            case "$schema", "$dynamicAnchor", "$defs", "title" -> true;
            case "$dynamicRef" -> accepts(schema, value);
            case "$ref" -> accepts(schema.get("$defs").get(asked.stringValue().substring("#/$defs/".length())), value);
            case "oneOf" ->
                asked.valueStream().filter(choice -> accepts(choice, value)).count() == 1;
            case "not" -> !accepts(asked, value);
            case "type" -> isOf(asked.stringValue(), value);
            case "enum" -> asked.valueStream().anyMatch(value::equals);
            case "pattern" -> !value.isString() || value.stringValue().matches(asked.stringValue());
            case "required" -> !value.isObject() || asked.valueStream().allMatch(name -> value.has(name.stringValue()));
            case "properties" ->
                asked.properties().stream()
                        .allMatch(member ->
                                !value.has(member.getKey()) || accepts(member.getValue(), value.get(member.getKey())));
            case "minItems" -> !value.isArray() || value.size() >= asked.intValue();
            case "maxItems" -> !value.isArray() || value.size() <= asked.intValue();
            case "prefixItems" -> prefixFits(asked, value);
            case "items" -> itemsFit(asked, rule.path("prefixItems").size(), value);
            default -> throw new IllegalArgumentException("unknown keyword " + keyword);
        };
    }

    private boolean prefixFits(JsonNode asked, JsonNode value) {
        for (int i = 0; value.isArray() && i < Math.min(asked.size(), value.size()); i++) {
            if (!accepts(asked.get(i), value.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean itemsFit(JsonNode asked, int from, JsonNode value) {
        for (int i = from; value.isArray() && i < value.size(); i++) {
            if (!accepts(asked, value.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }
}
