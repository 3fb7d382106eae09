package org.tuban.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/** Rows of a layer's table as features, one after the other, in constant memory. */
final class LayerFeatureReader implements FeatureReader<SimpleFeatureType, SimpleFeature> {

    private static final Logger LOG = LoggerFactory.getLogger(LayerFeatureReader.class);
    private static final int FETCH_SIZE = 500;

    private final Layer layer;
    private final SimpleFeatureType type;
    private final Dialect dialect;
    private final DataSource dataSource;
    private final Connection connection;
    private final boolean ownTransaction;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private @Nullable Boolean ready;

    /** Runs the statement, whose columns are those of {@link #columns}. */
    LayerFeatureReader(Layer layer, SimpleFeatureType type, Dialect dialect, DataSource dataSource, Sql sql)
            throws IOException {
        this.layer = layer;
        this.type = type;
        this.dialect = dialect;
        this.dataSource = dataSource;
        this.connection = DataSourceUtils.getConnection(dataSource);
        boolean begun = false;
        try {
            if (dialect.cursorNeedsTransaction() && connection.getAutoCommit()) {
                connection.setAutoCommit(false);
                begun = true;
            }
            statement = connection.prepareStatement(sql.text());
            statement.setFetchSize(FETCH_SIZE);
            bind(statement, sql.binds());
            rows = statement.executeQuery();
        } catch (SQLException failure) {
            throw new IOException(failure);
        } finally {
            ownTransaction = begun;
            if (rows == null) {
                close();
            }
        }
    }

    /** The columns that a statement must select, in this order. */
    static String columns(Layer layer, Dialect dialect) {
        StringBuilder columns = new StringBuilder(String.join(
                ", ",
                Columns.KEY,
                Columns.ID,
                Columns.VERSION,
                Columns.VALID_FROM,
                Columns.RECORDED_AT,
                Columns.RECORDED_BY,
                Columns.GEOMETRY));
        layer.fields().forEach(field -> columns.append(", ").append(dialect.quote(field.name())));
        return columns.toString();
    }

    static void bind(PreparedStatement statement, List<@Nullable Object> binds) throws SQLException {
        for (int index = 0; index < binds.size(); index++) {
            statement.setObject(index + 1, binds.get(index));
        }
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return type;
    }

    @Override
    public boolean hasNext() throws IOException {
        if (ready == null) {
            try {
                ready = open().next();
            } catch (SQLException failure) {
                throw new IOException(failure);
            }
        }
        return ready;
    }

    @Override
    public SimpleFeature next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = null;
        try {
            return feature(open());
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    /** The row that the cursor stands on, whose columns are those of {@link #columns}. */
    private SimpleFeature feature(ResultSet row) throws SQLException {
        List<Field> fields = layer.fields();
        Object[] values = new Object[fields.size() + Columns.SYSTEM.size() - 1];
        values[0] = dialect.readGeometry(row, 7);
        for (int index = 0; index < fields.size(); index++) {
            values[index + 1] = dialect.read(row, 8 + index, fields.get(index).type());
        }
        int system = fields.size() + 1;
        values[system] = row.getLong(1);
        values[system + 1] = row.getLong(3);
        values[system + 2] = dialect.readInstant(row, 4);
        values[system + 3] = dialect.readInstant(row, 5);
        values[system + 4] = row.getString(6);
        return new SimpleFeatureImpl(values, type, new FeatureIdImpl(row.getString(2)), false);
    }

    private ResultSet open() throws IOException {
        if (rows == null) {
            throw new IOException("the reader is closed");
        }
        return rows;
    }

    @Override
    public void close() {
        JdbcUtils.closeResultSet(rows);
        JdbcUtils.closeStatement(statement);
        rows = null;
        statement = null;
        if (ownTransaction) {
            endTransaction();
        }
        DataSourceUtils.releaseConnection(connection, dataSource);
    }

    private void endTransaction() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            // The pool tests a connection that failed here and throws it away.
            LOG.debug("reader's transaction not ended", broken);
        }
    }
}
