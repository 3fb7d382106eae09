package org.tuban.tile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Feature;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.layer.Theme;

/**
 * What tiles say about each feature of a layer: its id, and the values of some fields.
 *
 * @param layer the layer
 * @param names names of the fields, without the id
 */
public record TileFields(Layer layer, List<String> names) {

    /** Name under which a tile has the id of a feature, since a tile's own ids are numbers. */
    public static final String ID = "id";

    private static final String ACCURACY = "geometry_accuracy";

    /** Copies the names. */
    public TileFields {
        names = List.copyOf(names);
    }

    /** What tiles have unless asked for more: what the map is drawn by, which is name, state, themes and accuracy. */
    public static TileFields of(Layer layer) {
        Set<String> names = new LinkedHashSet<>();
        names.add(layer.nameField());
        if (layer.statusField() != null) {
            names.add(layer.statusField());
        }
        layer.themes().stream().map(Theme::field).forEach(names::add);
        names.add(ACCURACY);
        names.removeIf(name -> layer.field(name).isEmpty());
        return new TileFields(layer, new ArrayList<>(names));
    }

    /** What tiles have for everybody who sees the layer: nothing that is hidden from some of them. */
    static TileFields commonOf(Layer layer) {
        return of(layer.seenUpTo(layer.visibility()));
    }

    /** Id and values of a feature, in the order of {@link #keys}. */
    @Nullable
    Object[] valuesOf(Feature feature) {
        @Nullable Object[] values = new Object[names.size() + 1];
        values[0] = feature.ref().id();
        for (int k = 1; k < values.length; k++) {
            values[k] = value(feature, names.get(k - 1));
        }
        return values;
    }

    private static @Nullable Object value(Feature feature, String name) {
        return switch (name) {
            case "version" -> feature.version();
            case "valid_from" -> feature.validFrom();
            case "recorded_at" -> feature.recordedAt();
            default -> feature.properties().get(name);
        };
    }

    /** Names of all that a tile says about a feature: the id, then the fields. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(ID);
        keys.addAll(names);
        return keys;
    }

    /** True for fields by whose values a map is coloured and features are summed up: state and themes. */
    boolean isCounted(String name) {
        return name.equals(layer.statusField())
                || layer.themes().stream().anyMatch(theme -> theme.field().equals(name));
    }

    /** True for fields with few different values. */
    boolean isCoded(String name) {
        return isCounted(name)
                || layer.field(name)
                        .map(Field::type)
                        .filter(FieldType.CODE::equals)
                        .isPresent();
    }
}
