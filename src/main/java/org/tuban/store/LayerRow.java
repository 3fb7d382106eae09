package org.tuban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.tuban.layer.FieldType;

/**
 * The row that a reading stands on; what it says is true until the next one is asked for.
 *
 * <p>Columns are named by their place among those of the {@link RowQuery}, from 0. No geometry and no map is made.
 */
public final class LayerRow {

    private static final int BITS = AbsentMarks.COLUMNS_OF_ONE;

    private final ResultSet row;
    private final Dialect dialect;
    private final List<FieldType> types;
    private final long[] present;

    LayerRow(ResultSet row, Dialect dialect, List<FieldType> types) {
        this.row = row;
        this.dialect = dialect;
        this.types = types;
        this.present = new long[dialect.marksAbsent() ? AbsentMarks.count(types.size()) : 0];
    }

    /** Goes to the next row; false if there is none. */
    boolean next() throws SQLException {
        if (!row.next()) {
            return false;
        }
        for (int mark = 0; mark < present.length; mark++) {
            present[mark] = row.getLong(types.size() + 1 + mark);
        }
        return true;
    }

    /** A text, code, partial date or day as JSON has it, in UTF-8; null if absent. */
    public byte @Nullable [] utf8(int column) {
        return take(column, () -> row.getBytes(column + 1));
    }

    /** A shape as the database keeps it, with well-known binary from {@link #shapeStart} on; null if absent. */
    public byte @Nullable [] shape(int column) {
        return utf8(column);
    }

    /** Where in the bytes of a shape its well-known binary begins. */
    public int shapeStart(byte[] shape) {
        return dialect.shapeStart(shape);
    }

    /** A value in the class of its type; null if absent. */
    public @Nullable Object value(int column) {
        return take(column, () -> dialect.readPlain(row, column + 1, types.get(column)));
    }

    private <T> @Nullable T take(int column, Reading<T> reading) {
        if (present.length > 0 && (present[column / BITS] >>> column % BITS & 1) == 0) {
            return null;
        }
        try {
            return reading.read();
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("the store cannot be read", failure);
        }
    }

    /** Takes a value from the row. */
    private interface Reading<T> {
        @Nullable
        T read() throws SQLException;
    }
}
