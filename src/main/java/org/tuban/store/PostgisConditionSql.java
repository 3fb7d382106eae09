package org.tuban.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryCollectionIterator;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Puntal;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Function;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.layer.Layer;

/**
 * Conditions for PostGIS. Texts compare in collation "C", by code point; case is folded by ICU's root collation, with
 * the full mappings of Unicode; arithmetic is that of the functions {@code tuban_…}, which never raise an error.
 */
final class PostgisConditionSql extends ConditionSql {

    private static final String BY_CODE_POINT = " COLLATE \"C\"";
    private static final String BY_UNICODE = " COLLATE \"und-x-icu\"";
    private static final int LAST_YEAR = 9999;

    PostgisConditionSql(Layer layer, Dialect dialect) {
        super(layer, dialect);
    }

    @Override
    public Sql literal(Scalar.Literal literal) {
        Object value = literal.value();
        if (value instanceof Double) {
            return Sql.of("?::float8", value);
        }
        if (value instanceof Number number) {
            return Sql.of("?::bigint", number.longValue());
        }
        return switch (literal.kind()) {
            case TEXT -> Sql.of("?::text" + BY_CODE_POINT, value);
            case NUMBER, BOOLEAN -> Sql.of("?::boolean", value);
            case DATE -> Sql.of("?::date", day((LocalDate) value));
            case TIMESTAMP -> Sql.of("?::timestamptz", time((Instant) value));
        };
    }

    /** Days beyond those that are stored become the infinities, which the driver writes for the ends of Java's time. */
    private static LocalDate day(LocalDate day) {
        return day.getYear() > LAST_YEAR ? LocalDate.MAX : day.getYear() < 1 ? LocalDate.MIN : day;
    }

    private static OffsetDateTime time(Instant time) {
        if (time.isAfter(OffsetDateTime.MAX.toInstant()) || time.isBefore(OffsetDateTime.MIN.toInstant())) {
            return time.getEpochSecond() > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return utc.getYear() > LAST_YEAR ? OffsetDateTime.MAX : utc.getYear() < 1 ? OffsetDateTime.MIN : utc;
    }

    @Override
    Sql absent(Kind kind) {
        return Sql.of(
                switch (kind) {
                    case TEXT -> "NULL::text" + BY_CODE_POINT;
                    case NUMBER -> "NULL::float8";
                    case BOOLEAN -> "NULL::boolean";
                    case DATE -> "NULL::date";
                    case TIMESTAMP -> "NULL::timestamptz";
                });
    }

    @Override
    Sql call(Function function, Sql argument) {
        return switch (function) {
            case CASEI ->
                Sql.concat(
                        "(replace(lower(upper(lower((",
                        argument,
                        ")" + BY_UNICODE + "))), '\u03c2', '\u03c3')" + BY_CODE_POINT + ")");
            case ACCENTI ->
                Sql.concat(
                        "(regexp_replace(normalize((",
                        argument,
                        "), NFD), ",
                        Sql.of("?", CombiningMarks.expression()),
                        ", '', 'g')" + BY_CODE_POINT + ")");
            case LOWER -> Sql.concat("(lower((", argument, ")" + BY_UNICODE + ")" + BY_CODE_POINT + ")");
            case UPPER -> Sql.concat("(upper((", argument, ")" + BY_UNICODE + ")" + BY_CODE_POINT + ")");
            case LENGTH -> Sql.concat("char_length(", argument, ")");
            case ABS -> Sql.concat("abs((", argument, ")::float8)");
            case FLOOR -> Sql.concat("floor((", argument, ")::float8)");
            case CEIL -> Sql.concat("ceil((", argument, ")::float8)");
            case YEAR -> Sql.concat("extract(YEAR FROM (", argument, "))::bigint");
            case MONTH -> Sql.concat("extract(MONTH FROM (", argument, "))::bigint");
        };
    }

    @Override
    Sql arithmetic(Scalar.Arithmetic.Operator operator, Sql left, Sql right) {
        return switch (operator) {
            case PLUS -> joined("tuban_plus", left, right, "");
            case MINUS -> Sql.concat("tuban_plus((", left, ")::float8, -(", right, ")::float8)");
            case TIMES -> joined("tuban_times", left, right, "");
            case OVER -> joined("tuban_over", left, right, "");
            case DIV -> joined("trunc(tuban_over", left, right, ")");
            case MODULO -> joined("tuban_modulo", left, right, "");
            case POWER -> joined("tuban_power", left, right, "");
        };
    }

    private static Sql joined(String function, Sql left, Sql right, String end) {
        return Sql.concat(function, "((", left, ")::float8, (", right, ")::float8)", end);
    }

    @Override
    Sql truth(Sql truth) {
        return truth;
    }

    @Override
    Sql like(Sql text, String pattern) {
        return Sql.concat("(", text, " LIKE ", Sql.of("?::text" + BY_CODE_POINT, strict(pattern)), ")");
    }

    /** The pattern with every backslash that stands for itself doubled: here one takes any character's meaning away. */
    private static String strict(String pattern) {
        StringBuilder strict = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char character = pattern.charAt(at);
            strict.append(character);
            if (character == '\\') {
                boolean escapes = at + 1 < pattern.length() && "\\%_".indexOf(pattern.charAt(at + 1)) >= 0;
                strict.append(escapes ? pattern.charAt(at + 1) : '\\');
                at += escapes ? 1 : 0;
            }
        }
        return strict.toString();
    }

