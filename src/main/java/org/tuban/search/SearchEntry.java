package org.tuban.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;

/**
 * What the index keeps of a feature.
 *
 * @param ref which feature
 * @param name its name; the English one falls back on the Chinese one
 * @param code its official code, or null
 * @param state its workflow state, or null
 * @param bbox west, south, east, north in EPSG:4490 degrees, or null without a shape
 * @param keys texts by which it is found, the best of two equal ones first
 */
record SearchEntry(
        FeatureRef ref,
        Label name,
        @Nullable String code,
        @Nullable String state,
        @Nullable List<Double> bbox,
        List<SearchKey> keys) {

    private static final String NAME_EN = "name_en";
    private static final String NAME_IN_ARTICLE = "name_in_article";

    /**
     * How well a feature fits.
     *
     * @param rank 0 for best
     * @param key the text that fits best
     */
    record Fit(int rank, SearchKey key) {}

    /** The entry of a feature: its name, its other names, its codes, and the other texts of its own layer. */
    static SearchEntry of(Layer layer, Feature feature) {
        List<SearchKey> keys = new ArrayList<>();
        add(keys, feature, layer.nameField(), SearchKey.Role.NAME);
        add(keys, feature, NAME_IN_ARTICLE, SearchKey.Role.OTHER_NAME);
        add(keys, feature, NAME_EN, SearchKey.Role.OTHER_NAME);
        if (layer.codeField() != null) {
            add(keys, feature, layer.codeField(), SearchKey.Role.CODE);
        }
        keys.add(SearchKey.of("id", feature.ref().id(), SearchKey.Role.CODE));
        layer.fields().stream()
                .filter(field -> isDetail(layer, field))
                .forEach(field -> addDetails(keys, feature, field.name()));
        String name = Objects.requireNonNullElse(
                textOf(feature, layer.nameField()), feature.ref().id());
        String english = Objects.requireNonNullElse(textOf(feature, NAME_EN), name);
        return new SearchEntry(
                feature.ref(),
                new Label(name, english),
                layer.codeField() == null ? null : textOf(feature, layer.codeField()),
                layer.statusField() == null ? null : textOf(feature, layer.statusField()),
                bboxOf(feature.geometry()),
                List.copyOf(keys));
    }

    /** The entry as who does not see some fields has it. */
    SearchEntry without(Set<String> hidden) {
        if (hidden.isEmpty() || keys.stream().noneMatch(key -> hidden.contains(key.field()))) {
            return this;
        }
        boolean withoutCode = keys.stream().anyMatch(key -> key.isCode() && hidden.contains(key.field()));
        return new SearchEntry(
                ref,
                hidden.contains(NAME_EN) ? new Label(name.zh(), name.zh()) : name,
                withoutCode ? null : code,
                state,
                bbox,
                keys.stream().filter(key -> !hidden.contains(key.field())).toList());
    }

    /** How well the words fit any text of the feature, if they do. */
    Optional<Fit> fit(Needle needle) {
        Fit best = null;
        for (SearchKey key : keys) {
            int rank = key.rank(needle).orElse(Integer.MAX_VALUE);
            if (rank < (best == null ? Integer.MAX_VALUE : best.rank())) {
                best = new Fit(rank, key);
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isDetail(Layer layer, Field field) {
        return (field.type() == FieldType.TEXT || field.type() == FieldType.TEXT_LIST)
                && !field.common()
                && !field.name().equals(layer.nameField())
                && !field.name().equals(layer.codeField());
    }

    private static void add(List<SearchKey> keys, Feature feature, String field, SearchKey.Role role) {
        String text = textOf(feature, field);
        if (text != null) {
            keys.add(SearchKey.of(field, text, role));
        }
    }

    private static void addDetails(List<SearchKey> keys, Feature feature, String field) {
        if (feature.properties().get(field) instanceof List<?> texts) {
            texts.forEach(text -> keys.add(SearchKey.of(field, text.toString(), SearchKey.Role.DETAIL)));
        } else {
            add(keys, feature, field, SearchKey.Role.DETAIL);
        }
    }

    private static @Nullable String textOf(Feature feature, String field) {
        String text = feature.text(field);
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable List<Double> bboxOf(@Nullable Geometry geometry) {
        if (geometry == null || geometry.isEmpty()) {
            return null;
        }
        Envelope box = geometry.getEnvelopeInternal();
        return List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }
}
