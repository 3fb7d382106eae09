package org.tuban.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Adds many rows at once, in the transaction that is open: by COPY on PostgreSQL, else as a batch of inserts. */
public final class BulkRows {

    private final Dialect dialect;
    private final DataSource dataSource;
    private final SQLExceptionTranslator failures;

    BulkRows(Dialect dialect, DataSource dataSource, SQLExceptionTranslator failures) {
        this.dialect = dialect;
        this.dataSource = dataSource;
        this.failures = failures;
    }

    /**
     * Adds rows to a table.
     *
     * @param table its name, of the catalogue or of this program
     * @param columns names of the columns that the rows have values of
     * @param rows values in the order of the columns, of the classes that {@link Dialect#bind} takes
     * @throws org.springframework.dao.DataAccessException if the database refuses one of them
     */
    public void add(String table, List<String> columns, List<List<@Nullable Object>> rows) {
        String names = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (dialect.copies()) {
                PostgresCopy.rows(
                        connection,
                        "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(dialect.quote(table), names),
                        rows);
            } else {
                String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
                insert(
                        connection,
                        "INSERT INTO %s (%s) VALUES (%s)".formatted(dialect.quote(table), names, places),
                        rows);
            }
        } catch (SQLException failure) {
            RuntimeException translated = failures.translate("adding rows", null, failure);
            throw translated == null ? new IllegalStateException(failure) : translated;
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void insert(Connection connection, String sql, List<List<@Nullable Object>> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows) {
                for (int column = 0; column < row.size(); column++) {
                    statement.setObject(column + 1, dialect.bind(row.get(column)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
