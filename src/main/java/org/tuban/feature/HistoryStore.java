package org.tuban.feature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.tuban.store.Sql;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of history: every version of every feature, only ever added to. */
@Component
class HistoryStore {

    private static final String HISTORY_COLUMNS = """
            feature_id, feature_key, version, geom, properties, valid_from, recorded_at, recorded_by, \
            operation, note, evidence, change""";

    private static final int PORTION = 200;

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final JsonMapper json = JsonMapper.builder().build();

    HistoryStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
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

    void append(HistoryEntry entry) {
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
    List<HistoryEntry> list(Layer layer, String id) {
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
     * <p>Of the versions that hold at that time the one written last counts: later knowledge wins. They are read in
     * portions as the stream is, so that memory and connections don't wait for whoever takes them.
     *
     * @param after only those with a greater key
     */
    Stream<Feature> during(Layer layer, TimeInterval interval, long after) {
        return Stream.iterate(
                        during(
                                layer,
                                interval,
                                Sql.of("AND feature_key > ? ORDER BY feature_key LIMIT ?", after, PORTION)),
                        portion -> !portion.isEmpty(),
                        portion -> portion.size() < PORTION
                                ? List.of()
                                : during(
                                        layer,
                                        interval,
                                        Sql.of(
                                                "AND feature_key > ? ORDER BY feature_key LIMIT ?",
                                                portion.get(PORTION - 1).key(),
                                                PORTION)))
                .flatMap(List::stream);
    }

    /** Those of some keys, in any order. */
    List<Feature> during(Layer layer, TimeInterval interval, List<Long> keys) {
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        return keys.isEmpty()
                ? List.of()
                : during(layer, interval, Sql.of("AND feature_key IN (" + places + ")", keys.toArray()));
    }

    private List<Feature> during(Layer layer, TimeInterval interval, Sql which) {
        StringBuilder sql = new StringBuilder("""
                SELECT %s FROM feature_history h WHERE layer = ? AND version = (
                    SELECT max(version) FROM feature_history x WHERE x.layer = h.layer AND x.feature_key = h.feature_key""".formatted(HISTORY_COLUMNS));
        List<@Nullable Object> binds = new ArrayList<>(List.of(layer.id()));
        if (interval.to() != null) {
            sql.append(" AND x.valid_from <= ?");
            binds.add(dialect.bind(interval.to()));
        }
        sql.append(")");
        if (interval.from() != null) {
            sql.append(" AND NOT (operation = 'delete' AND valid_from <= ?)");
            binds.add(dialect.bind(interval.from()));
        }
        Sql all = new Sql(sql.toString(), binds).then(which);
        return jdbc.query(
                all.text(),
                (row, index) -> entry(layer, row).feature(),
                all.binds().toArray());
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
}
