package org.tuban.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One layer of a tile while it is written. Source: Vector Tile Specification 2.1, section 4. */
final class LayerMessage {

    private static final int VERSION = 2;

    private final String name;
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
        this.name = name;
        features = new Protobuf(room);
        values = new Protobuf(texts);
    }

    boolean isEmpty() {
        return features.size() == 0;
    }

    /** Adds a value, whether there is an equal one or not, and gives its number. */
    int value(byte[] message, int from, int length) {
        values.bytes(4, message, from, length);
        return valueCount++;
    }

    /** The number of a value that is a number itself. */
    int value(long number) {
        return numberOfNumber.computeIfAbsent(number, added -> {
            byte[] message = Values.encode(added);
            return value(message, 0, message.length);
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
        tags.varint(key).varint(value);
    }

    /** Adds a feature with the properties given since the last one. */
    void feature(long id, int kind, Protobuf commands) {
        int length = 1 + Protobuf.sizeOf(id) + field(tags.size()) + 2 + field(commands.size());
        features.begin(2, length).number(1, id);
        features.message(2, tags).number(3, kind).message(4, commands);
        tags.clear();
    }

    /** Forgets the properties given since the last feature. */
    void dropTags() {
        tags.clear();
    }

    /** Writes the layer into a tile. */
    void writeTo(Protobuf tile) {
        Protobuf head = new Protobuf().number(15, VERSION).text(1, name);
        Protobuf tail = new Protobuf();
        keys.forEach(key -> tail.text(3, key));
        tail.raw(values).number(5, TileFrame.EXTENT);
        tile.begin(3, head.size() + features.size() + tail.size())
                .raw(head)
                .raw(features)
                .raw(tail);
    }

    private static int field(int length) {
        return 1 + Protobuf.sizeOf(length) + length;
    }
}
