package org.tuban.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;
import org.tuban.store.Dialect;

/** The SQL of writing what is now. Reading it goes through the data store. */
@Component
class FeatureStore {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    FeatureStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** Adds the row of a feature and gives its key: the one that it has had, or a new one. */
    long insert(Layer layer, Feature feature) {
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner places = new StringJoiner(", ");
        List<@Nullable Object> binds = new ArrayList<>();
        for (Field field : layer.fields()) {
            columns.add(dialect.quote(field.name()));
            places.add("?");
            binds.add(dialect.bind(feature.properties().get(field.name())));
        }
        if (feature.key() != 0) {
            columns.add(Columns.KEY);
            places.add("?");
            binds.add(feature.key());
        }
        binds.add(dialect.bind(feature.geometry()));
        binds.add(feature.ref().id());
        binds.add(feature.version());
        binds.add(dialect.bind(feature.validFrom()));
        binds.add(dialect.bind(feature.recordedAt()));
        binds.add(feature.recordedBy());
        Long key = jdbc.queryForObject(
                """
                INSERT INTO %s (%s, geom, id, version, valid_from, recorded_at, recorded_by)
                VALUES (%s, ?, ?, ?, ?, ?, ?) RETURNING fid""".formatted(dialect.quote(layer.id()), columns, places), Long.class, binds.toArray());
        shapeWritten(layer, feature.geometry());
        return Objects.requireNonNull(key);
    }

    /** Puts the next version in place of the one before; false if that is no longer there. Only what changes is sent. */
    boolean update(Layer layer, Feature next, Edit edit, long expected) {
        StringJoiner columns = new StringJoiner(", ");
        List<@Nullable Object> binds = new ArrayList<>();
        for (Field field : layer.fields()) {
            if (edit.values().containsKey(field.name())) {
                columns.add(dialect.quote(field.name()) + " = ?");
                binds.add(dialect.bind(next.properties().get(field.name())));
            }
        }
        boolean shapeChanged = edit.shape() != null;
        if (shapeChanged) {
            columns.add("geom = ?");
            binds.add(dialect.bind(next.geometry()));
        }
        columns.add("version = ?").add("valid_from = ?").add("recorded_at = ?").add("recorded_by = ?");
        binds.add(next.version());
        binds.add(dialect.bind(next.validFrom()));
        binds.add(dialect.bind(next.recordedAt()));
        binds.add(next.recordedBy());
        binds.add(next.ref().id());
        binds.add(expected);
        int rows = jdbc.update(
                "UPDATE %s SET %s WHERE id = ? AND version = ?".formatted(dialect.quote(layer.id()), columns),
                binds.toArray());
        if (rows == 1 && shapeChanged) {
            shapeWritten(layer, next.geometry());
        }
        return rows == 1;
    }

    /** Takes the row away; false if the expected version is no longer there. */
    boolean delete(Layer layer, String id, long expected) {
        return jdbc.update(
                        "DELETE FROM %s WHERE id = ? AND version = ?".formatted(dialect.quote(layer.id())),
                        id,
                        expected)
                == 1;
    }

    private void shapeWritten(Layer layer, @Nullable Geometry geometry) {
        if (geometry != null) {
            dialect.shapeWritten(layer, geometry.getEnvelopeInternal());
        }
    }
}
