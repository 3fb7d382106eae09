package org.tuban.tile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads tiles back, written from the specification (Vector Tile Specification 2.1) and not from the writer. */
public final class VectorTileReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    private VectorTileReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** A layer of a tile. */
    public record TileLayer(String name, int version, int extent, List<TileFeature> features) {}

    /**
     * A feature of a tile.
     *
     * @param id its number
     * @param type 1 point, 2 line, 3 polygon
     * @param paths what the pen drew between two lifts, rings without the closing place repeated
     * @param properties by name
     */
    public record TileFeature(long id, int type, List<List<long[]>> paths, Map<String, Object> properties) {}

    /** The layers of a tile. */
    public static List<TileLayer> read(byte[] tile) {
        VectorTileReader reader = new VectorTileReader(tile, 0, tile.length);
        List<TileLayer> layers = new ArrayList<>();
        while (reader.at < reader.end) {
            int field = reader.field();
            if (field != 3) {
                throw new IllegalStateException("a tile has layers alone, not field " + field);
            }
            layers.add(layer(reader.inner()));
        }
        return layers;
    }

    private static TileLayer layer(VectorTileReader in) {
        String name = "";
        int version = 1;
        int extent = 4096;
        List<VectorTileReader> features = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        while (in.at < in.end) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> features.add(in.inner());
                case 3 -> keys.add(in.text());
                case 4 -> values.add(value(in.inner()));
                case 5 -> extent = (int) in.varint();
                case 15 -> version = (int) in.varint();
                default -> throw new IllegalStateException("no such field of a layer");
            }
        }
        return new TileLayer(
                name,
                version,
                extent,
                features.stream().map(feature -> feature(feature, keys, values)).toList());
    }

    private static TileFeature feature(VectorTileReader in, List<String> keys, List<Object> values) {
        long id = 0;
        int type = 0;
        List<Long> tags = List.of();
        List<Long> commands = List.of();
        while (in.at < in.end) {
            switch (in.field()) {
                case 1 -> id = in.varint();
                case 2 -> tags = in.packed();
                case 3 -> type = (int) in.varint();
                case 4 -> commands = in.packed();
                default -> throw new IllegalStateException("no such field of a feature");
            }
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int k = 0; k < tags.size(); k += 2) {
            properties.put(
                    keys.get(tags.get(k).intValue()), values.get(tags.get(k + 1).intValue()));
        }
        return new TileFeature(id, type, paths(commands), properties);
    }

    private static List<List<long[]>> paths(List<Long> commands) {
        List<List<long[]>> paths = new ArrayList<>();
        long x = 0;
        long y = 0;
        int k = 0;
        while (k < commands.size()) {
            long command = commands.get(k++);
            long count = command >> 3;
            int id = (int) (command & 7);
            if (id == 7) {
                continue;
            }
            for (long step = 0; step < count; step++) {
                x += unzigzag(commands.get(k++));
                y += unzigzag(commands.get(k++));
                if (id == 1) {
                    paths.add(new ArrayList<>());
                }
                paths.get(paths.size() - 1).add(new long[] {x, y});
            }
        }
        return paths;
    }

    private static Object value(VectorTileReader in) {
        return switch (in.field()) {
            case 1 -> in.text();
            case 3 -> in.fraction();
            case 6 -> unzigzag(in.varint());
            case 7 -> in.varint() == 1;
            default -> throw new IllegalStateException("a value of a kind that is not written here");
        };
    }

    private double fraction() {
        long bits = 0;
        for (int k = 0; k < Double.BYTES; k++) {
            bits |= (bytes[at++] & 0xFFL) << (Byte.SIZE * k);
        }
        return Double.longBitsToDouble(bits);
    }

    private int field() {
        return (int) (varint() >>> 3);
    }

    private String text() {
        VectorTileReader inner = inner();
        return new String(bytes, inner.at, inner.end - inner.at, StandardCharsets.UTF_8);
    }

    private List<Long> packed() {
        VectorTileReader inner = inner();
        List<Long> values = new ArrayList<>();
        while (inner.at < inner.end) {
            values.add(inner.varint());
        }
        return values;
    }

    private VectorTileReader inner() {
        int length = (int) varint();
        VectorTileReader inner = new VectorTileReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
