package org.tuban.indicator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Operation;
import org.tuban.layer.Label;
import org.tuban.store.Dialect;

/** The SQL of observations. */
@Component
class ObservationStore {

    private static final String COLUMNS = """
            id, layer, feature_id, indicator, value, value_text, unit, qualifier, as_of, source, basis, \
            note_zh, note_en, version, recorded_at, recorded_by""";

    private static final String VALUES = """
            :id, :layer, :featureId, :indicator, :value, :text, :unit, :qualifier, :asOf, :source, :basis, \
            :noteZh, :noteEn, :version, :recordedAt, :recordedBy""";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    ObservationStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** Observations about a feature in the order they were entered. */
    List<Observation> of(FeatureRef feature) {
        return jdbc.sql("SELECT %s FROM observation WHERE layer = :layer AND feature_id = :id ORDER BY fid"
                        .formatted(COLUMNS))
                .param("layer", feature.layer())
                .param("id", feature.id())
                .query((row, index) -> observation(row))
                .list();
    }

    /** Observations about a feature by what had been written down at an instant, each in its version of then. */
    List<Observation> knownOf(FeatureRef feature, Instant recorded) {
        return jdbc.sql("""
                        SELECT %s FROM observation_history o
                        WHERE layer = :layer AND feature_id = :id AND operation <> 'delete' AND version = (
                            SELECT max(version) FROM observation_history x
                            WHERE x.id = o.id AND x.recorded_at <= :recorded)
                        ORDER BY change""".formatted(COLUMNS))
                .param("layer", feature.layer())
                .param("id", feature.id())
                .param("recorded", dialect.bind(recorded))
                .query((row, index) -> observation(row))
                .list();
    }

    Optional<Stored> find(String id) {
        return jdbc.sql("SELECT %s FROM observation WHERE id = :id".formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> new Stored(observation(row), dialect.readInstant(row, 15), row.getString(16)))
                .optional();
    }

    void insert(Observation observation, Instant at, String by) {
        jdbc.sql("INSERT INTO observation (%s) VALUES (%s)".formatted(COLUMNS, VALUES))
                .params(values(observation, at, by))
                .update();
    }

    /** Puts the next version in place of the expected one; false if that is no longer there. */
    boolean update(Observation next, Instant at, String by) {
        return jdbc.sql("""
                                UPDATE observation SET value = :value, value_text = :text, unit = :unit,
                                    qualifier = :qualifier, as_of = :asOf, source = :source, basis = :basis,
                                    note_zh = :noteZh, note_en = :noteEn, version = :version,
                                    recorded_at = :recordedAt, recorded_by = :recordedBy
                                WHERE id = :id AND version = :expected""")
                        .params(values(next, at, by))
                        .param("expected", next.version() - 1)
                        .update()
                == 1;
    }

    /** Takes an observation away if it is at the expected version; false if that is no longer there. */
    boolean delete(String id, long expected) {
        return jdbc.sql("DELETE FROM observation WHERE id = :id AND version = :expected")
                        .param("id", id)
                        .param("expected", expected)
                        .update()
                == 1;
    }

    /** True if there is or was an observation of that id. */
    boolean isTaken(String id) {
        return jdbc.sql("SELECT count(*) FROM observation_history WHERE id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void appendHistory(ObservationVersion version, long change) {
        jdbc.sql(
                        "INSERT INTO observation_history (%s, operation, reason, change) VALUES (%s, :operation, :reason, :change)"
                                .formatted(COLUMNS, VALUES))
                .params(values(version.observation(), version.recordedAt(), version.recordedBy()))
                .param("operation", version.operation().id())
                .param("reason", version.note())
                .param("change", change)
                .update();
    }

    /** All versions of an observation, newest first. */
    List<ObservationVersion> history(String id) {
        return jdbc.sql(
                        "SELECT %s, operation, reason, change FROM observation_history WHERE id = :id ORDER BY version DESC"
                                .formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> new ObservationVersion(
                        observation(row),
                        Operation.valueOf(row.getString(17).toUpperCase(Locale.ROOT)),
                        dialect.readInstant(row, 15),
                        row.getString(16),
                        row.getString(18),
                        row.getLong(19)))
                .list();
    }

    private Map<String, @Nullable Object> values(Observation observation, Instant at, String by) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", observation.id());
        values.put("layer", observation.feature().layer());
        values.put("featureId", observation.feature().id());
        values.put("indicator", observation.indicator());
        values.put("value", observation.value());
        values.put("text", observation.text());
        values.put("unit", observation.unit());
        values.put(
                "qualifier",
                observation.qualifier() == null ? null : observation.qualifier().id());
        values.put("asOf", observation.asOf());
        values.put("source", observation.source());
        values.put("basis", observation.basis().id());
        values.put(
                "noteZh", observation.note() == null ? null : observation.note().zh());
        values.put(
                "noteEn", observation.note() == null ? null : observation.note().en());
        values.put("version", observation.version());
        values.put("recordedAt", dialect.bind(at));
        values.put("recordedBy", by);
        return values;
    }

    private static Observation observation(ResultSet row) throws SQLException {
        double value = row.getDouble(5);
        boolean onlyWords = row.wasNull();
        String noteZh = row.getString(12);
        return new Observation(
                row.getString(1),
                new FeatureRef(row.getString(2), row.getString(3)),
                row.getString(4),
                onlyWords ? null : value,
                row.getString(6),
                row.getString(7),
                Qualifier.of(row.getString(8)),
                row.getString(9),
                row.getString(10),
                ObservationBasis.of(row.getString(11)),
                noteZh == null ? null : new Label(noteZh, row.getString(13)),
                row.getLong(14));
    }

    /**
     * An observation as it is stored.
     *
     * @param recordedAt when this version was written down
     * @param recordedBy account that wrote it
     */
    record Stored(Observation observation, Instant recordedAt, String recordedBy) {}
}
