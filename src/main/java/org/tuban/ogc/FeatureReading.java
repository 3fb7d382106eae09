package org.tuban.ogc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FieldValue;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import tools.jackson.databind.JsonNode;

/**
 * Reads one GeoJSON feature that a client sent, or one merge patch of a feature.
 *
 * <p>What cannot be taken becomes a {@link FieldValue.Refused} among the values, so that the client learns of all faults
 * at once; leniently, what the layer has no place for is left out instead. What the service itself sets, and a client
 * sends back as it got it, is passed over. Source: RFC 7946; RFC 7396; OGC 20-002.
 */
final class FeatureReading {

    private static final Set<String> MEMBERS =
            Set.of("type", "id", "geometry", "properties", "links", "notice", "bbox");
    /** They would change what coordinates mean, so nobody may leave them out. Sources: GeoJSON 2008; OGC 21-045r1. */
    private static final Set<String> MEANINGFUL = Set.of("crs", "coordRefSys", "place");

    private static final Set<String> SET_BY_SERVICE = Set.of("version", "recorded_at", "recorded_by");
    private static final String VALID_FROM = "valid_from";
    private static final String GEOMETRY = "geometry";
    private static final String PROPERTIES = "properties";
    private static final String ID = "id";
    private static final String FEATURE = "Feature";
    private static final int LAST_YEAR = 9999;

    private final Layer layer;
    private final ShapeReading shapes;
    private final boolean lenient;
    private final @Nullable Feature current;
    private final Instant now;

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<SentFeature.Change> changes = new ArrayList<>();
    private @Nullable String id;
    private Edit.@Nullable Shape shape;
    private @Nullable Instant validFrom;

    /**
     * A reading of one feature.
     *
     * @param shapes reads its shape
     * @param lenient true to leave out what the layer has no place for
     * @param current the feature as it is, or null for a new one
     */
    FeatureReading(Layer layer, ShapeReading shapes, boolean lenient, @Nullable Feature current, Instant now) {
        this.layer = layer;
        this.shapes = shapes;
        this.lenient = lenient;
        this.current = current;
        this.now = now;
    }

    /**
     * Reads a whole feature; for one that is there, fields that are not sent lose their values.
     *
     * @throws Problem invalid-body if it is no GeoJSON feature
     */
    SentFeature whole(JsonNode body) {
        requireFeature(body, true);
        JsonNode properties = body.get(PROPERTIES);
        if (properties == null || !(properties.isObject() || properties.isNull())) {
            throw Problem.invalidBody("/" + PROPERTIES, null, "an object, or null");
        }
        readMembers(body);
        readProperties(properties);
        if (current != null) {
            layer.fields().stream()
                    .map(Field::name)
                    // Only a transition moves the state, so one that is not sent stays.
                    .filter(name -> !name.equals(layer.statusField()))
                    .forEach(name -> values.putIfAbsent(name, null));
        }
        JsonNode geometry = body.get(GEOMETRY);
        if (geometry == null) {
            values.put(GEOMETRY, new FieldValue.Refused(null, "it must be there; null says that there is no shape"));
        } else {
            shape = readShape(geometry);
        }
        return new SentFeature(id, values, shape, validFrom, changes);
    }

    /**
     * Reads a merge patch of the feature that is there; what it does not name stays.
     *
     * @throws Problem invalid-body if it is no patch that leaves a GeoJSON feature
     */
    SentFeature patch(JsonNode patch) {
        requireFeature(patch, false);
        JsonNode properties = patch.get(PROPERTIES);
        if (properties != null && !properties.isObject()) {
            throw Problem.invalidBody("/" + PROPERTIES, null, "an object with the properties to change");
        }
        readMembers(patch);
        if (properties != null) {
            readProperties(properties);
        }
        JsonNode geometry = patch.get(GEOMETRY);
        if (geometry != null) {
            JsonNode before = shapes.write(current == null ? null : current.geometry());
            shape = readShape(MergePatch.apply(before, geometry));
        }
        return new SentFeature(id, values, shape, validFrom, changes);
    }

