package org.tuban.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.feature.FieldValue;
import org.tuban.geo.Partition;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.layer.Reshaping;

/**
 * What becomes of values: those that are given count, numbers that add up are apportioned or added up, what is no longer
 * true goes, and the rest is handed on.
 *
 * <p>The state of the workflow is handed on as well: what a parcel has been through, its parts have been through. A
 * surveyed shape that somebody has drawn a line through is no longer surveyed, unless the caller says that it is.
 */
final class HandedValues {

    private static final String UNCERTAINTY = "horizontal_uncertainty_m";
    private static final String SURVEYED = "surveyed";

    private final Layer layer;
    private final Reshaping reshaping;
    private final List<Feature> parents;
    private final List<Draft.Child> children;

    HandedValues(Layer layer, List<Feature> parents, List<Draft.Child> children) {
        this.layer = layer;
        this.reshaping = Objects.requireNonNull(layer.reshaping());
        this.parents = parents;
        this.children = children;
    }

    /** The number that the caller gives for a field of a child, or null. */
    static @Nullable Double given(Draft.Child child, @Nullable String field) {
        return field != null && child.values().get(field) instanceof Number number ? number.doubleValue() : null;
    }

    /** Values of each part of the only parent. */
    List<Map<String, @Nullable Object>> divided(@Nullable List<Double> weights) {
        Feature parent = parents.get(0);
        Map<String, List<@Nullable Object>> numbers = new LinkedHashMap<>();
        addingUp().forEach(field -> numbers.put(field.name(), parts(field, parent, weights)));
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Field field : layer.fields()) {
                List<@Nullable Object> parts = numbers.get(field.name());
                values.put(field.name(), parts != null ? parts.get(i) : handed(field, parent, i));
            }
            all.add(withGiven(values, i));
        }
        return all;
    }

    /** Values of what all parents become. */
    Map<String, @Nullable Object> merged(Feature largest) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<Field> addingUp = addingUp().toList();
        for (Field field : layer.fields()) {
            values.put(field.name(), addingUp.contains(field) ? sum(field) : agreed(field, largest));
        }
        Map<String, @Nullable Object> all = withGiven(values, 0);
        for (Field field : addingUp) {
            Double given = given(children.get(0), field.name());
            if (given != null && sum(field) instanceof Number before) {
                requireBalance(field, before.doubleValue(), List.of(given));
            }
        }
        return all;
    }

    /** Values that change with the shapes of an adjustment, for each parent in its order. */
    List<Map<String, @Nullable Object>> adjusted(@Nullable List<Double> growth) {
        List<@Nullable Object> areas = new ArrayList<>();
        Field area = areaField().orElse(null);
        if (area != null) {
            areas.addAll(adjustedAreas(area, growth));
        }
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            if (area != null) {
                values.put(area.name(), areas.get(i));
            }
            if (SURVEYED.equals(Accuracy.of(parents.get(i)))) {
                values.put(Accuracy.FIELD, Accuracy.DRAWN);
            }
            all.add(withGiven(values, i));
        }
        return all;
    }

    private List<? extends @Nullable Object> adjustedAreas(Field area, @Nullable List<Double> growth) {
        List<Double> stated = numbers(area);
        List<Double> given = givenOf(area);
        if (stated.size() < parents.size()) {
            return parents.stream()
                    .map(parent -> parent.properties().get(area.name()))
                    .toList();
        }
        double total = Apportionment.sum(stated);
        if (!given.isEmpty()) {
            requireBalance(area, total, given);
            return typed(area, given);
        }
        if (growth == null) {
            throw areaMissing(area, 0);
        }
        List<Double> grown = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            grown.add(Math.max(0, stated.get(i) + growth.get(i)));
        }
        return typed(area, Apportionment.of(total, grown, 0));
    }

    private Map<String, @Nullable Object> withGiven(Map<String, @Nullable Object> values, int child) {
        children.get(child).values().forEach((name, raw) -> {
            if (name.equals(layer.statusField())) {
                throw Problem.invalidBody(
                        "children[%d].values.%s".formatted(child, name), null, "nothing: the workflow changes it");
            }
            values.put(
                    name,
                    layer.field(name)
                            .<@Nullable Object>map(field -> FieldValue.read(field, raw))
                            .orElse(raw));
        });
        return values;
    }

    private List<@Nullable Object> parts(Field field, Feature parent, @Nullable List<Double> weights) {
        List<Double> given = givenOf(field);
        List<@Nullable Object> parts = new ArrayList<>();
        if (!(parent.properties().get(field.name()) instanceof Number total)) {
            children.forEach(child -> parts.add(null));
        } else if (!given.isEmpty()) {
            requireBalance(field, total.doubleValue(), given);
            parts.addAll(typed(field, given));
        } else if (weights == null) {
            children.forEach(child -> parts.add(null));
        } else {
            parts.addAll(typed(field, Apportionment.of(total.doubleValue(), weights, 0)));
        }
        return parts;
    }

    private void requireBalance(Field field, double before, List<Double> after) {
        double sum = Apportionment.sum(after);
        double tolerated = field.name().equals(reshaping.areaField()) ? Partition.LEAST_SQUARE_METRES : 1e-6;
        if (Math.abs(sum - before) >= tolerated) {
            throw Refusals.unbalanced("children[].values." + field.name(), before, sum);
        }
    }

    /** What the caller gives for a field: for all children, or for none. */
    private List<Double> givenOf(Field field) {
        List<Double> given = children.stream()
                .map(child -> given(child, field.name()))
                .filter(Objects::nonNull)
                .toList();
        if (!given.isEmpty() && given.size() < children.size()) {
            throw Problem.invalidBody(
                    "children[].values." + field.name(), null, "a number for each child, or for none of them");
        }
        return given;
    }

    private @Nullable Object handed(Field field, Feature parent, int child) {
        Object value = parent.properties().get(field.name());
        if (field.name().equals(layer.nameField())) {
            return numbered(field, String.valueOf(value), child + 1);
        }
        if (isCleared(field)) {
            return null;
        }
        return field.name().equals(Accuracy.FIELD) && SURVEYED.equals(value) ? Accuracy.DRAWN : value;
    }

    private static String numbered(Field field, String name, int number) {
        String ending = "-" + number;
        int most = field.maxLength() == null ? Field.DEFAULT_MAX_LENGTH : field.maxLength();
        return name.substring(0, Math.min(name.length(), most - ending.length())) + ending;
    }

    private @Nullable Object agreed(Field field, Feature largest) {
        List<@Nullable Object> values = new ArrayList<>();
        parents.forEach(parent -> values.add(parent.properties().get(field.name())));
        if (field.name().equals(Accuracy.FIELD)) {
            return Accuracy.coarsest(parents.stream().map(Accuracy::of).toList());
        }
        if (field.name().equals(UNCERTAINTY)) {
            return values.stream()
                    .filter(Double.class::isInstance)
                    .map(Double.class::cast)
                    .max(Double::compare)
                    .orElse(null);
        }
        if (isCleared(field)) {
            return null;
        }
        boolean same = values.stream().distinct().count() == 1;
        return same || field.required() ? largest.properties().get(field.name()) : null;
    }

    private boolean isCleared(Field field) {
        return reshaping.clear().contains(field.name()) || field.name().equals(layer.codeField());
    }

    private @Nullable Object sum(Field field) {
        List<Double> numbers = numbers(field);
        return numbers.size() < parents.size()
                ? null
                : typed(field, List.of(Apportionment.sum(numbers))).get(0);
    }

    private List<Double> numbers(Field field) {
        return parents.stream()
                .map(parent -> parent.properties().get(field.name()))
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .toList();
    }

    private static List<? extends Object> typed(Field field, List<Double> numbers) {
        return field.type() == FieldType.INTEGER
                ? numbers.stream().map(Double::longValue).toList()
                : numbers;
    }

    private Stream<Field> addingUp() {
        return Stream.concat(
                areaField().stream(), reshaping.apportion().stream().flatMap(name -> layer.field(name).stream()));
    }

    private Optional<Field> areaField() {
        return Optional.ofNullable(reshaping.areaField()).flatMap(layer::field);
    }

    /** The refusal of shapes that are too rough to have an area, without stated ones. */
    static Problem areaMissing(Field area, int child) {
        return Refusals.of(
                "area-missing",
                "children[%d].values.%s".formatted(child, area.name()),
                "the shape is too rough to measure an area; needed is the stated one of each child");
    }
}
