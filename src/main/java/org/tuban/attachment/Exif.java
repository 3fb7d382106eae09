package org.tuban.attachment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what may stay of a photo's Exif data, and writes data that says nothing else.
 *
 * <p>Source: CIPA DC-008 (Exif 2.32), TIFF 6.0. Whatever cannot be read is taken for not there: it would not be kept in
 * any case.
 */
final class Exif {

    /** What stands before the TIFF structure in a JPEG segment. */
    static final byte[] HEAD = {'E', 'x', 'i', 'f', 0, 0};

    private static final int ORIENTATION = 0x0112;
    private static final int EXIF = 0x8769;
    private static final int GPS = 0x8825;
    private static final int TAKEN = 0x9003;
    private static final int OFFSET = 0x9011;
    private static final int LATITUDE_SIDE = 1;
    private static final int LATITUDE = 2;
    private static final int LONGITUDE_SIDE = 3;
    private static final int LONGITUDE = 4;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private static final int ENTRY = 12;
    private static final int MOST_ENTRIES = 512;
    private static final int LONGEST_TEXT = 64;
    private static final int TIFF = 42;
    private static final double PER_DEGREE = 60;
    private static final Pattern TIME = Pattern.compile("(\\d{4}):(\\d{2}):(\\d{2}) (\\d{2}:\\d{2}:\\d{2})");
    private static final Pattern ZONE = Pattern.compile("[+-]\\d{2}:\\d{2}");

    private Exif() {}

    /** A field of a directory: where its entry stands. */
    private record Entry(int type, int count, int at) {}

    /** What a TIFF structure says, beginning with its byte order. */
    static PhotoFacts read(byte[] tiff) {
        try {
            ByteBuffer data = ByteBuffer.wrap(tiff);
            data.order(tiff.length > 0 && tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (data.getShort(2) != TIFF) {
                return PhotoFacts.NONE;
            }
            Map<Integer, Entry> main = directory(data, data.getInt(4));
            Map<Integer, Entry> exif = below(data, main.get(EXIF));
            Map<Integer, Entry> gps = below(data, main.get(GPS));
            int orientation = number(data, main.get(ORIENTATION));
            Double latitude = degrees(data, gps.get(LATITUDE), gps.get(LATITUDE_SIDE), 'S', 90);
            Double longitude = degrees(data, gps.get(LONGITUDE), gps.get(LONGITUDE_SIDE), 'W', 180);
            boolean placed = latitude != null && longitude != null;
            return new PhotoFacts(
                    orientation >= 1 && orientation <= 8 ? orientation : 1,
                    taken(data, exif),
                    placed ? longitude : null,
                    placed ? latitude : null);
        } catch (IndexOutOfBoundsException | BufferUnderflowException broken) {
            return PhotoFacts.NONE;
        }
    }

    private static Map<Integer, Entry> directory(ByteBuffer data, int at) {
        Map<Integer, Entry> entries = new HashMap<>();
        int count = Math.min(MOST_ENTRIES, data.getShort(at) & 0xFFFF);
        for (int k = 0; k < count; k++) {
            int entry = at + 2 + k * ENTRY;
            entries.put(
                    data.getShort(entry) & 0xFFFF,
                    new Entry(data.getShort(entry + 2) & 0xFFFF, data.getInt(entry + 4), entry + 8));
        }
        return entries;
    }

    private static Map<Integer, Entry> below(ByteBuffer data, @Nullable Entry pointer) {
        return pointer == null || pointer.type() != LONG ? Map.of() : directory(data, data.getInt(pointer.at()));
    }

    private static int number(ByteBuffer data, @Nullable Entry entry) {
        return entry == null || entry.type() != SHORT ? 0 : data.getShort(entry.at()) & 0xFFFF;
    }

    private static @Nullable String text(ByteBuffer data, @Nullable Entry entry) {
        if (entry == null || entry.type() != ASCII || entry.count() < 1 || entry.count() > LONGEST_TEXT) {
            return null;
        }
        byte[] text = new byte[entry.count()];
        data.get(entry.count() <= 4 ? entry.at() : data.getInt(entry.at()), text);
        return new String(text, StandardCharsets.US_ASCII).split("\0", 2)[0].strip();
    }

    private static @Nullable String taken(ByteBuffer data, Map<Integer, Entry> exif) {
        String text = text(data, exif.get(TAKEN));
        Matcher time = TIME.matcher(text == null ? "" : text);
        if (!time.matches()) {
            return null;
        }
        String zone = text(data, exif.get(OFFSET));
        return "%s-%s-%sT%s%s"
                .formatted(
                        time.group(1),
                        time.group(2),
                        time.group(3),
                        time.group(4),
                        zone != null && ZONE.matcher(zone).matches() ? zone : "");
    }

    private static @Nullable Double degrees(
            ByteBuffer data, @Nullable Entry entry, @Nullable Entry side, char negative, int most) {
        String letter = text(data, side);
        if (entry == null || entry.type() != RATIONAL || entry.count() != 3 || letter == null || letter.isEmpty()) {
            return null;
        }
        int at = data.getInt(entry.at());
        double degrees =
                rational(data, at) + (rational(data, at + 8) + rational(data, at + 16) / PER_DEGREE) / PER_DEGREE;
        if (!(degrees <= most)) {
            return null;
        }
        return letter.charAt(0) == negative ? -degrees : degrees;
    }

    private static double rational(ByteBuffer data, int at) {
        return (double) (data.getInt(at) & 0xFFFFFFFFL) / (data.getInt(at + 4) & 0xFFFFFFFFL);
    }

    /** A TIFF structure with these facts and nothing else; empty if there is nothing to say. */
    static byte[] write(PhotoFacts facts) {
        boolean timed = facts.takenAt() != null;
        boolean placed = facts.longitude() != null && facts.latitude() != null;
        if (facts.orientation() == 1 && !timed && !placed) {
            return new byte[0];
        }
        int entries = 1 + (timed ? 1 : 0) + (placed ? 1 : 0);
        ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.BIG_ENDIAN);
        out.put((byte) 'M').put((byte) 'M').putShort((short) TIFF).putInt(8);
        int end = 8 + 2 + entries * ENTRY + 4;
        out.putShort((short) entries);
        entry(out, ORIENTATION, SHORT, 1).putShort((short) facts.orientation()).putShort((short) 0);
        int exif = end;
        int gps = timed ? exif + timeLength(facts) : end;
        if (timed) {
            entry(out, EXIF, LONG, 1).putInt(exif);
        }
        if (placed) {
            entry(out, GPS, LONG, 1).putInt(gps);
        }
        out.putInt(0);
        if (timed) {
            writeTime(out, facts, exif);
        }
        if (placed) {
            writePlace(out, facts, gps);
        }
        byte[] written = new byte[out.position()];
        out.flip().get(written);
        return written;
    }

