package org.tuban.tile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One layer of a tile while it is written. Source: Vector Tile Specification 2.1, section 4. */
final class LayerMessage {

    /** Field of a layer that its values have. */
    static final int VALUE = 4;

    private static final int VERSION = 2;

    private static final Protobuf TAIL = new Protobuf(4).number(5, TileFrame.EXTENT);

    private final Protobuf head = new Protobuf(64);
    private final Protobuf features;
    private final Protobuf values;
    private final Protobuf tags = new Protobuf();
    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> numberOfKey = new HashMap<>();
    private final Map<Long, Integer> numberOfNumber = new HashMap<>();
    private int valueCount;

    /**
     * A layer without features.
     *
     * @param name its name on the tile
     * @param room bytes that its features will take, about
     * @param texts bytes that its values will take, about
     */
    LayerMessage(String name, int room, int texts) {
        head.number(15, VERSION).text(1, name);
        features = new Protobuf(room);
        values = new Protobuf(texts);
    }

    boolean isEmpty() {
        return features.size() == 0;
    }

    /** Adds a value, whether there is an equal one or not, and gives its number. */
    int value(byte[] message) {
        values.bytes(VALUE, message, 0, message.length);
        return valueCount++;
    }

    /** The number that the value has which is added next. */
    int nextValue() {
        return valueCount;
    }

    /** Adds the values of rows that follow one another, whether there are equal ones or not. */
    void values(ValueColumn column, int first, int end) {
        int begin = column.begin(first);
        values.raw(column.bytes(), begin, column.begin(end) - begin);
        valueCount += column.count(first, end);
    }

    /** The number of a value that is a number itself. */
    int value(long number) {
        return numberOfNumber.computeIfAbsent(number, added -> {
            byte[] message = Values.encode(added);
            return value(message);
        });
    }

    /** The number of a key. */
    int key(String key) {
        return numberOfKey.computeIfAbsent(key, added -> {
            keys.add(added);
            return keys.size() - 1;
        });
    }

    /** Gives the feature that is written next a property. */
    void tag(int key, int value) {
        tags.varints(key, value);
    }

    /** Adds a feature with the properties given since the last one. */
    void feature(long id, int kind, Protobuf commands) {
        features.feature(id, tags, kind, commands);
        tags.clear();
    }

    /** Bytes that the layer takes in a tile. */
    int length() {
        int body = body();
        return 1 + Protobuf.sizeOf(body) + body;
    }

    /** Writes the layer into a tile. */
    void writeTo(Protobuf tile) {
        tile.begin(3, body()).raw(head).raw(features);
        keys.forEach(key -> tile.text(3, key));
        tile.raw(values).raw(TAIL);
    }

    private int body() {
        int names = 0;
        for (String key : keys) {
            int length = key.getBytes(StandardCharsets.UTF_8).length;
            names += 1 + Protobuf.sizeOf(length) + length;
        }
        return head.size() + features.size() + names + values.size() + TAIL.size();
    }
}
