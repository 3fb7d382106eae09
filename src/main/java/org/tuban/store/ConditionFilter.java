package org.tuban.store;

import java.util.List;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Evaluation;
import org.tuban.cql2.Row;
import org.tuban.layer.Layer;

/**
 * A condition as GeoTools takes it: {@link FilterToSql} hands it to the database as far as it goes, and GeoTools asks
 * the rest of each feature. Visitors find nothing in it to change.
 */
public final class ConditionFilter implements Filter {

    private final Condition condition;
    private final List<Filter> parts;
    private @Nullable Evaluation evaluation;
    private @Nullable Optional<Sql> said;

    /** A filter for one query, by one thread. */
    public ConditionFilter(Condition condition) {
        this.condition = condition;
        this.parts = condition instanceof Condition.And and
                ? and.parts().stream()
                        .flatMap(part -> new ConditionFilter(part).parts().stream())
                        .toList()
                : List.of(this);
    }

    /** What must be met altogether, each by itself. */
    List<Filter> parts() {
        return parts;
    }

    /** The condition as SQL, which is asked for several times on the way to one statement and made once. */
    @Nullable
    Sql said(Layer layer, Dialect dialect) {
        if (said == null) {
            said = Optional.ofNullable(dialect.condition(layer, condition));
        }
        return said.orElse(null);
    }

    @Override
    public boolean evaluate(Object feature) {
        if (evaluation == null) {
            evaluation = new Evaluation(condition);
        }
        return feature instanceof SimpleFeature simple && evaluation.takes(new Simple(simple));
    }

    @Override
    public Object accept(FilterVisitor visitor, @Nullable Object data) {
        return this;
    }

    /** A row of a layer's table. */
    private record Simple(SimpleFeature feature) implements Row {

        @Override
        public @Nullable Object value(String name) {
            return Columns.ID.equals(name) ? feature.getID() : feature.getAttribute(name);
        }

        @Override
        public @Nullable Geometry shape() {
            return (Geometry) feature.getDefaultGeometry();
        }
    }
}
