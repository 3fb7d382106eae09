package org.tuban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.cql2.Condition;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** SQLite with the tables, triggers and extensions of an OGC GeoPackage. */
final class GeoPackageDialect implements Dialect {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int ESTIMATE_SAMPLE = 10_000;

    private final JdbcTemplate jdbc;
    private final Layers layers;

    GeoPackageDialect(JdbcTemplate jdbc, Layers layers) {
        this.jdbc = jdbc;
        this.layers = layers;
    }

    @Override
    public @Nullable Object bind(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return INSTANT.format(instant);
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        if (value instanceof List<?> texts) {
            return TextLists.write(texts);
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Geometry geometry ? GeoPackageGeometry.encode(geometry) : value;
    }

    @Override
    public @Nullable Object read(ResultSet row, int column, FieldType type) throws SQLException {
        Object raw = row.getObject(column);
        if (raw == null) {
            return null;
        }
        return switch (type) {
            case TEXT, CODE, PARTIAL_DATE -> row.getString(column);
            case INTEGER -> row.getLong(column);
            case NUMBER -> row.getDouble(column);
            case BOOLEAN -> row.getInt(column) != 0;
            case DATE -> LocalDate.parse(row.getString(column));
            case TIMESTAMP -> readInstant(row, column);
            case TEXT_LIST -> TextLists.read(row.getString(column));
        };
    }

    @Override
    public Instant readInstant(ResultSet row, int column) throws SQLException {
        return Instant.parse(row.getString(column));
    }

    @Override
    public @Nullable Geometry readGeometry(ResultSet row, int column) throws SQLException {
        byte[] blob = row.getBytes(column);
        return blob == null ? null : GeoPackageGeometry.decode(blob);
    }

    @Override
    public Sql meets(Layer layer, Envelope box) {
        return Sql.of(
                """
                (fid IN (SELECT id FROM %s WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?) \
                AND tuban_meets_box(geom, ?, ?, ?, ?) = 1)""".formatted(quote(rtree(layer))),
                box.getMinX(),
                box.getMaxX(),
                box.getMinY(),
                box.getMaxY(),
                box.getMinX(),
                box.getMinY(),
                box.getMaxX(),
                box.getMaxY());
    }

    @Override
    public Sql meetsByLooking(Layer layer, Envelope box) {
        return Sql.of(
                "tuban_meets_box(geom, ?, ?, ?, ?) = 1", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }

    @Override
    public String shapeTerm() {
        return quote(Columns.GEOMETRY);
    }

    @Override
    public int shapeStart(byte[] shape) {
        return GeoPackageGeometry.start(shape);
    }

    @Override
    public @Nullable Object readPlain(ResultSet row, int column, FieldType type) throws SQLException {
        return read(row, column, type);
    }

    @Override
    public boolean marksAbsent() {
        return true;
    }

    @Override
    public @Nullable Sql condition(Layer layer, Condition condition) {
        return new GeoPackageConditionSql(layer, this).translate(condition);
    }

    /** Keys always have a value, and without words about absent ones the table itself is in their order. */
    @Override
    public String order(String column, boolean descending) {
        String direction = descending ? " DESC" : "";
        boolean present = column.equals(Columns.KEY) || column.equals(Columns.ID);
        return quote(column) + direction + (present ? "" : descending ? " NULLS FIRST" : " NULLS LAST");
    }

    /** As many as there would be if the rest of the table were like its beginning. */
    @Override
    public long estimate(Layer layer, Sql where) {
        Sql sample = Sql.concat(
                "SELECT count(*), max(fid) FROM (SELECT fid FROM " + quote(layer.id()) + " WHERE ",
                where,
                Sql.of(" ORDER BY fid LIMIT ?)", ESTIMATE_SAMPLE));
        Long greatest = jdbc.queryForObject("SELECT max(fid) FROM " + quote(layer.id()), Long.class);
        Long estimate = jdbc.queryForObject(
                sample.text(),
                (row, number) -> {
                    long rows = row.getLong(1);
                    double share = (row.getLong(2) - 1.0) / Math.max(1, greatest == null ? 0 : greatest - 1);
                    return rows < ESTIMATE_SAMPLE || share <= 0 ? rows : Math.round(rows / share);
                },
                sample.binds().toArray());
        return estimate == null ? 0 : estimate;
    }

    @Override
    public Sql extent(Layer layer) {
        return Sql.of("SELECT min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)) FROM "
                + quote(layer.id()));
    }

    @Override
    public void prepare() {
        registerAttributes("link", "联系 Links", "typed, dated relations between features");
        registerAttributes("observation", "观测值 Observations", "figures with source and date");
    }

    private void registerAttributes(String table, String identifier, String description) {
        jdbc.update(
                "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description) "
                        + "VALUES (?, 'attributes', ?, ?)",
                table,
                identifier,
                description);
    }

    @Override
    public boolean hasTable(Layer layer) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", Integer.class, layer.id());
        return count != null && count > 0;
    }

    @Override
    public void createTable(Layer layer) {
        StringBuilder columns = new StringBuilder();
        layer.fields().forEach(field -> columns.append(", ").append(column(field)));
        jdbc.execute(
                "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom %s%s, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, valid_from DATETIME NOT NULL, recorded_at DATETIME NOT NULL, recorded_by TEXT NOT NULL)"
                        .formatted(quote(layer.id()), layer.geometry().name().replace("_", ""), columns));
        jdbc.update(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'features', ?, ?)",
                layer.id(),
                layer.title().zh() + " " + layer.title().en(),
                Cgcs2000.SRID);
        jdbc.update(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                layer.id(),
                layer.geometry().name().replace("_", ""),
                Cgcs2000.SRID);
        createSpatialIndex(layer);
    }

