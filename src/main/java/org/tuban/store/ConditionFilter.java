package org.tuban.store;

import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Evaluation;
import org.tuban.cql2.Row;

/**
 * A condition as GeoTools takes it: {@link FilterToSql} hands it to the database as far as it goes, and GeoTools asks
 * the rest of each feature. Visitors find nothing in it to change.
 */
public final class ConditionFilter implements Filter {

    private final Condition condition;
    private @Nullable Evaluation evaluation;

    /** A filter for one query, by one thread. */
    public ConditionFilter(Condition condition) {
        this.condition = condition;
    }

    Condition condition() {
        return condition;
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
