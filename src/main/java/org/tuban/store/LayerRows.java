package org.tuban.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.layer.PerLayer;

/**
 * Rows of layers' tables as they come from the database, for readers that only pass them on.
 *
 * <p>The GeoTools source beside it makes features of the same rows; here nothing is made that is not asked for.
 */
public final class LayerRows {

    /** Up to so many rows come at once; of more the driver holds no more than this. */
    private static final int FETCH_SIZE = 250;

    private static final int MOST_HEADS = 200;

    private final Dialect dialect;
    private final DataSource dataSource;
    private final SQLExceptionTranslator failures;

    /** Beginnings of statements that ask for the same columns again and again; few, since most ask for all. */
    private final Map<List<String>, Head> heads = new ConcurrentHashMap<>();

    private final PerLayer<SimpleFeatureType> featureTypes = new PerLayer<>(FeatureTypes::of);

    LayerRows(Dialect dialect, DataSource dataSource, SQLExceptionTranslator failures) {
        this.dialect = dialect;
        this.dataSource = dataSource;
        this.failures = failures;
    }

    /** What does not change from one question to the next. */
    private record Head(String select, List<FieldType> types) {}

    /** True if the database by itself decides what meets a filter. */
    public boolean decides(Layer layer, Filter filter) {
        return filters(layer, BoxAccess.ANY).translate(filter) != null;
    }

    /**
     * Gives rows in their order until there are no more or one is refused.
     *
     * <p>A connection is held until then, so whoever takes them must not wait for a client.
     *
     * @param query whose filter the database {@linkplain #decides decides}
     * @param taker takes a row; false to stop
     * @return how many rows were taken
     * @throws org.springframework.dao.DataAccessException if the store cannot be read
     */
    public int read(RowQuery query, Predicate<LayerRow> taker) {
        Sql where = filters(query.layer(), query.boxes()).translate(query.filter());
        if (where == null) {
            throw new IllegalArgumentException("a filter that the database does not decide");
        }
        Head head = head(query.layer(), query.columns());
        Sql sql =
                Sql.concat(head.select(), where, order(query.order(), query.boxes()), Sql.of(" LIMIT ?", query.most()));
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return read(connection, sql, query.most(), head.types(), taker);
        } catch (SQLException failure) {
            RuntimeException translated = failures.translate("reading rows", null, failure);
            throw translated == null ? new IllegalStateException(failure) : translated;
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private int read(Connection connection, Sql sql, int most, List<FieldType> types, Predicate<LayerRow> taker)
            throws SQLException {
        boolean cursor = most > FETCH_SIZE && dialect.cursorNeedsTransaction() && connection.getAutoCommit();
        if (cursor) {
            connection.setAutoCommit(false);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            statement.setFetchSize(most > FETCH_SIZE ? FETCH_SIZE : 0);
            LayerFeatureReader.bind(statement, sql.binds());
            try (ResultSet rows = statement.executeQuery()) {
                LayerRow row = new LayerRow(rows, dialect, types);
                int number = 0;
                while (row.next() && taker.test(row)) {
                    number++;
                }
                return number;
            }
        } finally {
            if (cursor) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private FilterToSql filters(Layer layer, BoxAccess boxes) {
        return new FilterToSql(layer, featureTypes.of(layer), dialect, boxes);
    }

    private Head head(Layer layer, List<String> columns) {
        List<String> key = new ArrayList<>(columns);
        key.add(layer.id());
        Head known = heads.get(key);
        if (known != null) {
            return known;
        }
        List<String> terms = new ArrayList<>();
        List<FieldType> types = new ArrayList<>();
        for (String column : columns) {
            types.add(type(layer, column));
            terms.add(
                    Columns.GEOMETRY.equals(column) ? dialect.shapeTerm() : dialect.term(column, type(layer, column)));
        }
        if (dialect.marksAbsent()) {
            terms.add(AbsentMarks.terms(columns.stream().map(dialect::quote).toList()));
        }
        Head made = new Head(
                "SELECT %s FROM %s WHERE ".formatted(String.join(", ", terms), dialect.quote(layer.id())), types);
        if (heads.size() < MOST_HEADS) {
            heads.put(key, made);
        }
        return made;
    }

    /** The type of a column; a shape is taken for a text, of which only the bytes are wanted. */
    private static FieldType type(Layer layer, String column) {
        return switch (column) {
            case Columns.KEY, Columns.VERSION -> FieldType.INTEGER;
            case Columns.VALID_FROM, Columns.RECORDED_AT -> FieldType.TIMESTAMP;
            case Columns.ID, Columns.RECORDED_BY, Columns.GEOMETRY -> FieldType.TEXT;
            default -> layer.field(column).orElseThrow().type();
        };
    }

    private String order(List<SortBy> order, BoxAccess boxes) {
        List<String> terms = new ArrayList<>();
        for (SortBy by : order) {
            String name = by.getPropertyName().getPropertyName();
            boolean descending = SortOrder.DESCENDING.equals(by.getSortOrder());
            // A sum has no index: what the spatial index finds is put in order then.
            terms.add(
                    boxes == BoxAccess.BOX_FIRST && Columns.KEY.equals(name)
                            ? dialect.quote(name) + " + 0" + (descending ? " DESC" : "")
                            : dialect.order(name, descending));
        }
        return terms.isEmpty() ? "" : " ORDER BY " + String.join(", ", terms);
    }
}
