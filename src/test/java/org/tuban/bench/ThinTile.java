package org.tuban.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a short program over PostGIS makes tiles with: polygons of EPSG:3857 as well-known binary, straight into a Mapbox
 * Vector Tile (2.1) of one layer. A measure for others, and nothing that the service uses.
 */
final class ThinTile {

    private static final int EXTENT = 4096;
    private static final int MARGIN = 64;
    private static final int MOVE = 1;
    private static final int LINE = 2;
    private static final int CLOSE = 7;

    private final double west;
    private final double north;
    private final double cell;
    private final Bytes features = new Bytes();
    private final Bytes feature = new Bytes();
    private final Bytes tags = new Bytes();
    private final Bytes commands = new Bytes();
    private final List<String> keys;
    private final Map<String, Integer> values = new LinkedHashMap<>();

    ThinTile(double west, double north, double span, List<String> keys) {
        this.west = west;
        this.north = north;
        this.cell = span / EXTENT;
        this.keys = keys;
    }

    /** A growing row of bytes. */
    private static final class Bytes {
        private byte[] bytes = new byte[256];
        private int length;

        Bytes clear() {
            length = 0;
            return this;
        }

        void varint(int value) {
            if (length + 5 > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int rest = value;
            while ((rest & ~0x7F) != 0) {
                bytes[length++] = (byte) (rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        void signed(int value) {
            varint(value << 1 ^ value >> 31);
        }

        void all(byte[] more, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
            }
            System.arraycopy(more, 0, bytes, length, count);
            length += count;
        }

        void field(int tag, Bytes more) {
            varint(tag);
            varint(more.length);
            all(more.bytes, more.length);
        }

        void text(int tag, String text) {
            byte[] more = text.getBytes(StandardCharsets.UTF_8);
            varint(tag);
            varint(more.length);
            all(more, more.length);
        }
    }

    /** Adds a row of the table. */
    void add(int id, byte[] wkb, String... texts) {
        Bytes shape = shape(ByteBuffer.wrap(wkb));
        if (shape.length == 0) {
            return;
        }
        tags.clear();
        for (int k = 0; k < texts.length; k++) {
            if (texts[k] != null) {
                tags.varint(k);
                tags.varint(values.computeIfAbsent(texts[k], text -> values.size()));
            }
        }
        feature.clear();
        feature.varint(0x08);
        feature.varint(id);
        feature.field(0x12, tags);
        feature.varint(0x18);
        feature.varint(3);
        feature.field(0x22, shape);
        features.field(0x12, feature);
    }

    byte[] toBytes() {
        Bytes layer = new Bytes();
        layer.text(0x0A, "parcel");
        layer.all(features.bytes, features.length);
        keys.forEach(key -> layer.text(0x1A, key));
        for (String value : values.keySet()) {
            tags.clear().text(0x0A, value);
            layer.field(0x22, tags);
        }
        layer.varint(0x28);
        layer.varint(EXTENT);
        layer.varint(0x78);
        layer.varint(2);
        Bytes tile = new Bytes();
        tile.field(0x1A, layer);
        return Arrays.copyOf(tile.bytes, tile.length);
    }

    private Bytes shape(ByteBuffer wkb) {
        wkb.order(wkb.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int type = wkb.getInt();
        if (type != 3) {
            throw new IllegalArgumentException("a polygon was expected, not type " + type);
        }
        commands.clear();
        int[] pen = new int[2];
        int rings = wkb.getInt();
        for (int ring = 0; ring < rings; ring++) {
            double[] places = new double[2 * wkb.getInt()];
            for (int k = 0; k < places.length; k += 2) {
                places[k] = (wkb.getDouble() - west) / cell;
                places[k + 1] = (north - wkb.getDouble()) / cell;
            }
            draw(clip(places), ring == 0, commands, pen);
            if (ring == 0 && commands.length == 0) {
                break;
            }
        }
        return commands;
    }

    /** Cuts a ring at each side of the window that it crosses. Source: Sutherland, Hodgman 1974. */
    private static double[] clip(double[] ring) {
        double[] kept = ring;
        for (int axis = 0; axis < 2; axis++) {
            kept = cut(kept, axis, -MARGIN, 1);
            kept = cut(kept, axis, EXTENT + MARGIN, -1);
        }
        return kept;
    }

    private static double[] cut(double[] ring, int axis, double edge, int sign) {
        boolean inside = true;
        for (int k = axis; k < ring.length; k += 2) {
            inside &= (ring[k] - edge) * sign >= 0;
        }
        if (inside) {
            return ring;
        }
        List<Double> kept = new ArrayList<>();
        for (int k = 0; k + 3 < ring.length; k += 2) {
            double from = (ring[k + axis] - edge) * sign;
            double to = (ring[k + 2 + axis] - edge) * sign;
            if (from >= 0) {
                kept.add(ring[k]);
                kept.add(ring[k + 1]);
            }
            if (from >= 0 != to >= 0) {
                double at = from / (from - to);
                kept.add(ring[k] + at * (ring[k + 2] - ring[k]));
                kept.add(ring[k + 1] + at * (ring[k + 3] - ring[k + 1]));
            }
        }
        if (!kept.isEmpty()) {
            kept.add(kept.get(0));
            kept.add(kept.get(1));
        }
        return kept.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void draw(double[] ring, boolean exterior, Bytes commands, int[] pen) {
        int[] places = new int[ring.length];
        int count = 0;
        for (int k = 0; k + 2 < ring.length; k += 2) {
            int x = (int) Math.rint(ring[k]);
            int y = (int) Math.rint(ring[k + 1]);
            if (count == 0 || x != places[count - 2] || y != places[count - 1]) {
                places[count++] = x;
                places[count++] = y;
            }
        }
        long twiceArea = 0;
        for (int k = 0; k < count; k += 2) {
            int next = (k + 2) % count;
            twiceArea += (long) places[k] * places[next + 1] - (long) places[next] * places[k + 1];
        }
        if (count < 6 || twiceArea == 0) {
            return;
        }
        boolean back = twiceArea > 0 != exterior;
        commands.varint(1 << 3 | MOVE);
        for (int k = 0; k < count; k += 2) {
            int from = back ? count - 2 - k : k;
            if (k == 2) {
                commands.varint((count / 2 - 1) << 3 | LINE);
            }
            commands.signed(places[from] - pen[0]);
            commands.signed(places[from + 1] - pen[1]);
            pen[0] = places[from];
            pen[1] = places[from + 1];
        }
        commands.varint(1 << 3 | CLOSE);
    }
}
