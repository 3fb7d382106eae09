package org.tuban.ogc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Label;

/**
 * One property of a layer's features as clients know it: a field, or one of those that every feature has.
 *
 * @param name name in GeoJSON, filters and sort orders
 * @param kind what it is
 * @param title what people read
 * @param description a sentence more, or null
 * @param field the field that it is, or null for those that every feature has
 * @param role role in the feature (OGC 23-058r2, clauses 7 and 8), or null
 * @param readOnly true if a client that writes features does not set it
 */
record LayerProperty(
        String name,
        Kind kind,
        Label title,
        @Nullable Label description,
        @Nullable Field field,
        @Nullable String role,
        boolean readOnly) {

    /** What a property is. */
    enum Kind {
        /** The stable text that a feature is known by. */
        ID,
        /** The shape. */
        GEOMETRY,
        /** One of the layer's fields. */
        FIELD,
        /** Number of the version, from 1. */
        VERSION,
        /** A moment of the feature's record. */
        INSTANT
    }

    /** The field that a property of kind {@link Kind#FIELD} is. */
    Field definition() {
        return Objects.requireNonNull(field, name);
    }

    /** True if a feature must have a value. */
    boolean required() {
        return field != null && field.required();
    }

    /** True if features can be put in order by it. */
    boolean sortable() {
        return switch (kind) {
            case ID, INSTANT -> true;
            case GEOMETRY, VERSION -> false;
            case FIELD -> scalar(definition().type());
        };
    }

    /** True if conditions on features can name it. */
    boolean queryable() {
        return kind != Kind.VERSION;
    }

    /**
     * True if items can be asked for by a value of it, in a parameter of its name. Source: OGC 19-079r2, requirement
     * /req/queryables-query-parameters/parameters.
     */
    boolean isParameter() {
        return queryable() && kind != Kind.GEOMETRY;
    }

    private static boolean scalar(FieldType type) {
        return switch (type) {
            case TEXT, INTEGER, NUMBER, BOOLEAN, DATE, CODE, PARTIAL_DATE, TIMESTAMP -> true;
            case TEXT_LIST -> false;
        };
    }
}
