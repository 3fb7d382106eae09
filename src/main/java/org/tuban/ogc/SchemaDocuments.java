package org.tuban.ogc;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureAddress;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the properties of a layer's features as JSON Schema 2020-12.
 *
 * <p>The schema is of the feature, not of its GeoJSON: id and shape are properties among the others, and a property
 * without a value is left out or null there. Codes are listed with their titles (profile codelist-inline). Source: OGC
 * 23-058r2 (OGC API – Features – Part 5 / Common – Part 3: Schemas), clauses 7, 8 and 15.
 */
@Component
final class SchemaDocuments {

    /** Address of the profile by which codes are in the schema itself. */
    static final String CODES_INLINE = "http://www.opengis.net/def/profile/OGC/0/codelist-inline";

    private final Layers layers;
    private final LayerProperties properties;

    SchemaDocuments(Layers layers, LayerProperties properties) {
        this.layers = layers;
        this.properties = properties;
    }

    /** The schema of a layer for a use, with titles in a language. */
    ObjectNode describe(Layer layer, SchemaUse use, Addresses addresses, Language language) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", addresses.of(use.path(layer)));
        schema.put("type", "object");
        schema.put("title", language.of(layer.title()));
        schema.put("description", language.of(layer.description()));
        ObjectNode members = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (LayerProperty property : properties.of(layer)) {
            if (use.takes(property)) {
                // The same place in each of the three schemas would leave gaps; a place only has to rise.
                members.set(property.name(), describe(layer, property, members.size() + 1, language));
                if (property.required()) {
                    required.add(property.name());
                }
            }
        }
        if (use == SchemaUse.SCHEMA && !required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode describe(Layer layer, LayerProperty property, int place, Language language) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("title", language.of(property.title()));
        Label description = property.description();
        if (description != null) {
            schema.put("description", language.of(description));
        }
        switch (property.kind()) {
            case ID -> schema.put("type", "string").put("pattern", FeatureAddress.ID.pattern());
            case GEOMETRY -> schema.put("format", format(layer));
            case VERSION -> schema.put("type", "integer").put("format", "int64").put("minimum", 1);
            case INSTANT -> schema.put("type", "string").put("format", "date-time");
            case FIELD -> field(schema, property.definition(), language);
        }
        if (property.role() != null) {
            schema.put("x-ogc-role", property.role());
        }
        if (property.readOnly()) {
            schema.put("readOnly", true);
        }
        return schema.put("x-ogc-propertySeq", place);
    }

    /** Source: OGC 23-058r2, requirement /req/schemas/properties, C. */
    private static String format(Layer layer) {
        return switch (layer.geometry()) {
            case POINT -> "geometry-point";
            case LINE_STRING -> "geometry-linestring";
            case POLYGON -> "geometry-polygon";
            case MULTI_LINE_STRING -> "geometry-multilinestring";
            case MULTI_POLYGON -> "geometry-multipolygon";
            case GEOMETRY -> "geometry-any";
        };
    }

    private void field(ObjectNode schema, Field field, Language language) {
        switch (field.type()) {
            case TEXT -> text(schema, field);
            case INTEGER -> schema.put("type", "integer").put("format", "int64");
            case NUMBER -> schema.put("type", "number").put("format", "double");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIMESTAMP -> schema.put("type", "string").put("format", "date-time");
            case TEXT_LIST ->
                text(
                        schema.put("type", "array")
                                .put("maxItems", Field.MAX_LIST_LENGTH)
                                .putObject("items"),
                        field);
            case PARTIAL_DATE -> schema.put("type", "string").put("pattern", "^\\d{4}(-\\d{2}(-\\d{2})?)?$");
            case CODE ->
                codes(
                        schema.put("type", "string"),
                        layers.codeList(Objects.requireNonNull(field.codeList())),
                        language);
        }
        if (field.minimum() != null) {
            schema.put("minimum", field.minimum());
        }
        if (field.maximum() != null) {
            schema.put("maximum", field.maximum());
        }
        if (field.unit() != null) {
            Units.write(schema, field.unit());
        }
    }

    private static void text(ObjectNode schema, Field field) {
        schema.put("type", "string")
                .put("maxLength", field.maxLength() == null ? Field.DEFAULT_MAX_LENGTH : field.maxLength());
    }

    private static void codes(ObjectNode schema, CodeList list, Language language) {
        ArrayNode codes = schema.putArray("oneOf");
        list.codes()
                .forEach(code -> codes.addObject().put("const", code.code()).put("title", language.of(code.title())));
    }
}
