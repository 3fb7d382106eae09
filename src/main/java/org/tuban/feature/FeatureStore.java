package org.tuban.feature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.Dialect;
import org.tuban.store.LayerDataStore;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of writing and of history. Reading what is now goes through the data store. */
@Component
class FeatureStore {

    private static final String HISTORY_COLUMNS = """
            feature_id, feature_key, version, geom, properties, valid_from, recorded_at, recorded_by, \
            operation, note, evidence, change""";

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final JsonMapper json = JsonMapper.builder().build();

    FeatureStore(JdbcTemplate jdbc, Dialect dialect, LayerDataStore store) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** Adds the row of a new feature and gives its key. */
    long insert(Layer layer, Feature feature) {
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner places = new StringJoiner(", ");
        List<@Nullable Object> binds = new ArrayList<>();
        for (Field field : layer.fields()) {
            columns.add(dialect.quote(field.name()));
            places.add("?");
            binds.add(dialect.bind(feature.properties().get(field.name())));
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

    /** Puts the next version in place of the expected one; false if that is no longer there. */
    boolean update(Layer layer, Feature next, boolean shapeChanged) {
        StringJoiner columns = new StringJoiner(", ");
        List<@Nullable Object> binds = new ArrayList<>();
        for (Field field : layer.fields()) {
            columns.add(dialect.quote(field.name()) + " = ?");
            binds.add(dialect.bind(next.properties().get(field.name())));
        }
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
        binds.add(next.version() - 1);
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

    /** Greatest version that history has of a feature, also of one that was deleted; 0 if none. */
    long lastVersion(FeatureRef ref) {
        Long version = jdbc.queryForObject(
                "SELECT coalesce(max(version), 0) FROM feature_history WHERE layer = ? AND feature_id = ?",
                Long.class,
                ref.layer(),
                ref.id());
        return version == null ? 0 : version;
    }

    void appendHistory(HistoryEntry entry) {
        Feature feature = entry.feature();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        feature.properties().forEach((name, value) -> values.put(name, FieldValue.toJson(value)));
        jdbc.update(
                """
                INSERT INTO feature_history (layer, feature_id, version, feature_key, change, operation, valid_from,
                    recorded_at, recorded_by, note, evidence, properties, geom)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                feature.ref().layer(),
                feature.ref().id(),
                feature.version(),
                feature.key(),
                entry.change(),
                entry.operation().id(),
                dialect.bind(feature.validFrom()),
                dialect.bind(feature.recordedAt()),
                feature.recordedBy(),
                entry.note(),
                json.writeValueAsString(entry.evidence()),
                json.writeValueAsString(values),
                feature.geometry() == null ? null : new WKBWriter().write(feature.geometry()));
    }

    /** All versions of a feature, newest first. */
    List<HistoryEntry> history(Layer layer, String id) {
        return jdbc.query(
                "SELECT %s FROM feature_history WHERE layer = ? AND feature_id = ? ORDER BY version DESC"
                        .formatted(HISTORY_COLUMNS),
                (row, index) -> entry(layer, row),
                layer.id(),
                id);
    }

    /**
     * Features as they were at the end of an interval, if they were there at some time of it, in the order of keys.
     *
     * <p>Of the versions that hold at that time the one written last counts: later knowledge wins.
     */
    void eachDuring(Layer layer, TimeInterval interval, long after, Consumer<Feature> consumer) {
        StringBuilder sql = new StringBuilder("""
                SELECT %s FROM feature_history h WHERE layer = ? AND feature_key > ? AND version = (
                    SELECT max(version) FROM feature_history x WHERE x.layer = h.layer AND x.feature_key = h.feature_key""".formatted(HISTORY_COLUMNS));
        List<@Nullable Object> binds = new ArrayList<>(List.of(layer.id(), after));
        if (interval.to() != null) {
            sql.append(" AND x.valid_from <= ?");
            binds.add(dialect.bind(interval.to()));
        }
        sql.append(")");
        if (interval.from() != null) {
            sql.append(" AND NOT (operation = 'delete' AND valid_from <= ?)");
            binds.add(dialect.bind(interval.from()));
        }
        sql.append(" ORDER BY feature_key");
        jdbc.query(
                sql.toString(),
                row -> {
                    consumer.accept(entry(layer, row).feature());
                },
                binds.toArray());
    }

    /** The earliest valid time that history has of a layer. */
    Optional<Instant> earliest(Layer layer) {
        return jdbc
                .query(
                        "SELECT valid_from FROM feature_history WHERE layer = ? ORDER BY valid_from LIMIT 1",
                        (row, index) -> dialect.readInstant(row, 1),
                        layer.id())
                .stream()
                .findFirst();
    }

    private HistoryEntry entry(Layer layer, ResultSet row) throws SQLException {
        Map<String, Object> stored = json.readValue(row.getString(5), new TypeReference<>() {});
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : layer.fields()) {
            values.put(field.name(), FieldValue.of(field, stored.get(field.name())));
        }
        Feature feature = new Feature(
                new FeatureRef(layer.id(), row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                shape(row.getBytes(4)),
                values,
                dialect.readInstant(row, 6),
                dialect.readInstant(row, 7),
                row.getString(8));
        Operation operation = Operation.valueOf(row.getString(9).toUpperCase(java.util.Locale.ROOT));
        Map<String, Object> evidence = json.readValue(row.getString(11), new TypeReference<>() {});
        return new HistoryEntry(feature, operation, row.getString(10), evidence, row.getLong(12));
    }

    private static @Nullable Geometry shape(byte @Nullable [] wkb) throws SQLException {
        if (wkb == null) {
            return null;
        }
        try {
            return new WKBReader().read(wkb);
        } catch (ParseException broken) {
            throw new SQLException("a shape in history is not readable", broken);
        }
    }

    /** The instant as both databases keep it. */
    static Instant toStoredPrecision(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
