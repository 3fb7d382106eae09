package org.tuban.ogc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FieldValue;
import org.tuban.feature.Position;
import org.tuban.feature.Sort;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page begins or ends, in a form that asks nobody to do sums with it.
 *
 * @param place place of a feature in the list; without values if those were too long for an address
 * @param backwards false if the page begins behind the place, true if it ends with it
 */
record Cursor(Position place, boolean backwards) {

    /** Name of the parameter. */
    static final String PARAMETER = "cursor";

    private static final String ALLOWED = "the cursor of a next or prev link, unchanged";
    private static final int RADIX = 36;
    /** Longest text of a key, which is at most 2^53. */
    private static final int MAX_LENGTH = 12;

    private static final long MAX_KEY = 1L << 53;
    /** Characters of values; a request line holds other things, too. */
    private static final int MAX_VALUES = 3000;

    private static final char KEY = 'k';
    private static final char KEY_BACK = 'b';
    private static final char SORTED = 's';
    private static final char SORTED_BACK = 'r';
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The page behind a place. */
    static Cursor after(Position place) {
        return new Cursor(place, false);
    }

    /** The page that ends with a place. */
    static Cursor upTo(Position place) {
        return new Cursor(place, true);
    }

    /** As links carry it, for a list in that order. */
    String text(FeatureQuery query) {
        if (query.sort().isEmpty()) {
            return (backwards ? KEY_BACK : KEY) + Long.toString(place.key(), RADIX);
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(place.key());
        place.values().forEach(value -> all.add(FieldValue.toJson(value)));
        String values = JSON.writeValueAsString(all);
        if (values.length() > MAX_VALUES) {
            values = JSON.writeValueAsString(all.subList(0, 1));
        }
        byte[] bytes = values.getBytes(StandardCharsets.UTF_8);
        return (backwards ? SORTED_BACK : SORTED)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
                + "." + check(values, query);
    }

    /** Tells a cursor of this very list from one that was changed or belongs to another. */
    private static String check(String values, FeatureQuery query) {
        CRC32 sum = new CRC32();
        sum.update((query.layer().id() + query.sort() + values).getBytes(StandardCharsets.UTF_8));
        return Long.toString(sum.getValue(), RADIX);
    }

    /**
     * The cursor that a link carried.
     *
     * @param query the list, with its order
     * @throws Problem invalid-parameter if no link of this service carries such a cursor
     */
    static Cursor read(String text, FeatureQuery query) {
        char mark = text.isEmpty() ? ' ' : text.charAt(0);
        Position place = switch (mark) {
            case KEY, KEY_BACK -> byKey(text, query);
            case SORTED, SORTED_BACK -> sorted(text, query);
            default -> null;
        };
        if (place == null) {
            throw refusal(text);
        }
        return new Cursor(place, mark == KEY_BACK || mark == SORTED_BACK);
    }

    private static Problem refusal(String text) {
        return Problem.invalidParameter(PARAMETER, text, ALLOWED);
    }

    private static @Nullable Position byKey(String text, FeatureQuery query) {
        if (query.sort().isEmpty() && text.length() <= MAX_LENGTH && text.matches("[kb][0-9a-z]+")) {
            long key = Long.parseLong(text.substring(1), RADIX);
            if (key <= MAX_KEY && Long.toString(key, RADIX).equals(text.substring(1))) {
                return Position.of(key);
            }
        }
        return null;
    }

    private static @Nullable Position sorted(String text, FeatureQuery query) {
        int point = text.indexOf('.');
        if (query.sort().isEmpty() || point < 0) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(1, point));
            String values = new String(bytes, StandardCharsets.UTF_8);
            if (!check(values, query).equals(text.substring(point + 1))) {
                return null;
            }
            List<@Nullable Object> all = JSON.readValue(values, new TypeReference<>() {});
            return all.get(0) instanceof Number key
                            && (all.size() == 1 || all.size() == query.sort().size() + 1)
                    ? new Position(values(all, query), key.longValue())
                    : null;
        } catch (IllegalArgumentException | JacksonException | DateTimeParseException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static List<@Nullable Object> values(List<@Nullable Object> all, FeatureQuery query) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int index = 1; index < all.size(); index++) {
            values.add(value(query.layer(), query.sort().get(index - 1), all.get(index)));
        }
        return values;
    }

    private static @Nullable Object value(Layer layer, Sort by, @Nullable Object raw) {
        Field field = layer.field(by.property()).orElse(null);
        if (field != null) {
            return FieldValue.of(field, raw);
        }
        return switch (by.property()) {
            case LayerProperties.VALID_FROM, LayerProperties.RECORDED_AT -> Instant.parse(String.valueOf(raw));
            case LayerProperties.VERSION -> Long.valueOf(String.valueOf(raw));
            default -> String.valueOf(raw);
        };
    }
}
