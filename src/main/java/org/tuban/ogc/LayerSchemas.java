package org.tuban.ogc;

import java.util.Map;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Layer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes layers as schemas of OpenAPI 3.0, in the components of one document. */
final class LayerSchemas {

    private static final String PREFIX = "#/components/schemas/";

    private final ObjectNode schemas;
    private final Words words;

    /** Where codes and units have their names. */
    record Words(Map<String, CodeList> codeLists, Texts texts) {}

    LayerSchemas(ObjectNode schemas, Words words) {
        this.schemas = schemas;
        this.words = words;
    }

    /** Name of the schema of a layer's feature. */
    static String featureName(Layer layer) {
        return "feature_" + layer.id();
    }

    /** Name of the schema of a page of a layer's features. */
    static String collectionName(Layer layer) {
        return "features_" + layer.id();
    }

    /** Adds the schemas of a layer and of the code lists that it uses. */
    void add(Layer layer) {
        ObjectNode feature = object(schemas, featureName(layer), "type", "id", "geometry", "properties");
        ObjectNode members = feature.putObject("properties");
        constant(members, "type", "Feature");
        members.putObject("id").put("type", "string");
        members.putObject("geometry").put("$ref", PREFIX + "Geometry");
        if (layer.geometry() != GeometryType.GEOMETRY) {
            feature.put("description", "Shapes are of type " + layer.geometry().id());
        }
        // None is required: the parameter properties leaves out what is not wanted.
        ObjectNode properties =
                members.putObject("properties").put("type", "object").putObject("properties");
        layer.fields().forEach(field -> properties.set(field.name(), property(field)));
        properties.putObject("version").put("type", "integer").put("minimum", 1);
        properties.putObject("valid_from").put("type", "string").put("format", "date-time");
        properties.putObject("recorded_at").put("type", "string").put("format", "date-time");
        links(members);
        notice(members);

        ObjectNode page = object(
                        schemas, collectionName(layer), "type", "features", "numberReturned", "timeStamp", "links")
                .putObject("properties");
        constant(page, "type", "FeatureCollection");
        ObjectNode features = page.putObject("features").put("type", "array");
        features.putObject("items").put("$ref", PREFIX + featureName(layer));
        page.putObject("numberMatched").put("type", "integer").put("minimum", 0);
        page.putObject(FeatureJson.ESTIMATE)
                .put("type", "integer")
                .put("minimum", 0)
                .put("description", "About how many features match, where they are too many to count");
        page.putObject("numberReturned").put("type", "integer").put("minimum", 0);
        page.putObject("timeStamp").put("type", "string").put("format", "date-time");
        links(page);
        notice(page);
    }

    /** The query parameter that asks for features with a value of a field. */
    ObjectNode parameter(Field field) {
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        parameter.put("name", field.name()).put("in", "query").put("required", false);
        boolean list = field.type() == FieldType.TEXT_LIST;
        parameter.put(
                "description",
                (list ? "Only features with this text in the list: " : "Only features with this value: ")
                        + describe(field));
        parameter.put("style", "form").put("explode", false);
        parameter.set("schema", list ? text(field) : value(field));
        return parameter;
    }

    private ObjectNode property(Field field) {
        ObjectNode property;
        if (field.type() == FieldType.CODE) {
            // Beside a reference OpenAPI 3.0 passes everything over, so the reference is wrapped.
            property = JsonNodeFactory.instance.objectNode();
            property.putArray("allOf").addObject().put("$ref", PREFIX + codes(field, !field.required()));
        } else {
            property = value(field);
        }
        if (!field.required()) {
            property.put("nullable", true);
        }
        property.put(
                "title", "%s · %s".formatted(field.title().zh(), field.title().en()));
        property.put("description", describe(field));
        return property;
    }

    private ObjectNode value(Field field) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        return switch (field.type()) {
            case TEXT -> text(field);
            case INTEGER -> limits(value.put("type", "integer").put("format", "int64"), field);
            case NUMBER -> limits(value.put("type", "number").put("format", "double"), field);
            case BOOLEAN -> value.put("type", "boolean");
            case DATE -> value.put("type", "string").put("format", "date");
            case CODE -> value.put("$ref", PREFIX + codes(field, false));
            case TIMESTAMP -> value.put("type", "string").put("format", "date-time");
            case TEXT_LIST -> list(value, field);
            case PARTIAL_DATE -> value.put("type", "string").put("pattern", "^\\d{4}(-\\d{2}(-\\d{2})?)?$");
        };
    }

    private static ObjectNode list(ObjectNode value, Field field) {
        value.put("type", "array").put("maxItems", Field.MAX_LIST_LENGTH);
        value.putObject("items").setAll(text(field));
        return value;
    }

    private static ObjectNode text(Field field) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "string")
                .put("maxLength", field.maxLength() == null ? Field.DEFAULT_MAX_LENGTH : field.maxLength());
    }

    private static ObjectNode limits(ObjectNode value, Field field) {
        if (field.minimum() != null) {
            value.put("minimum", field.minimum());
        }
        if (field.maximum() != null) {
            value.put("maximum", field.maximum());
        }
        return value;
    }

    /** Name of the schema of a field's codes; one that is nullable must have null among its values too. */
    private String codes(Field field, boolean nullable) {
        CodeList list = words.codeLists().get(field.codeList());
        if (list == null) {
            throw new IllegalStateException("no code list " + field.codeList());
        }
        String name = "codes_" + list.id() + (nullable ? "_or_null" : "");
        if (!schemas.has(name)) {
            ObjectNode codes = schemas.putObject(name).put("type", "string");
            codes.put(
                    "title", "%s · %s".formatted(list.title().zh(), list.title().en()));
            ArrayNode values = codes.putArray("enum");
            list.codes().forEach(code -> values.add(code.code()));
            if (nullable) {
                codes.put("nullable", true);
                values.addNull();
            }
        }
        return name;
    }

    private String describe(Field field) {
        StringBuilder text = new StringBuilder(field.title().en());
        if (field.unit() != null) {
            text.append(" (")
                    .append(words.texts().unit(field.unit(), Language.EN))
                    .append(')');
        }
        if (field.description() != null) {
            text.append(". ").append(field.description().en());
        }
        return text.toString();
    }

    private static ObjectNode object(ObjectNode parent, String name, String... required) {
        ObjectNode object = parent.putObject(name).put("type", "object");
        ArrayNode names = object.putArray("required");
        for (String member : required) {
            names.add(member);
        }
        return object;
    }

    private static void constant(ObjectNode members, String name, String value) {
        members.putObject(name).put("type", "string").putArray("enum").add(value);
    }

    private static void notice(ObjectNode members) {
        members.putObject(FeatureJson.NOTICE).put("$ref", PREFIX + "Label");
    }

    private static void links(ObjectNode members) {
        members.putObject("links").put("type", "array").putObject("items").put("$ref", PREFIX + "Link");
    }
}
