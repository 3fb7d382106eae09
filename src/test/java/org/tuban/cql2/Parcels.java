package org.tuban.cql2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.geo.CoordinateSystems;

/** A small world for filters in tests: one property of each kind, and features made by hand. */
final class Parcels {

    /** What its filters may speak of. */
    static final Queryables QUERYABLES = new Queryables(new LinkedHashMap<>(Map.of(
            "name", new Scalar.Property("name", Kind.TEXT),
            "area", new Scalar.Property("area", Kind.NUMBER),
            "size", new Scalar.Property("size", Kind.NUMBER),
            "open", new Scalar.Property("open", Kind.BOOLEAN),
            "day", new Scalar.Property("day", Kind.DATE),
            "until", new Scalar.Property("until", Kind.DATE),
            "moment", new Scalar.Property("moment", Kind.TIMESTAMP),
            "uses", new Operand.ListProperty("uses"),
            "geom", new Operand.Stored())));

    private Parcels() {}

    /** The filter typed, ordinates as longitude and latitude. */
    static Condition read(String filter) {
        return Cql2Text.read(filter, Limits.IN_ADDRESS).on(QUERYABLES, CoordinateSystems.CRS84);
    }

    /** What a filter says of a feature. */
    static @Nullable Boolean ask(String filter, Row row) {
        return new Evaluation(read(filter)).of(row);
    }

    /** A feature with these values and no shape. */
    static Row row(Map<String, ?> values) {
        return row(values, null);
    }

    /** A feature with a shape and nothing else. */
    static Row shaped(String wkt) {
        try {
            return row(Map.of(), new WKTReader().read(wkt));
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException(wkt, unreadable);
        }
    }

    private static Row row(Map<String, ?> values, @Nullable Geometry shape) {
        return new Row() {
            @Override
            public @Nullable Object value(String name) {
                return values.get(name);
            }

            @Override
            public @Nullable Geometry shape() {
                return shape;
            }
        };
    }
}
