package org.tuban.ogc;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Count;
import org.tuban.feature.Feature;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Shows features to people: a table of them, or one with all it has. */
@Component
final class ItemPages {

    /** Fields beside name, code and state that a table shows; the rest is on the feature's own page. */
    private static final int MORE_COLUMNS = 3;

    private static final int LONGEST_CELL = 120;

    /** Field of every layer with a name for those who don't read Chinese. */
    private static final String ENGLISH_NAME = "name_en";

    private final Layers layers;
    private final PageReader reader;
    private final Answers answers;
    private final Texts texts;
    private final Honesty honesty;

    ItemPages(Layers layers, PageReader reader, Answers answers, Texts texts, Honesty honesty) {
        this.layers = layers;
        this.reader = reader;
        this.answers = answers;
        this.texts = texts;
        this.honesty = honesty;
    }

    /** Sends a table of a page of features. */
    void send(HttpServletResponse response, ItemsAnswer answer) throws IOException {
        Layer layer = answer.layer();
        Language language = answer.wanted().language();
        List<Field> columns = columns(layer);
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> notices = new LinkedHashSet<>();
        reader.read(answer.page(), feature -> {
            rows.add(row(layer, feature, columns, answer));
            honesty.notice(feature).ifPresent(notice -> notices.add(language.of(notice)));
        });
        String path = Addresses.items(layer.id());
        String jsonHref = answer.addresses().of(path, answer.asked().here(), Representation.JSON);
        String beforeIds = answer.addresses().of(path) + "/";
        Page page = page(layer, answer.addresses(), answer.wanted(), language.of(layer.title()), jsonHref)
                .with(
                        "columns",
                        columns.stream().map(field -> heading(field, language)).toList())
                .with("rows", rows)
                .with("notices", notices)
                .with("empty", rows.isEmpty())
                .map(rows.isEmpty() ? "" : jsonHref, "", names(layer, language), beforeIds)
                .with("count", count(rows.size(), answer.matched()))
                .with("mapHref", answer.addresses().onMap(layer.id()))
                .with("next", answer.next().stream().map(Link::href).toList())
                .with("prev", answer.prev().stream().map(Link::href).toList());
        answers.page(response, answer.wanted(), answer.links(), "items", page);
    }

    private static String count(int shown, Count matched) {
        return String.format(Locale.ROOT, matched.exact() ? "%d / %d" : "%d / ≈ %d", shown, matched.number());
    }

    /** The page of one feature. */
    Page item(Layer layer, Feature feature, Addresses addresses, Wanted wanted) {
        Language language = wanted.language();
        List<Map<String, String>> values = new ArrayList<>();
        for (Field field : layer.fields()) {
            String value = shown(field, feature.properties().get(field.name()), language);
            if (!value.isEmpty()) {
                values.add(Map.of("title", heading(field, language), "name", field.name(), "value", value));
            }
        }
        String jsonHref = addresses.of(Addresses.item(layer.id(), feature.ref().id()), Representation.JSON);
        return page(layer, addresses, wanted, name(layer, feature, language), jsonHref)
                .map(feature.geometry() == null ? "" : jsonHref, "", names(layer, language), "")
                .crumb(texts.get("items", language), addresses.of(Addresses.items(layer.id()), Representation.HTML))
                .with("id", feature.ref().id())
                .with("version", Long.toString(feature.version()))
                .with(
                        "versionsHref",
                        addresses.of(Addresses.item(layer.id(), feature.ref().id()) + "/versions", Representation.HTML))
                .with("validFrom", feature.validFrom().toString())
                .with("recordedAt", feature.recordedAt().toString())
                .with(
                        "shape",
                        feature.geometry() == null
                                ? texts.get("itemNoShape", language)
                                : feature.geometry().getGeometryType())
                .with("mapHref", addresses.onMap(layer.id(), feature.ref().id()))
                .with(
                        "notices",
                        honesty.notice(feature).map(language::of).stream().toList())
                .with("values", values);
    }

