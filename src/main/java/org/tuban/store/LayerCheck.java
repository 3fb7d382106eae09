package org.tuban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** The tables of layers: that they are there, that their spatial indexes match them, that their shapes can be drawn. */
@Component
final class LayerCheck implements Check {

    private static final int MOST_NAMED = 5;

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

    private void shapes(Layer layer, List<Finding> findings) {
        List<String> bad = new ArrayList<>();
        long[] count = {0};
        jdbc.query(
                "SELECT id, geom FROM %s WHERE geom IS NOT NULL".formatted(dialect.quote(layer.id())),
                (ResultSet row) -> {
                    if (!isDrawable(row)) {
                        count[0]++;
                        if (bad.size() < MOST_NAMED) {
                            bad.add(row.getString(1));
                        }
                    }
                });
        if (count[0] > 0) {
            findings.add(Finding.bad(
                    "layer %s has %d shapes that cannot be read or are not valid, and may be absent from tiles: %s"
                            .formatted(layer.id(), count[0], String.join(", ", bad)),
                    "write them again through the service, which refuses or repairs such shapes"));
        }
    }

    private boolean isDrawable(ResultSet row) throws SQLException {
        try {
            Geometry shape = dialect.readGeometry(row, 2);
            return shape != null && shape.isValid();
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return false;
        }
    }

    private long count(String question) {
        return Objects.requireNonNull(jdbc.queryForObject(question, Long.class));
    }
}