    private static void requireFeature(JsonNode body, boolean whole) {
        if (!body.isObject()) {
            throw Problem.invalidBody("", null, whole ? "a GeoJSON Feature" : "an object with the members to change");
        }
        JsonNode type = body.get("type");
        boolean missing = type == null && !whole;
        if (!missing && (type == null || !FEATURE.equals(type.stringValue(null)))) {
            throw Problem.invalidBody("/type", type == null ? null : type.stringValue(null), FEATURE);
        }
    }

    private void readMembers(JsonNode body) {
        for (String name : body.propertyNames()) {
            if (MEANINGFUL.contains(name) && !body.get(name).isNull()) {
                refuse("/" + name, null, "not taken: the header Content-Crs says what coordinates are in");
            } else if (!MEMBERS.contains(name) && !MEANINGFUL.contains(name)) {
                leaveOut("/" + name, "/" + name, "a feature has no such member here");
            }
        }
        JsonNode sent = body.get(ID);
        if (sent != null && (current != null || !sent.isNull())) {
            readId(sent);
        }
    }

    /** GeoJSON has ids of texts and numbers; ours are texts. */
    private void readId(JsonNode sent) {
        String text = sent.isString() || sent.isIntegralNumber() ? sent.asString() : null;
        if (current != null) {
            if (!current.ref().id().equals(text)) {
                throw Problem.invalidBody("/" + ID, text, "the id in the address: it does not change");
            }
        } else if (text == null || !FeatureAddress.ID.matcher(text).matches()) {
            refuse(ID, text, "1 to 64 letters, digits, points, underscores and hyphens, the first a letter or digit");
        } else {
            id = text;
        }
    }

    private void readProperties(JsonNode properties) {
        properties.properties().forEach(member -> {
            String name = member.getKey();
            Object raw = raw(member.getValue());
            if (VALID_FROM.equals(name)) {
                validFrom = raw == null ? null : readValidFrom(raw);
            } else if (SET_BY_SERVICE.contains(name)) {
                if (current == null) {
                    leaveOut(name, "/properties/" + name, "it is set by the service");
                }
            } else {
                layer.field(name)
                        .ifPresentOrElse(
                                field -> values.put(name, FieldValue.read(field, raw)),
                                () -> leaveOut(name, "/properties/" + name, "the layer has no such field"));
            }
        });
    }

    private @Nullable Instant readValidFrom(Object raw) {
        Instant since = instant(raw);
        Feature before = current;
        if (since == null) {
            refuse(VALID_FROM, raw, "allowed is a date and time such as 2024-02-29T08:00:00Z, or a date");
        } else if (since.isAfter(now)) {
            refuse(VALID_FROM, raw, "allowed is a time that has come");
        } else if (before != null && since.isBefore(before.validFrom())) {
            refuse(VALID_FROM, raw, "allowed is a time not before " + before.validFrom());
        } else if (before == null || !since.equals(before.validFrom())) {
            return since;
        }
        return null;
    }

    private static @Nullable Instant instant(Object raw) {
        try {
            String text = raw.toString();
            boolean day = text.length() == "2024-02-29".length();
            OffsetDateTime time =
                    day ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(text);
            return time.getYear() < 1 || time.getYear() > LAST_YEAR ? null : time.toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private Edit.@Nullable Shape readShape(JsonNode geometry) {
        ShapeReading.Result read = shapes.read(geometry, current == null ? null : current.geometry());
        if (read.fault() != null) {
            values.put(GEOMETRY, read.fault());
        }
        changes.addAll(read.changes());
        return read.shape();
    }

    private void leaveOut(String name, String place, String why) {
        if (lenient) {
            changes.add(new SentFeature.Change(place, "left out: " + why));
        } else {
            refuse(name, null, why);
        }
    }

    private void refuse(String name, @Nullable Object raw, String fault) {
        values.put(name, new FieldValue.Refused(raw, fault));
    }

    /** As {@link FieldValue#of} takes it; an object is no value of any field, and none is kept of it. */
    private static @Nullable Object raw(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isNumber()) {
            return node.canConvertToLong() && node.isIntegralNumber() ? (Object) node.longValue() : node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(part -> list.add(raw(part)));
            return list;
        }
        return node.isNull() ? null : Map.of();
    }
}
