package org.tuban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/** What differs between the two databases. Everything else is the same SQL. */
public interface Dialect {

    /** A table or column name as SQL writes it; the name comes from the catalogue or from this program. */
    default String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A value as the driver takes it; classes: those of {@link FieldType}, Instant, Geometry, Long, byte[]. */
    @Nullable
    Object bind(@Nullable Object value);

    /** The value of a column of a field's type, or null. */
    @Nullable
    Object read(ResultSet row, int column, FieldType type) throws SQLException;

    /** The instant in a column, to the millisecond. */
    Instant readInstant(ResultSet row, int column) throws SQLException;

    /** The shape in a column, EPSG:4490 with x = longitude, or null. */
    @Nullable
    Geometry readGeometry(ResultSet row, int column) throws SQLException;

    /** A parameter of an INSERT or UPDATE that takes a bound shape. */
    default String geometryParameter() {
        return "?";
    }

    /** Condition: the layer's shape meets the box. Exact, and found through the spatial index. */
    Sql meets(Layer layer, Envelope box);

    /** The same condition, not found through the spatial index but asked of each row. */
    Sql meetsByLooking(Layer layer, Envelope box);

    /** A column as a term of a SELECT whose bytes, of texts and days, are what JSON has. */
    default String term(String column, FieldType type) {
        return quote(column);
    }

    /** The shape as a term of a SELECT that gives bytes with well-known binary in them. */
    String shapeTerm();

    /** Where in those bytes the well-known binary begins. */
    int shapeStart(byte[] shape);

    /** The value of such a term; null if absent. Nothing is asked of the driver that costs and is not needed. */
    @Nullable
    Object readPlain(ResultSet row, int column, FieldType type) throws SQLException;

    /** True if statements that read whole rows say in {@link AbsentMarks} which columns have a value. */
    boolean marksAbsent();

    /** A condition on the layer's rows as SQL; null if the database would not give the answer that memory gives. */
    @Nullable
    Sql condition(Layer layer, Condition condition);

    /** A column as a term of ORDER BY: a row without a value stands behind all others, or before them if descending. */
    String order(String column, boolean descending);

    /** About how many of the layer's rows meet a condition, at little cost. */
    long estimate(Layer layer, Sql where);

    /** The box round all shapes of a layer in one row of four columns: west, south, east, north. */
    Sql extent(Layer layer);

    /** Readies the database as a whole: what every layer's table will stand on. */
    void prepare();

    /** True if the layer has its table. */
    boolean hasTable(Layer layer);

    /** Makes the layer's table with its spatial index. */
    void createTable(Layer layer);

    /** Adds a column for a field that the catalogue has gained. */
    void addColumn(Layer layer, Field field);

    /** Brings what the database says about the layer to others (titles, extent) up to date with the catalogue. */
    void describe(Layer layer);

    /** Called in the transaction of a write that gave a feature a shape. */
    void shapeWritten(Layer layer, Envelope envelope);

    /** Condition on a table with the column {@code tx}: no transaction that is still open can add a row before this one. */
    String settled();

    /** True if writers must wait for one another in this process. */
    boolean oneWriter();

    /**
     * Takes a name for the transaction that is open, so that no transaction of any service gets it before this one ends.
     *
     * @return false if another has it
     */
    boolean claim(long name);

    /** True if long results need a cursor, and so a transaction of their own. */
    boolean cursorNeedsTransaction();

    /** True if many rows are added by COPY. */
    boolean copies();

    /** Lifts the limits of time that are for requests, in the transaction that is open. */
    void beginLoad();

    /** Keys for so many new features of a layer, in rising order, which nobody else gets. */
    List<Long> reserveKeys(Layer layer, int count);

    /** The indexes of a layer's table that are better built when it is full, and what keeps them. */
    List<LoadIndexes.Part> loadIndexes(Layer layer);

    /** The table with the boxes of shapes that {@link #loadIndexes} leaves unkept; null if there is none. */
    @Nullable
    String boxTable(Layer layer);
}
