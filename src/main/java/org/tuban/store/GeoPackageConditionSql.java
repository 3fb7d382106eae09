package org.tuban.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Function;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.layer.Layer;

/**
 * Conditions for SQLite. What it has no words for is asked of {@link GeoPackageFunctions}, which are the functions that
 * memory uses; shapes are looked up in the R-tree first.
 */
final class GeoPackageConditionSql extends ConditionSql {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Instant FIRST_TIME =
            FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant END_OF_TIME =
            LAST_DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    /** Texts before and after every day and time that is stored: a sign below the digits, and one above. */
    private static final String BEFORE_ALL = "-";

    private static final String AFTER_ALL = ":";

    GeoPackageConditionSql(Layer layer, Dialect dialect) {
        super(layer, dialect);
    }

    @Override
    public Sql literal(Scalar.Literal literal) {
        Object value = literal.value();
        if (value instanceof LocalDate day && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            return Sql.of("?", day.isAfter(LAST_DAY) ? AFTER_ALL : BEFORE_ALL);
        }
        if (value instanceof Instant time && (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIME))) {
            return Sql.of("?", time.isBefore(FIRST_TIME) ? BEFORE_ALL : AFTER_ALL);
        }
        return Sql.of("?", dialect.bind(value));
    }

    @Override
    Sql absent(Kind kind) {
        return Sql.of("NULL");
    }

    @Override
    Sql call(Function function, Sql argument) {
        return switch (function) {
            case CASEI -> Sql.concat("tuban_casei(", argument, ")");
            case ACCENTI -> Sql.concat("tuban_accenti(", argument, ")");
            case LOWER -> Sql.concat("tuban_lower(", argument, ")");
            case UPPER -> Sql.concat("tuban_upper(", argument, ")");
            case LENGTH -> Sql.concat("length(", argument, ")");
            case ABS -> Sql.concat("abs(", argument, ")");
            case FLOOR -> Sql.concat("floor(", argument, ")");
            case CEIL -> Sql.concat("ceil(", argument, ")");
            case YEAR -> Sql.concat("CAST(substr(", argument, ", 1, 4) AS INTEGER)");
            case MONTH -> Sql.concat("CAST(substr(", argument, ", 6, 2) AS INTEGER)");
        };
    }

    @Override
    Sql arithmetic(Scalar.Arithmetic.Operator operator, Sql left, Sql right) {
        return Sql.concat("tuban_", operator.name().toLowerCase(Locale.ROOT), "(", left, ", ", right, ")");
    }

    @Override
    Sql truth(Sql truth) {
        return Sql.concat("(", truth, " <> 0)");
    }

    @Override
    Sql like(Sql text, String pattern) {
        return Sql.concat("tuban_like(", text, ", ", Sql.of("?", pattern), ")");
    }

    @Override
    Sql relation(Condition.Spatial.Operator operator, Geometry given) {
        Sql related = Sql.of("tuban_related(geom, ?)", new GivenShape(given, operator));
        Sql near = near(given.getEnvelopeInternal());
        if (operator == Condition.Spatial.Operator.DISJOINT) {
            return Sql.concat("(CASE WHEN geom IS NULL THEN NULL WHEN ", near, " THEN ", related, " ELSE 1 END)");
        }
        // Where the whole takes unknown for false, a row that is not near is passed over without a look.
        return exact()
                ? Sql.concat("(CASE WHEN geom IS NULL THEN NULL WHEN ", near, " THEN ", related, " ELSE 0 END)")
                : Sql.concat("(", near, " AND ", related, ")");
    }

    /** The R-tree keeps boxes in 32 bits, rounded outwards: it finds what is near, and a little more. */
    private Sql near(Envelope box) {
        return Sql.of(
                "fid IN (SELECT id FROM %s WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)"
                        .formatted(dialect.quote(GeoPackageDialect.rtree(layer))),
                box.getMinX(),
                box.getMaxX(),
                box.getMinY(),
                box.getMaxY());
    }

    @Override
    Sql anyOf(String array) {
        return Sql.of("SELECT value FROM json_each(?)", array);
    }

    @Override
    Sql list(Sql texts) {
        return Sql.concat("json_array(", texts, ")");
    }

    @Override
    Sql relation(Condition.Sets.Operator operator, Sql left, Sql right) {
        return switch (operator) {
            case EQUALS -> Sql.concat("tuban_set_equals(", left, ", ", right, ")");
            case CONTAINS -> Sql.concat("tuban_set_contains(", left, ", ", right, ")");
            case CONTAINED_BY -> Sql.concat("tuban_set_contains(", right, ", ", left, ")");
            case OVERLAPS -> Sql.concat("tuban_set_overlaps(", left, ", ", right, ")");
        };
    }
}
