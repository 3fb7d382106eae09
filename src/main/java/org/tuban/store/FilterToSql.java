package org.tuban.store;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.filter.visitor.NullFilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.layer.Layer;

/**
 * Turns a filter into a condition with bound values, as far as the database gives the same answer as GeoTools would.
 *
 * <p>A visit answers null where it does not: then GeoTools evaluates that part. Names of properties become columns only
 * if the layer has them; values are always bound.
 */
final class FilterToSql extends NullFilterVisitor {

    private final Layer layer;
    private final SimpleFeatureType type;
    private final Dialect dialect;
    private final BoxAccess boxes;

    FilterToSql(Layer layer, SimpleFeatureType type, Dialect dialect) {
        this(layer, type, dialect, BoxAccess.ANY);
    }

    /** One that says boxes so that the database finds what is in them that way. */
    FilterToSql(Layer layer, SimpleFeatureType type, Dialect dialect, BoxAccess boxes) {
        this.layer = layer;
        this.type = type;
        this.dialect = dialect;
        this.boxes = boxes;
    }

    /**
     * A filter in two parts, both of which a feature must meet.
     *
     * @param sql what the database decides, or null for everything
     * @param rest what is left for GeoTools
     */
    record Split(@Nullable Sql sql, Filter rest) {}

    /** The whole filter as SQL, or null if a part of it is not for the database. */
    @Nullable
    Sql translate(Filter filter) {
        return filter instanceof ConditionFilter wrapped
                ? wrapped.said(layer, dialect)
                : (Sql) filter.accept(this, null);
    }

    /** What the database can decide, and the rest. */
    Split split(Filter filter) {
        List<Sql> done = new ArrayList<>();
        List<Filter> left = new ArrayList<>();
        for (Filter part : parts(filter)) {
            Sql sql = translate(part);
            if (sql == null) {
                left.add(part);
            } else {
                done.add(sql);
            }
        }
        Filter rest =
                left.isEmpty() ? Filter.INCLUDE : left.size() == 1 ? left.get(0) : LayerDataStore.FILTERS.and(left);
        return new Split(done.isEmpty() ? null : Sql.join(done, "AND"), rest);
    }

    /** What must be met altogether, each by itself. */
    private static List<Filter> parts(Filter filter) {
        if (filter instanceof And and) {
            return and.getChildren().stream()
                    .flatMap(part -> parts(part).stream())
                    .toList();
        }
        return filter instanceof ConditionFilter wrapped ? wrapped.parts() : List.of(filter);
    }

    @Override
    public @Nullable Object visit(IncludeFilter filter, @Nullable Object data) {
        return Sql.of("1 = 1");
    }

    @Override
    public @Nullable Object visit(ExcludeFilter filter, @Nullable Object data) {
        return Sql.of("1 = 0");
    }

    @Override
    public @Nullable Object visit(And filter, @Nullable Object data) {
        return all(filter.getChildren(), "AND");
    }

    @Override
    public @Nullable Object visit(Or filter, @Nullable Object data) {
        return all(filter.getChildren(), "OR");
    }

    @Override
    public @Nullable Object visit(Id filter, @Nullable Object data) {
        List<Sql> ids = filter.getIDs().stream()
                .map(id -> Sql.of(Columns.ID + " = ?", id.toString()))
                .toList();
        return ids.isEmpty() ? Sql.of("1 = 0") : Sql.join(ids, "OR");
    }

    @Override
    public @Nullable Object visit(PropertyIsNull filter, @Nullable Object data) {
        String column = column(filter.getExpression());
        return column == null ? null : Sql.of(column + " IS NULL");
    }

    @Override
    public @Nullable Object visit(PropertyIsEqualTo filter, @Nullable Object data) {
        return filter.isMatchingCase() ? compare(filter, "=") : null;
    }

    @Override
    public @Nullable Object visit(PropertyIsGreaterThan filter, @Nullable Object data) {
        return compare(filter, ">");
    }

    @Override
    public @Nullable Object visit(PropertyIsGreaterThanOrEqualTo filter, @Nullable Object data) {
        return compare(filter, ">=");
    }

    @Override
    public @Nullable Object visit(PropertyIsLessThan filter, @Nullable Object data) {
        return compare(filter, "<");
    }

    @Override
    public @Nullable Object visit(PropertyIsLessThanOrEqualTo filter, @Nullable Object data) {
        return compare(filter, "<=");
    }

    @Override
    public @Nullable Object visit(BBOX filter, @Nullable Object data) {
        if (!Columns.GEOMETRY.equals(name(filter.getExpression1()))) {
            return null;
        }
        Envelope box = new Envelope(
                filter.getBounds().getMinX(),
                filter.getBounds().getMaxX(),
                filter.getBounds().getMinY(),
                filter.getBounds().getMaxY());
        return boxes == BoxAccess.ORDER_FIRST ? dialect.meetsByLooking(layer, box) : dialect.meets(layer, box);
    }

    private @Nullable Sql all(List<Filter> filters, String operator) {
        List<Sql> parts = new ArrayList<>();
        for (Filter filter : filters) {
            Sql part = translate(filter);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return Sql.join(parts, operator);
    }

    /** Only column against value of the column's own class: anything else converts, and databases convert otherwise. */
    private @Nullable Sql compare(BinaryComparisonOperator filter, String operator) {
        String column = column(filter.getExpression1());
        if (column == null || !(filter.getExpression2() instanceof Literal literal) || literal.getValue() == null) {
            return null;
        }
        Class<?> binding = binding(filter.getExpression1());
        return binding.isInstance(literal.getValue())
                ? Sql.of(column + " " + operator + " ?", dialect.bind(literal.getValue()))
                : null;
    }

    private @Nullable String column(Expression expression) {
        String name = name(expression);
        return name == null || type.getDescriptor(name) == null ? null : dialect.quote(name);
    }

    private Class<?> binding(Expression expression) {
        return type.getDescriptor(((PropertyName) expression).getPropertyName())
                .getType()
                .getBinding();
    }

    private static @Nullable String name(Expression expression) {
        return expression instanceof PropertyName property ? property.getPropertyName() : null;
    }
}
