package org.tuban.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Operand;
import org.tuban.cql2.Row;
import org.tuban.cql2.Scalar;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;

/** What a condition or an order may name: the fields of a layer and the columns that every layer has. */
public final class Properties {

    private Properties() {}

    /**
     * The kind of a property's value.
     *
     * @throws IllegalArgumentException if the layer has no such property, or it has more than one value
     */
    public static Kind kindOf(Layer layer, String property) {
        return switch (property) {
            case Columns.ID, Columns.RECORDED_BY -> Kind.TEXT;
            case Columns.KEY, Columns.VERSION -> Kind.NUMBER;
            case Columns.VALID_FROM, Columns.RECORDED_AT -> Kind.TIMESTAMP;
            default ->
                layer.field(property)
                        .map(field -> kindOf(field.type()))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "layer %s has no property \"%s\"".formatted(layer.id(), property)));
        };
    }

    private static Kind kindOf(FieldType type) {
        return switch (type) {
            case TEXT, CODE, PARTIAL_DATE -> Kind.TEXT;
            case INTEGER, NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case DATE -> Kind.DATE;
            case TIMESTAMP -> Kind.TIMESTAMP;
            case TEXT_LIST -> throw new IllegalArgumentException("a list of texts has no order");
        };
    }

    /** That a property has a value, or that a list has it among its texts. */
    static Condition equal(Layer layer, String property, Object value) {
        boolean list = layer.field(property)
                .filter(field -> field.type() == FieldType.TEXT_LIST)
                .isPresent();
        return list
                ? new Condition.Sets(
                        Condition.Sets.Operator.CONTAINS,
                        new Operand.ListProperty(property),
                        new Operand.Listed(List.of(new Scalar.Literal(value, Kind.TEXT))))
                : compare(layer, property, Condition.Compare.Operator.EQUAL, value);
    }

    /** That a text begins so: as two bounds, which an index finds, and not as a pattern, which it may not. */
    static Condition begins(Layer layer, String property, String text) {
        Condition from = compare(layer, property, Condition.Compare.Operator.AT_LEAST, text);
        String end = firstBeyond(text);
        return end.isEmpty()
                ? from
                : new Condition.And(List.of(from, compare(layer, property, Condition.Compare.Operator.LESS, end)));
    }

    /** The first text, by code point, that is behind all that begin so; empty if there is none. */
    private static String firstBeyond(String text) {
        int end = text.length();
        while (end > 0) {
            int last = text.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return text.substring(0, end) + Character.toString(next);
            }
        }
        return "";
    }

    /** A property compared with a value of its kind. */
    static Condition compare(Layer layer, String property, Condition.Compare.Operator operator, Object value) {
        Kind kind = kindOf(layer, property);
        return new Condition.Compare(operator, new Scalar.Property(property, kind), new Scalar.Literal(value, kind));
    }

    /** The value of a property; null if absent. */
    static @Nullable Object valueOf(Feature feature, String property) {
        return switch (property) {
            case Columns.ID -> feature.ref().id();
            case Columns.KEY -> feature.key();
            case Columns.VERSION -> feature.version();
            case Columns.VALID_FROM -> feature.validFrom();
            case Columns.RECORDED_AT -> feature.recordedAt();
            case Columns.RECORDED_BY -> feature.recordedBy();
            default -> feature.properties().get(property);
        };
    }

    /** A feature as a condition sees it. */
    static Row row(Feature feature) {
        return new Row() {
            @Override
            public @Nullable Object value(String name) {
                return valueOf(feature, name);
            }

            @Override
            public @Nullable Geometry shape() {
                return feature.geometry();
            }
        };
    }
}
