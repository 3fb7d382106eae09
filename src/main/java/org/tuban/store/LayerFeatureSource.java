package org.tuban.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Layer;

/** One layer's table as a GeoTools source. Filters, order and limit go to the database as far as it can take them. */
final class LayerFeatureSource extends ContentFeatureSource {

    private final Layer layer;
    private final SimpleFeatureType type;
    private final Dialect dialect;
    private final JdbcTemplate jdbc;
    private final FilterToSql filters;

    LayerFeatureSource(ContentEntry entry, Layer layer, Dialect dialect, JdbcTemplate jdbc) {
        super(entry, Query.ALL);
        this.layer = layer;
        this.type = FeatureTypes.of(layer);
        this.dialect = dialect;
        this.jdbc = jdbc;
        this.filters = new FilterToSql(layer, type, dialect);
    }

    @Override
    protected SimpleFeatureType buildFeatureType() {
        return type;
    }

    @Override
    protected boolean canFilter(Query query) {
        return filters.translate(query.getFilter()) != null;
    }

    @Override
    protected boolean canLimit(Query query) {
        return canFilter(query) && canSort(query);
    }

    @Override
    protected boolean canOffset(Query query) {
        return false;
    }

    @Override
    protected boolean canSort(Query query) {
        return query.getSortBy() == null || order(query.getSortBy()) != null;
    }

    @Override
    protected boolean canRetype(Query query) {
        return canFilter(query);
    }

    /** The box round all shapes, from the database; with a filter GeoTools goes through the features. */
    @Override
    protected @Nullable ReferencedEnvelope getBoundsInternal(Query query) {
        if (query.getFilter() != Filter.INCLUDE) {
            return null;
        }
        Sql extent = dialect.extent(layer);
        return jdbc.queryForObject(
                extent.text(),
                (row, number) -> {
                    ReferencedEnvelope box = new ReferencedEnvelope(Cgcs2000.crs());
                    if (row.getObject(1) != null) {
                        box.expandToInclude(row.getDouble(1), row.getDouble(2));
                        box.expandToInclude(row.getDouble(3), row.getDouble(4));
                    }
                    return box;
                },
                extent.binds().toArray());
    }

    @Override
    protected int getCountInternal(Query query) {
        Sql where = filters.translate(query.getFilter());
        if (where == null) {
            return -1;
        }
        String table = dialect.quote(layer.id());
        Sql count = query.isMaxFeaturesUnlimited()
                ? Sql.concat("SELECT count(*) FROM " + table + " WHERE ", where)
                : Sql.concat(
                        "SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE ",
                        where,
                        Sql.of(" LIMIT ?) AS counted", query.getMaxFeatures()));
        Integer number =
                jdbc.queryForObject(count.text(), Integer.class, count.binds().toArray());
        return number == null ? -1 : number;
    }

    /** About how many features meet a filter, at little cost; empty if the filter is not all for the database. */
    OptionalLong estimate(Filter filter) {
        Sql where = filters.translate(filter);
        return where == null ? OptionalLong.empty() : OptionalLong.of(dialect.estimate(layer, where));
    }

    @Override
    protected FeatureReader<SimpleFeatureType, SimpleFeature> getReaderInternal(Query query) throws IOException {
        FilterToSql.Split split = filters.split(query.getFilter());
        SimpleFeatureType wanted = canRetype(query) && query.getPropertyNames() != Query.ALL_NAMES
                ? SimpleFeatureTypeBuilder.retype(type, query.getPropertyNames())
                : type;
        Sql sql = Sql.of(
                "SELECT %s FROM %s".formatted(LayerFeatureReader.columns(wanted, dialect), dialect.quote(layer.id())));
        if (split.sql() != null) {
            sql = sql.then(Sql.of("WHERE")).then(split.sql());
        }
        String order = query.getSortBy() == null ? null : order(query.getSortBy());
        if (order != null && !order.isEmpty()) {
            sql = sql.then(Sql.of("ORDER BY " + order));
        }
        if (canLimit(query) && !query.isMaxFeaturesUnlimited()) {
            sql = sql.then(Sql.of("LIMIT ?", query.getMaxFeatures()));
        }
        DataSource database = Objects.requireNonNull(jdbc.getDataSource());
        try {
            return new LayerFeatureReader(layer, wanted, dialect, database, sql, most(query));
        } catch (DataAccessException failure) {
            throw new IOException(failure);
        }
    }

    /** Number of rows that the database gives at most. */
    private int most(Query query) {
        if (query.getFilter() instanceof Id named) {
            return named.getIdentifiers().size();
        }
        return canLimit(query) ? query.getMaxFeatures() : Integer.MAX_VALUE;
    }

    /** The order as SQL, or null if it names what is no column. */
    private @Nullable String order(SortBy[] sort) {
        List<String> columns = new ArrayList<>();
        for (SortBy by : sort) {
            boolean descending = SortOrder.DESCENDING.equals(by.getSortOrder());
            String name = by.getPropertyName() == null
                    ? Columns.KEY
                    : by.getPropertyName().getPropertyName();
            if (!Columns.ID.equals(name) && type.getDescriptor(name) == null) {
                return null;
            }
            columns.add(dialect.order(name, descending));
        }
        return String.join(", ", columns);
    }
}
