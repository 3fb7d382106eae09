package org.tuban.ogc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRow;
import org.tuban.geo.GeoJson;
import org.tuban.geo.JsonBytes;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/**
 * Writes rows of one layer as GeoJSON features, byte for byte as {@link FeatureJson} writes features; for one answer.
 *
 * <p>What is the same for every feature of a layer is put into bytes once: most of a feature is names, and absent values.
 */
final class RowJson {

    private static final byte[] BEGIN = ascii("{\"type\":\"Feature\",\"id\":");
    private static final byte[] SHAPE = ascii(",\"geometry\":");
    private static final byte[] PROPERTIES = ascii(",\"properties\":{");
    private static final byte[] END = ascii("}");

    private static final List<byte[]> RELIABLE =
            Honesty.RELIABLE.stream().map(RowJson::ascii).toList();

    private static final int ID = 0;
    private static final int GEOMETRY = 1;
    private static final int ACCURACY = 2;
    private static final int FIRST_PROPERTY = 3;

    private final List<String> columns;
    private final Member[] members;
    private final FeatureView view;
    private final JsonBytes json;
    private boolean sketched;

    /** Writes by a plan that was made for the layer and the properties of the view. */
    RowJson(Plan plan, FeatureView view, JsonBytes json) {
        this.columns = plan.columns;
        this.members = plan.members.stream().map(Member::new).toArray(Member[]::new);
        this.view = view;
        this.json = json;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes that are the same for every answer about a layer with the same properties. */
    static final class Plan {

        private final List<String> columns = new ArrayList<>();
        private final List<Property> members = new ArrayList<>();

        Plan(Layer layer, FeatureView view) {
            columns.addAll(List.of(LayerProperties.ID, LayerProperties.GEOMETRY, Honesty.ACCURACY));
            for (Field field : layer.fields()) {
                add(view, field.name(), field.type());
            }
            add(view, LayerProperties.VERSION, FieldType.INTEGER);
            add(view, LayerProperties.VALID_FROM, FieldType.TIMESTAMP);
            add(view, LayerProperties.RECORDED_AT, FieldType.TIMESTAMP);
        }

        private void add(FeatureView view, String name, FieldType type) {
            if (view.has(name)) {
                String before = (members.isEmpty() ? "" : ",") + "\"" + name + "\":";
                members.add(new Property(type, ascii(before), ascii(before + "null")));
                columns.add(name);
            }
        }
    }

    /** A property: its type, its name with what stands before it, and all of it where it is absent. */
    private record Property(FieldType type, byte[] name, byte[] absent) {}

    /** A property and the time that was written last: a whole load has the same. */
    private static final class Member {

        private final Property property;
        private @Nullable Instant time;
        private byte[] timeText = {};

        Member(Property property) {
            this.property = property;
        }

        byte[] text(Instant value) {
            if (!value.equals(time)) {
                time = value;
                timeText = ascii(value.toString());
            }
            return timeText;
        }
    }

    /** The columns that rows must have. */
    List<String> columns() {
        return columns;
    }

    /** True if a sketch was among the features. */
    boolean sketched() {
        return sketched;
    }

    /** Writes one feature. */
    void write(FeatureRow row) {
        writeOpen(row);
        json.raw(END);
    }

    /** Writes one feature that other members may follow in, so without its last brace. */
    void writeOpen(FeatureRow row) {
        json.raw(BEGIN);
        json.text(Objects.requireNonNull(row.utf8(ID)));
        json.raw(SHAPE);
        byte[] shape = row.shape(GEOMETRY);
        if (shape == null) {
            json.nothing();
        } else {
            GeoJson.writeStored(json, shape, row.shapeStart(shape), view.crs());
            sketched = sketched || isSketch(row.utf8(ACCURACY));
        }
        json.raw(PROPERTIES);
        for (int index = 0; index < members.length; index++) {
            write(row, FIRST_PROPERTY + index, members[index]);
        }
        json.raw(END);
    }

    private static boolean isSketch(byte @Nullable [] accuracy) {
        return accuracy == null || RELIABLE.stream().noneMatch(reliable -> Arrays.equals(reliable, accuracy));
    }

    private void write(FeatureRow row, int column, Member member) {
        switch (member.property.type()) {
            case TEXT, CODE, PARTIAL_DATE, DATE -> {
                byte[] text = row.utf8(column);
                if (text == null) {
                    json.raw(member.property.absent());
                } else {
                    json.raw(member.property.name());
                    json.text(text);
                }
            }
            default -> {
                Object value = row.value(column);
                if (value == null) {
                    json.raw(member.property.absent());
                } else {
                    json.raw(member.property.name());
                    write(value, member);
                }
            }
        }
    }

    private void write(Object value, Member member) {
        if (value instanceof Long whole) {
            json.whole(whole);
        } else if (value instanceof Double number) {
            json.number(number);
        } else if (value instanceof Boolean truth) {
            json.truth(truth);
        } else if (value instanceof Instant time) {
            json.text(member.text(time));
        } else if (value instanceof List<?> texts) {
            json.raw('[');
            for (int index = 0; index < texts.size(); index++) {
                if (index > 0) {
                    json.raw(',');
                }
                json.text(texts.get(index).toString());
            }
            json.raw(']');
        } else {
            json.text(value.toString());
        }
    }
}