    /** R-tree and its triggers, word for word as other programs expect them. Source: OGC 12-128r17, annex F.3. */
    private void createSpatialIndex(Layer layer) {
        String table = quote(layer.id());
        String rtree = quote(rtree(layer));
        String box = "NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)";
        String put = "INSERT OR REPLACE INTO %s VALUES (%s);".formatted(rtree, box);
        String takeOld = "DELETE FROM %s WHERE id = OLD.fid;".formatted(rtree);
        String takeBoth = "DELETE FROM %s WHERE id IN (OLD.fid, NEW.fid);".formatted(rtree);
        String shaped = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))";
        String shapeless = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))";
        jdbc.execute("CREATE VIRTUAL TABLE %s USING rtree(id, minx, maxx, miny, maxy)".formatted(rtree));
        trigger(layer, "insert", "AFTER INSERT ON " + table + " WHEN " + shaped, put);
        trigger(layer, "update1", "AFTER UPDATE OF geom ON " + table + " WHEN OLD.fid = NEW.fid AND " + shaped, put);
        trigger(
                layer,
                "update2",
                "AFTER UPDATE OF geom ON " + table + " WHEN OLD.fid = NEW.fid AND " + shapeless,
                takeOld);
        trigger(
                layer,
                "update3",
                "AFTER UPDATE ON " + table + " WHEN OLD.fid != NEW.fid AND " + shaped,
                takeOld + " " + put);
        trigger(layer, "update4", "AFTER UPDATE ON " + table + " WHEN OLD.fid != NEW.fid AND " + shapeless, takeBoth);
        trigger(layer, "delete", "AFTER DELETE ON " + table + " WHEN OLD.geom NOT NULL", takeOld);
        jdbc.update(
                "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec121/#extension_rtree', 'write-only')",
                layer.id());
    }

    private void trigger(Layer layer, String name, String when, String body) {
        jdbc.execute("CREATE TRIGGER %s %s BEGIN %s END".formatted(quote(rtree(layer) + "_" + name), when, body));
    }

    @Override
    public void addColumn(Layer layer, Field field) {
        jdbc.execute("ALTER TABLE %s ADD COLUMN %s".formatted(quote(layer.id()), column(field)));
    }

    @Override
    public void describe(Layer layer) {
        jdbc.update(
                "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
                layer.title().zh() + " " + layer.title().en(),
                layer.description() == null ? "" : layer.description().zh(),
                layer.id());
        jdbc.update("DELETE FROM gpkg_data_columns WHERE table_name = ?", layer.id());
        for (Field field : layer.fields()) {
            String unit = field.unit() == null ? "" : "（" + field.unit() + "）";
            jdbc.update(
                    "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, ?, ?)",
                    layer.id(),
                    field.name(),
                    field.name(),
                    field.title().zh() + unit,
                    field.title().en(),
                    field.type() == FieldType.TEXT_LIST ? TextLists.MEDIA_TYPE : null,
                    field.codeList());
            if (field.codeList() != null) {
                describe(layers.codeList(field.codeList()));
            }
        }
    }

    private void describe(CodeList list) {
        jdbc.update("DELETE FROM gpkg_data_column_constraints WHERE constraint_name = ?", list.id());
        jdbc.batchUpdate(
                "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description) VALUES (?, 'enum', ?, ?)",
                list.codes(),
                list.codes().size(),
                (statement, code) -> {
                    statement.setString(1, list.id());
                    statement.setString(2, code.code());
                    statement.setString(3, code.title().zh());
                });
    }

    @Override
    public void shapeWritten(Layer layer, Envelope box) {
        jdbc.update("""
                UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2),
                    max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4)
                WHERE table_name = ?5""", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY(), layer.id());
    }

    @Override
    public String settled() {
        return "1 = 1";
    }

    @Override
    public boolean oneWriter() {
        return true;
    }

    @Override
    public boolean claim(long name) {
        // Writers take turns: whoever asks is the only one.
        return true;
    }

    @Override
    public boolean cursorNeedsTransaction() {
        return false;
    }

    @Override
    public boolean copies() {
        return false;
    }

    @Override
    public void beginLoad() {
        // Nothing runs out of time here.
    }

    /** Nobody else writes meanwhile. */
    @Override
    public List<Long> reserveKeys(Layer layer, int count) {
        Long greatest = jdbc.queryForObject(
                "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), coalesce(max(fid), 0)) FROM "
                        + quote(layer.id()),
                Long.class,
                layer.id());
        long first = (greatest == null ? 0 : greatest) + 1;
        return LongStream.range(first, first + count).boxed().toList();
    }

    /** The trigger asks the bytes of each shape for its box, which is known already while a load runs. */
    @Override
    public List<LoadIndexes.Part> loadIndexes(Layer layer) {
        return jdbc.query(
                """
                SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL
                    AND (type = 'index' OR (type = 'trigger' AND name = ?))""",
                (row, number) -> new LoadIndexes.Part(
                        "DROP %s %s".formatted(row.getString(1), quote(row.getString(2))), row.getString(3)),
                layer.id(),
                rtree(layer) + "_insert");
    }

    @Override
    public @Nullable String boxTable(Layer layer) {
        return rtree(layer);
    }

    private String column(Field field) {
        String type = switch (field.type()) {
            case TEXT, CODE, PARTIAL_DATE -> "TEXT";
            case INTEGER -> "INTEGER";
            case NUMBER -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "DATETIME";
            case TEXT_LIST -> "TEXT";
        };
        return quote(field.name()) + " " + type;
    }

    static String rtree(Layer layer) {
        return "rtree_" + layer.id() + "_geom";
    }
}
