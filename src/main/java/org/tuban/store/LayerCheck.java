package org.tuban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.geo.GeometryValidity;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** The tables of layers: that they are there, that their spatial indexes match them, that their shapes can be drawn. */
@Component
final class LayerCheck implements Check {

    private static final int MOST_NAMED = 5;
    private static final int PORTION = 100;

    private final JdbcTemplate jdbc;
    private final DatabaseSettings settings;
    private final Dialect dialect;
    private final Layers layers;

    LayerCheck(JdbcTemplate jdbc, DatabaseSettings settings, Dialect dialect, Layers layers) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.dialect = dialect;
        this.layers = layers;
    }

    @Override
    public String subject() {
        return "layers: tables, spatial indexes, shapes";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Layer layer : layers.list()) {
            if (!dialect.hasTable(layer)) {
                findings.add(Finding.note(
                        "layer %s has no table".formatted(layer.id()), "the service makes it when it starts"));
                continue;
            }
            if (!settings.postgis()) {
                rtree(layer, findings);
            }
            shapes(layer, findings);
        }
        return findings;
    }

    private void rtree(Layer layer, List<Finding> findings) {
        String advice =
                "stop the service; in sqlite3 with this file: delete all rows of %s, then UPDATE %s SET geom = geom"
                        .formatted(GeoPackageDialect.rtree(layer), layer.id());
        String rtree = dialect.quote(GeoPackageDialect.rtree(layer));
        String table = dialect.quote(layer.id());
        String state = jdbc.queryForObject("SELECT rtreecheck(?)", String.class, GeoPackageDialect.rtree(layer));
        if (!"ok".equals(state)) {
            findings.add(Finding.bad("the spatial index of %s is damaged: %s".formatted(layer.id(), state), advice));
        }
        long missing = count("""
                SELECT count(*) FROM %s t LEFT JOIN %s r ON r.id = t.fid WHERE t.geom IS NOT NULL AND NOT ST_IsEmpty(t.geom)
                AND (r.id IS NULL OR r.minx > ST_MinX(t.geom) OR r.maxx < ST_MaxX(t.geom)
                    OR r.miny > ST_MinY(t.geom) OR r.maxy < ST_MaxY(t.geom))""".formatted(table, rtree));
        long dead = count("SELECT count(*) FROM %s r LEFT JOIN %s t ON t.fid = r.id WHERE t.geom IS NULL"
                .formatted(rtree, table));
        if (missing + dead > 0) {
            findings.add(Finding.bad(
                    "the spatial index of %s does not match its table: %d shapes are not in it, %d entries have no shape"
                            .formatted(layer.id(), missing, dead),
                    advice));
        }
    }

    /** In portions, for a driver may take all rows of an answer into memory. */
    private void shapes(Layer layer, List<Finding> findings) {
        String portion = "SELECT fid, id, geom FROM %s WHERE geom IS NOT NULL AND fid > ? ORDER BY fid LIMIT ?"
                .formatted(dialect.quote(layer.id()));
        List<String> undrawable = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (List<Shape> read = read(portion, last); !read.isEmpty(); read = read(portion, last)) {
            for (Shape one : read) {
                if (one.shape() == null || !GeometryValidity.isFinite(one.shape())) {
                    undrawable.add(one.id());
                } else if (!one.shape().isValid()) {
                    invalid.add(one.id());
                }
            }
            last = read.get(read.size() - 1).key();
        }
        String advice = "write them again through the service, which refuses or repairs such shapes";
        if (!undrawable.isEmpty()) {
            findings.add(Finding.bad(
                    "layer %s has %d shapes that cannot be read or have a place that is no number, and are on no tile: %s"
                            .formatted(layer.id(), undrawable.size(), first(undrawable)),
                    advice));
        }
        if (!invalid.isEmpty()) {
            findings.add(Finding.bad(
                    "layer %s has %d shapes that are not valid: %s"
                            .formatted(layer.id(), invalid.size(), first(invalid)),
                    advice));
        }
    }

    private static String first(List<String> ids) {
        return String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
    }

    /**
     * A shape in a table.
     *
     * @param shape null if it cannot be read
     */
    private record Shape(long key, String id, @Nullable Geometry shape) {}

    private List<Shape> read(String portion, long after) {
        return jdbc.query(
                portion, (row, number) -> new Shape(row.getLong(1), row.getString(2), shape(row)), after, PORTION);
    }

    private @Nullable Geometry shape(ResultSet row) throws SQLException {
        try {
            return dialect.readGeometry(row, 3);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private long count(String question) {
        return Objects.requireNonNull(jdbc.queryForObject(question, Long.class));
    }
}
