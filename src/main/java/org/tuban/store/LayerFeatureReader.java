package org.tuban.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/** Rows of a layer's table as features, one after the other, in constant memory. */
final class LayerFeatureReader implements FeatureReader<SimpleFeatureType, SimpleFeature> {

    private static final Logger LOG = LoggerFactory.getLogger(LayerFeatureReader.class);
    private static final int FETCH_SIZE = 500;

    private final SimpleFeatureType type;
    private final List<ColumnReader> readers;
    private final DataSource dataSource;
    private final Connection connection;
    private final boolean ownTransaction;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private @Nullable Boolean ready;

    /**
     * Runs the statement, whose columns are those of {@link #columns}.
     *
     * @param most number of rows that it gives at most; few come at once, without a cursor and its transaction
     */
    LayerFeatureReader(Layer layer, SimpleFeatureType type, Dialect dialect, DataSource dataSource, Sql sql, int most)
            throws IOException {
        this.type = type;
        this.readers = type.getAttributeDescriptors().stream()
                .map(attribute -> reader(attribute.getLocalName(), layer, dialect))
                .toList();
        this.dataSource = dataSource;
        this.connection = DataSourceUtils.getConnection(dataSource);
        boolean begun = false;
        try {
            boolean many = most > FETCH_SIZE;
            if (many && dialect.cursorNeedsTransaction() && connection.getAutoCommit()) {
                connection.setAutoCommit(false);
                begun = true;
            }
            statement = connection.prepareStatement(sql.text());
            statement.setFetchSize(many ? FETCH_SIZE : 0);
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

    /** The columns that a statement must select: the feature's id, then the attributes of the type, in their order. */
    static String columns(SimpleFeatureType type, Dialect dialect) {
        return Stream.concat(
                        Stream.of(Columns.ID),
                        type.getAttributeDescriptors().stream()
                                .map(attribute -> dialect.quote(attribute.getLocalName())))
                .collect(Collectors.joining(", "));
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
        Object[] values = new Object[readers.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = readers.get(index).read(row, index + 2);
        }
        return new SimpleFeatureImpl(values, type, new FeatureIdImpl(row.getString(1)), false);
    }

    private static ColumnReader reader(String name, Layer layer, Dialect dialect) {
        return switch (name) {
            case Columns.GEOMETRY -> dialect::readGeometry;
            case Columns.KEY, Columns.VERSION -> ResultSet::getLong;
            case Columns.VALID_FROM, Columns.RECORDED_AT -> dialect::readInstant;
            case Columns.RECORDED_BY -> ResultSet::getString;
            default -> {
                FieldType kind = layer.field(name).orElseThrow().type();
                yield (row, column) -> dialect.read(row, column, kind);
            }
        };
    }

    /** Takes the value of one column. */
    private interface ColumnReader {
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
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
