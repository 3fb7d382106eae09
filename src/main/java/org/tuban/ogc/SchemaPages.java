package org.tuban.ogc;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Shows people which properties a layer's features have. */
@Component
final class SchemaPages {

    private final Layers layers;
    private final LayerProperties properties;
    private final Texts texts;

    SchemaPages(Layers layers, LayerProperties properties, Texts texts) {
        this.layers = layers;
        this.properties = properties;
        this.texts = texts;
    }

    /** The page of a layer's schema for a use. */
    Page page(Layer layer, SchemaUse use, Addresses addresses, Wanted wanted) {
        Language language = wanted.language();
        List<Map<String, Object>> rows = properties.of(layer).stream()
                .filter(use::takes)
                .map(property -> row(layer, property, language))
                .toList();
        return new Page(addresses, texts.get(use.id(), language), addresses.of(use.path(layer), Representation.JSON))
                .of(ResourceKind.SCHEMA)
                .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML))
                .crumb(texts.get("collections", language), addresses.of("/collections", Representation.HTML))
                .crumb(language.of(layer.title()), addresses.of(Addresses.collection(layer.id()), Representation.HTML))
                .with("intro", texts.get(use.id() + "Intro", language))
                .with("properties", rows);
    }

    private Map<String, Object> row(Layer layer, LayerProperty property, Language language) {
        Field field = property.field();
        return Map.of(
                "name",
                property.name(),
                "title",
                language.of(property.title()),
                "description",
                property.description() == null ? "" : language.of(property.description()),
                "type",
                type(layer, property, language),
                "unit",
                field == null || field.unit() == null ? "" : texts.unit(field.unit(), language),
                "required",
                property.required(),
                "readOnly",
                property.readOnly(),
                "codeLists",
                field == null || field.codeList() == null
                        ? List.of()
                        : List.of(codes(layers.codeList(field.codeList()), language)));
    }

    private String type(Layer layer, LayerProperty property, Language language) {
        return switch (property.kind()) {
            case ID -> texts.get("type_text", language);
            case GEOMETRY ->
                texts.get("itemShape", language) + " (" + layer.geometry().id() + ")";
            case VERSION -> texts.get("type_integer", language);
            case INSTANT -> texts.get("type_instant", language);
            case FIELD -> texts.get("type_" + property.definition().type().id(), language);
        };
    }

    private static Map<String, Object> codes(CodeList list, Language language) {
        return Map.of(
                "title", language.of(list.title()),
                "count", Integer.toString(list.codes().size()),
                "codes",
                        list.codes().stream()
                                .map(code -> Map.of("code", code.code(), "title", language.of(code.title())))
                                .toList());
    }
}