    @Override
    Sql relation(Condition.Spatial.Operator operator, Geometry given) {
        Geometry taken = taken(given);
        if (taken == null) {
            return unsaid();
        }
        Sql shape = Sql.of("?", dialect.bind(taken));
        return switch (operator) {
            case INTERSECTS -> Sql.concat("ST_Intersects(geom, ", shape, ")");
            case DISJOINT -> Sql.concat("(NOT ST_Intersects(geom, ", shape, "))");
            case EQUALS -> Sql.concat("ST_Equals(geom, ", shape, ")");
            case TOUCHES -> Sql.concat("ST_Touches(geom, ", shape, ")");
            case CROSSES -> Sql.concat("ST_Crosses(geom, ", shape, ")");
            case WITHIN -> Sql.concat("ST_Within(geom, ", shape, ")");
            case CONTAINS -> Sql.concat("ST_Contains(geom, ", shape, ")");
            case OVERLAPS -> Sql.concat("ST_Overlaps(geom, ", shape, ")");
        };
    }

    /** The shape as GEOS can relate it, or null: it takes no collections, and gives up on what is not valid. */
    private static @Nullable Geometry taken(Geometry given) {
        Geometry plain = given.getClass() == GeometryCollection.class ? ofOneKind(given) : given;
        return plain == null || !plain.isValid() ? null : plain;
    }

    private static @Nullable Geometry ofOneKind(Geometry collection) {
        List<Geometry> parts = new ArrayList<>();
        GeometryCollectionIterator each = new GeometryCollectionIterator(collection);
        while (each.hasNext()) {
            Geometry part = (Geometry) each.next();
            if (!(part instanceof GeometryCollection) && !part.isEmpty()) {
                parts.add(part);
            }
        }
        boolean sameKind = parts.stream().allMatch(Puntal.class::isInstance)
                || parts.stream().allMatch(Lineal.class::isInstance)
                || parts.stream().allMatch(Polygon.class::isInstance);
        return sameKind ? collection.getFactory().buildGeometry(parts) : null;
    }

    @Override
    Sql anyOf(String array) {
        return Sql.of("SELECT jsonb_array_elements_text(CAST(? AS jsonb))" + BY_CODE_POINT, array);
    }

    @Override
    Sql list(Sql texts) {
        return Sql.concat("ARRAY[", texts, "]::text[]" + BY_CODE_POINT);
    }

    @Override
    Sql relation(Condition.Sets.Operator operator, Sql left, Sql right) {
        return switch (operator) {
            case EQUALS -> Sql.concat("(", left, " @> ", right, " AND ", left, " <@ ", right, ")");
            case CONTAINS -> Sql.concat("(", left, " @> ", right, ")");
            case CONTAINED_BY -> Sql.concat("(", left, " <@ ", right, ")");
            case OVERLAPS -> Sql.concat("(", left, " && ", right, ")");
        };
    }
}
