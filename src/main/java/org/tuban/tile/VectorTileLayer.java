package org.tuban.tile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

/** One layer of a tile while it is filled. Source: Vector Tile Specification 2.1, section 4. */
final class VectorTileLayer {

    private static final int VERSION = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<Object, Integer> values = new LinkedHashMap<>();
    private final List<Protobuf> features = new ArrayList<>();
    private final String name;

    VectorTileLayer(String name) {
        this.name = name;
    }

    /** Adds a feature: its number, a shape on the tile's grid, its properties; one that is null is left out. */
    void add(long id, Geometry shape, Map<String, ? extends @Nullable Object> properties) {
        List<Integer> tags = new ArrayList<>();
        properties.forEach((key, value) -> {
            if (value != null) {
                tags.add(numberOf(keys, key));
                tags.add(numberOf(values, simple(value)));
            }
        });
        features.add(new Protobuf()
                .number(1, id)
                .packed(2, tags)
                .number(3, VectorTileShape.typeOf(shape))
                .packed(4, VectorTileShape.commands(shape)));
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    /** The layer as a message. */
    Protobuf toMessage() {
        Protobuf layer = new Protobuf().number(15, VERSION).text(1, name);
        features.forEach(feature -> layer.message(2, feature));
        keys.keySet().forEach(key -> layer.text(3, key));
        values.keySet().forEach(value -> layer.message(4, message(value)));
        return layer.number(5, TileGrid.EXTENT);
    }

    private static <T> int numberOf(Map<T, Integer> known, T wanted) {
        return known.computeIfAbsent(wanted, added -> known.size());
    }

    /** Numbers and truth values stay what they are; all else is text, a list the text of its JSON. */
    private static Object simple(Object value) {
        if (value instanceof List<?>) {
            return JSON.writeValueAsString(value);
        }
        return value instanceof Long || value instanceof Double || value instanceof Boolean ? value : value.toString();
    }

    private static Protobuf message(Object value) {
        if (value instanceof Long whole) {
            return new Protobuf().signed(6, whole);
        }
        if (value instanceof Double number) {
            return new Protobuf().fraction(3, number);
        }
        if (value instanceof Boolean truth) {
            return new Protobuf().number(7, truth ? 1 : 0);
        }
        return new Protobuf().text(1, value.toString());
    }
}