    /** The page that lists the versions of a feature. */
    Page versions(Layer layer, String id, List<VersionAnswers.Listed> versions, Addresses addresses, Wanted wanted) {
        Language language = wanted.language();
        String jsonHref = addresses.of(Addresses.item(layer.id(), id) + "/versions", Representation.JSON);
        return page(layer, addresses, wanted, id, jsonHref)
                .crumb(texts.get("items", language), addresses.of(Addresses.items(layer.id()), Representation.HTML))
                .crumb(id, addresses.of(Addresses.item(layer.id(), id), Representation.HTML))
                .with(
                        "versions",
                        versions.stream()
                                .map(version -> Map.of(
                                        "href", version.href() + "?f=html",
                                        "version", Long.toString(version.version()),
                                        "operation", texts.get("operation_" + version.operation(), language),
                                        "validFrom", version.validFrom().toString(),
                                        "validTo",
                                                version.validTo() == null
                                                        ? ""
                                                        : version.validTo().toString(),
                                        "recordedAt", version.recordedAt().toString(),
                                        "note", version.note() == null ? "" : version.note()))
                                .toList());
    }

    private Page page(Layer layer, Addresses addresses, Wanted wanted, String title, String jsonHref) {
        Language language = wanted.language();
        return new Page(addresses, title, jsonHref)
                .of(ResourceKind.FEATURES)
                .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML))
                .crumb(texts.get("collections", language), addresses.of("/collections", Representation.HTML))
                .crumb(language.of(layer.title()), addresses.of(Addresses.collection(layer.id()), Representation.HTML));
    }

    private Map<String, Object> row(Layer layer, Feature feature, List<Field> columns, ItemsAnswer answer) {
        Language language = answer.wanted().language();
        String id = feature.ref().id();
        return Map.of(
                "href", answer.addresses().of(Addresses.item(layer.id(), id), Representation.HTML),
                "mapHref", answer.addresses().onMap(layer.id(), id),
                "id", id,
                "name", cut(name(layer, feature, language)),
                "cells",
                        columns.stream()
                                .map(field ->
                                        cut(shown(field, feature.properties().get(field.name()), language)))
                                .toList());
    }

    private static List<Field> columns(Layer layer) {
        List<Field> first = Stream.of(layer.codeField(), layer.statusField())
                .flatMap(name -> name == null ? Stream.empty() : layer.field(name).stream())
                .toList();
        Stream<Field> more = layer.fields().stream()
                .filter(field -> !field.common() && !field.name().equals(layer.nameField()) && !first.contains(field))
                .limit(MORE_COLUMNS);
        return Stream.concat(first.stream(), more).toList();
    }

    private String heading(Field field, Language language) {
        String title = language.of(field.title());
        return field.unit() == null ? title : title + " (" + texts.unit(field.unit(), language) + ")";
    }

    /** The fields that people of a language know a layer's features by, the best first, separated by commas. */
    static String names(Layer layer, Language language) {
        return language == Language.EN ? ENGLISH_NAME + "," + layer.nameField() : layer.nameField();
    }

    private static String name(Layer layer, Feature feature, Language language) {
        String english = feature.text(ENGLISH_NAME);
        if (language == Language.EN && english != null) {
            return english;
        }
        String name = feature.text(layer.nameField());
        return name == null ? feature.ref().id() : name;
    }

    private String shown(Field field, @Nullable Object value, Language language) {
        if (value == null) {
            return "";
        }
        if (field.type() == FieldType.CODE) {
            CodeList codes = layers.codeLists().get(field.codeList());
            return codes == null
                    ? value.toString()
                    : codes.find(value.toString())
                            .map(code -> language.of(code.title()))
                            .orElse(value.toString());
        }
        if (value instanceof Boolean truth) {
            return texts.get(truth ? "yes" : "no", language);
        }
        if (value instanceof List<?> entries) {
            return entries.stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(texts.get("listSeparator", language)));
        }
        return value instanceof Double number ? FeatureJson.plain(number) : value.toString();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
    }
}
