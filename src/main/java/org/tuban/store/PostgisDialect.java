package org.tuban.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.postgis.jdbc.jts.JtsGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.cql2.Condition;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/** PostgreSQL with PostGIS. Text compares by code point, as it does in SQLite and in the CQL2 standard. */
final class PostgisDialect implements Dialect {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Where PostgreSQL counts time from. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /**
     * Degrees by which the box that PostGIS keeps of a shape, in single precision and rounded outwards, may be the larger
     * one, with room to spare: what lies so far inside a box need not be looked at point by point.
     */
    private static final double BOX_ROUNDING = 5e-5;

    /** In what EXPLAIN says, the outermost step first. */
    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": ([0-9]+)");

    private final JdbcTemplate jdbc;

    PostgisDialect(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable Object bind(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof List<?> texts) {
            return texts.toArray(new String[0]);
        }
        if (value instanceof Geometry geometry) {
            Geometry stored = geometry.copy();
            stored.setSRID(Cgcs2000.SRID);
            return new JtsGeometry(stored);
        }
        return value;
    }

    @Override
    public @Nullable Object read(ResultSet row, int column, FieldType type) throws SQLException {
        return switch (type) {
            case TIMESTAMP -> row.getObject(column) == null ? null : readInstant(row, column);
            case TEXT_LIST -> {
                Array texts = row.getArray(column);
                yield texts == null ? null : List.of((String[]) texts.getArray());
            }
            case TEXT, INTEGER, NUMBER, BOOLEAN, DATE, CODE, PARTIAL_DATE -> row.getObject(column, type.binding());
        };
    }

    @Override
    public Instant readInstant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public @Nullable Geometry readGeometry(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof JtsGeometry geometry ? geometry.getGeometry() : null;
    }

    @Override
    public Sql meets(Layer layer, Envelope box) {
        // A box without width or height is a point or a line, which a polygon of no area would not be.
        Object area = bind(GEOMETRIES.toGeometry(box));
        Envelope inside = new Envelope(box);
        inside.expandBy(-BOX_ROUNDING);
        // Said so that the planner expects all whose own box meets the box: of OR alone it expects next to none.
        return inside.isNull()
                ? Sql.of("ST_Intersects(geom, ?)", area)
                : Sql.of(
                        "(geom && ? AND CASE WHEN geom @ ? OR ST_Intersects(geom, ?) THEN 1 ELSE 0 END <> 0)",
                        area,
                        bind(GEOMETRIES.toGeometry(inside)),
                        area);
    }

    @Override
    public Sql meetsByLooking(Layer layer, Envelope box) {
        Object area = bind(GEOMETRIES.toGeometry(box));
        return Sql.concat(Sql.of("(geom && ? AND ", area), meets(layer, box), ") IS TRUE");
    }

    @Override
    public String term(String column, FieldType type) {
        return type == FieldType.DATE ? quote(column) + "::text" : quote(column);
    }

    @Override
    public String shapeTerm() {
        return "ST_AsBinary(geom)";
    }

    @Override
    public int shapeStart(byte[] shape) {
        return 0;
    }

    @Override
    public @Nullable Object readPlain(ResultSet row, int column, FieldType type) throws SQLException {
        return switch (type) {
            case INTEGER -> present(row, row.getLong(column));
            case NUMBER -> present(row, row.getDouble(column));
            case BOOLEAN -> present(row, row.getBoolean(column));
            case TEXT, CODE, PARTIAL_DATE, DATE, TIMESTAMP, TEXT_LIST -> readBytes(row, column, type);
        };
    }

    private static <T> @Nullable T present(ResultSet row, T value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private @Nullable Object readBytes(ResultSet row, int column, FieldType type) throws SQLException {
        byte[] raw = row.getBytes(column);
        if (raw == null) {
            return null;
        }
        return switch (type) {
            case DATE -> LocalDate.parse(new String(raw, StandardCharsets.US_ASCII));
            case TIMESTAMP -> raw.length == Long.BYTES ? instant(raw) : readInstant(row, column);
            case TEXT_LIST -> read(row, column, type);
            default -> new String(raw, StandardCharsets.UTF_8);
        };
    }

    /** A time as the driver gets it once a statement is prepared: microseconds since 2000. As text it is longer. */
    private static Instant instant(byte[] raw) {
        long micros = ByteBuffer.wrap(raw).getLong();
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public boolean marksAbsent() {
        return false;
    }

    @Override
    public @Nullable Sql condition(Layer layer, Condition condition) {
        return new PostgisConditionSql(layer, this).translate(condition);
    }

    @Override
    public String order(String column, boolean descending) {
        return quote(column) + (descending ? " DESC" : "");
    }

    /** What the planner expects. */
    @Override
    public long estimate(Layer layer, Sql where) {
        String plan = jdbc.queryForObject(
                "EXPLAIN (FORMAT JSON) SELECT 1 FROM %s WHERE %s".formatted(quote(layer.id()), where.text()),
                String.class,
                where.binds().toArray());
        Matcher rows = PLAN_ROWS.matcher(plan == null ? "" : plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    @Override
    public Sql extent(Layer layer) {
        return Sql.of(
                "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (SELECT ST_Extent(geom) AS box FROM %s) AS extent"
                        .formatted(quote(layer.id())));
    }

    @Override
    public void prepare() {
        // The migrations did it.
    }

    @Override
    public boolean hasTable(Layer layer) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT to_regclass(?) IS NOT NULL", Boolean.class, quote(layer.id())));
    }

    @Override
    public void createTable(Layer layer) {
        StringBuilder columns = new StringBuilder();
        layer.fields().forEach(field -> columns.append(", ").append(column(field)));
        jdbc.execute(
                "CREATE TABLE %s (fid bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, geom geometry(%s, 4490)%s, id text COLLATE \"C\" NOT NULL UNIQUE, version bigint NOT NULL, valid_from timestamptz NOT NULL, recorded_at timestamptz NOT NULL, recorded_by text COLLATE \"C\" NOT NULL)"
                        .formatted(quote(layer.id()), layer.geometry().id(), columns));
        jdbc.execute(
                "CREATE INDEX %s ON %s USING gist (geom)".formatted(quote(layer.id() + "_geom"), quote(layer.id())));
    }

    @Override
    public void addColumn(Layer layer, Field field) {
        jdbc.execute("ALTER TABLE %s ADD COLUMN %s".formatted(quote(layer.id()), column(field)));
    }

    @Override
    public void describe(Layer layer) {
        // Comments are all that other programs read here; COMMENT takes no bound values, so the text is a quoted
        // literal.
        jdbc.execute("COMMENT ON TABLE %s IS %s"
                .formatted(quote(layer.id()), literal(layer.title().zh())));
        for (Field field : layer.fields()) {
            jdbc.execute("COMMENT ON COLUMN %s.%s IS %s"
                    .formatted(
                            quote(layer.id()),
                            quote(field.name()),
                            literal(field.title().zh())));
        }
    }

    @Override
    public void shapeWritten(Layer layer, Envelope envelope) {
        // The extent is asked for when it is needed.
    }

    @Override
    public String settled() {
        return "tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
    }

    @Override
    public boolean oneWriter() {
        return false;
    }

    @Override
    public boolean claim(long name) {
        return Boolean.TRUE.equals(jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, name));
    }

    @Override
    public boolean cursorNeedsTransaction() {
        return true;
    }

    @Override
    public boolean copies() {
        return true;
    }

    @Override
    public void beginLoad() {
        jdbc.execute("SET LOCAL statement_timeout = 0");
        jdbc.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        jdbc.execute("SET LOCAL maintenance_work_mem = '256MB'");
    }

    @Override
    public List<Long> reserveKeys(Layer layer, int count) {
        return jdbc.queryForList(
                "SELECT nextval(pg_get_serial_sequence(?, ?)) FROM generate_series(1, ?)",
                Long.class,
                quote(layer.id()),
                Columns.KEY,
                count);
    }

    /** None if the tables belong to another account: then only that one may take indexes down. */
    @Override
    public List<LoadIndexes.Part> loadIndexes(Layer layer) {
        return jdbc.query(
                """
                SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                WHERE i.indrelid = ?::regclass AND NOT i.indisprimary AND NOT i.indisunique
                    AND pg_has_role(c.relowner, 'USAGE')""",
                (row, number) -> new LoadIndexes.Part("DROP INDEX " + row.getString(1), row.getString(2)),
                quote(layer.id()));
    }

    @Override
    public @Nullable String boxTable(Layer layer) {
        return null;
    }

    private String column(Field field) {
        String type = switch (field.type()) {
            case TEXT, CODE, PARTIAL_DATE -> "text COLLATE \"C\"";
            case INTEGER -> "bigint";
            case NUMBER -> "double precision";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "timestamptz";
            case TEXT_LIST -> "text[] COLLATE \"C\"";
        };
        return quote(field.name()) + " " + type;
    }

    /** Text of the catalogue as a literal; a backslash means itself, whatever the server's settings. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