    private static ByteBuffer entry(ByteBuffer out, int tag, int type, int count) {
        return out.putShort((short) tag).putShort((short) type).putInt(count);
    }

    private static String zone(PhotoFacts facts) {
        String taken = String.valueOf(facts.takenAt());
        return taken.length() > 19 ? taken.substring(19) : "";
    }

    private static int timeLength(PhotoFacts facts) {
        boolean zoned = !zone(facts).isEmpty();
        return 2 + (zoned ? 2 : 1) * ENTRY + 4 + 20 + (zoned ? 7 : 0) + (zoned ? 1 : 0);
    }

    private static void writeTime(ByteBuffer out, PhotoFacts facts, int at) {
        String zone = zone(facts);
        boolean zoned = !zone.isEmpty();
        int texts = at + 2 + (zoned ? 2 : 1) * ENTRY + 4;
        out.putShort((short) (zoned ? 2 : 1));
        entry(out, TAKEN, ASCII, 20).putInt(texts);
        if (zoned) {
            entry(out, OFFSET, ASCII, 7).putInt(texts + 20);
        }
        out.putInt(0);
        String taken = String.valueOf(facts.takenAt());
        String exif = taken.substring(0, 10).replace('-', ':') + " " + taken.substring(11, 19) + "\0";
        out.put(exif.getBytes(StandardCharsets.US_ASCII));
        if (zoned) {
            // One byte more, since values begin at even places.
            out.put((zone + "\0\0").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void writePlace(ByteBuffer out, PhotoFacts facts, int at) {
        double latitude = facts.latitude() == null ? 0 : facts.latitude();
        double longitude = facts.longitude() == null ? 0 : facts.longitude();
        int numbers = at + 2 + 4 * ENTRY + 4;
        out.putShort((short) 4);
        entry(out, LATITUDE_SIDE, ASCII, 2)
                .put((byte) (latitude < 0 ? 'S' : 'N'))
                .put(new byte[3]);
        entry(out, LATITUDE, RATIONAL, 3).putInt(numbers);
        entry(out, LONGITUDE_SIDE, ASCII, 2)
                .put((byte) (longitude < 0 ? 'W' : 'E'))
                .put(new byte[3]);
        entry(out, LONGITUDE, RATIONAL, 3).putInt(numbers + 24);
        out.putInt(0);
        putDegrees(out, Math.abs(latitude));
        putDegrees(out, Math.abs(longitude));
    }

    /** Whole degrees, whole minutes, and seconds to a ten-thousandth: 3 mm. */
    private static void putDegrees(ByteBuffer out, double degrees) {
        long parts = Math.round(degrees * 3600 * 10_000);
        long perMinute = 60 * 10_000L;
        out.putInt((int) (parts / (60 * perMinute))).putInt(1);
        out.putInt((int) (parts / perMinute % 60)).putInt(1);
        out.putInt((int) (parts % perMinute)).putInt(10_000);
    }
}
