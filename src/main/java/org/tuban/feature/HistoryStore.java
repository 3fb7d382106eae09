package org.tuban.feature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.audit.AuditedTable;
import org.tuban.feature.ChangeLog.Change;
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
            operation, note, evidence, change, valid_to""";

    private static final String INSERT = "INSERT INTO feature_history (%s, change) VALUES (%s)"
            .formatted(
                    FeatureAudit.TABLE.columns().stream()
                            .map(AuditedTable.Column::name)
                            .collect(Collectors.joining(", ")),
                    String.join(
                            ", ",
                            Collections.nCopies(FeatureAudit.TABLE.columns().size() + 1, "?")));

    private static final int PORTION = 200;

    private static final String WRITTEN = """
            WITH wanted (wanted_id, wanted_version) AS (VALUES %2$s)
            SELECT %1$s, wanted_version FROM wanted JOIN feature_history
                ON layer = ? AND feature_id = wanted_id AND version = wanted_version
            UNION ALL
            SELECT %1$s, wanted_version FROM wanted JOIN feature_history
                ON layer = ? AND feature_id = wanted_id AND version = (
                    SELECT max(x.version) FROM feature_history x WHERE x.layer = ? AND x.feature_id = wanted_id
                    AND x.version < wanted_version AND x.valid_to IS NULL)""";

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final JsonMapper json = JsonMapper.builder().build();

    HistoryStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** The version of a feature that was written last, also the end of one that was deleted. */
    Optional<HistoryEntry> last(Layer layer, String id) {
        return jdbc
                .query(
                        "SELECT %s FROM feature_history WHERE layer = ? AND feature_id = ? ORDER BY version DESC LIMIT 1"
                                .formatted(HISTORY_COLUMNS),
                        (row, index) -> entry(layer, row),
                        layer.id(),
                        id)
                .stream()
                .findFirst();
    }

    /** One version of a feature. */
    Optional<HistoryEntry> find(Layer layer, String id, long version) {
        return jdbc
                .query(
                        "SELECT %s FROM feature_history WHERE layer = ? AND feature_id = ? AND version = ?"
                                .formatted(HISTORY_COLUMNS),
                        (row, index) -> entry(layer, row),
                        layer.id(),
                        id,
                        version)
                .stream()
                .findFirst();
    }

    /**
     * A version as history keeps it.
     *
     * @param values of the columns of {@link FeatureAudit#TABLE}, in their order
     */
    record Row(List<@Nullable Object> values) {

        String digest() {
            return FeatureAudit.TABLE.digest(values);
        }
    }

    /** The row of a version that an edit made. */
    Row row(Feature feature, @Nullable Instant validTo, Edit edit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        feature.properties().forEach((name, value) -> values.put(name, FieldValue.toJson(value)));
        return new Row(Arrays.asList(
                feature.ref().layer(),
                feature.ref().id(),
                edit.operation().id(),
                feature.recordedBy(),
                edit.note(),
                json.writeValueAsString(edit.evidence()),
                json.writeValueAsString(values),
                feature.version(),
                feature.key(),
                feature.validFrom(),
                validTo,
                feature.recordedAt(),
                feature.geometry() == null ? null : new WKBWriter().write(feature.geometry())));
    }

    /** Adds a row. */
    void append(Row row, long change) {
        List<@Nullable Object> binds = new ArrayList<>();
        row.values().forEach(value -> binds.add(dialect.bind(value)));
        binds.add(change);
        jdbc.update(INSERT, binds.toArray());
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
     * Keys, in rising order, of the features that may not be as their rows of now are: those of which a version became so
     * or was written down after a point of view, and those that have ended.
     *
     * @return empty if there are more than so many
     */
    Optional<long[]> supersededKeys(Layer layer, AsOf then, int most) {
        List<String> sets = new ArrayList<>();
        List<@Nullable Object> binds = new ArrayList<>();
        String one = "SELECT feature_key FROM feature_history WHERE layer = ? AND ";
        sets.add(one + "operation = 'delete'");
        binds.add(layer.id());
        if (then.valid().to() != null) {
            sets.add(one + "valid_from > ?");
            binds.add(layer.id());
            binds.add(dialect.bind(then.valid().to()));
        }
        if (then.recorded() != null) {
            sets.add(one + "recorded_at > ?");
            binds.add(layer.id());
            binds.add(dialect.bind(then.recorded()));
        }
        binds.add(most + 1);
        long[] keys = jdbc
                .queryForList(
                        "SELECT feature_key FROM (%s) k LIMIT ?".formatted(String.join(" UNION ", sets)),
                        Long.class,
                        binds.toArray())
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return keys.length > most ? Optional.empty() : Optional.of(keys);
    }

    /**
     * Features as history has them for a point of view, if they were there at some time of its interval, in the order of
     * keys.
     *
     * <p>They are read in portions as the stream is, so that memory and connections don't wait for whoever takes them.
     *
     * @param after only those with a greater key
     */
    Stream<Feature> all(Layer layer, AsOf then, long after) {
        return Stream.iterate(
                        portion(layer, then, after),
                        portion -> !portion.isEmpty(),
                        portion -> portion.size() < PORTION
                                ? List.of()
                                : portion(layer, then, portion.get(PORTION - 1).key()))
                .flatMap(List::stream);
    }

    private List<Feature> portion(Layer layer, AsOf then, long after) {
        return winners(layer, then, Sql.of("AND feature_key > ? ORDER BY feature_key LIMIT ?", after, PORTION));
    }

    /** Those of some keys, read in portions, in the order of keys if they are. */
    Stream<Feature> ofKeys(Layer layer, AsOf then, long[] keys) {
        return IntStream.iterate(0, from -> from < keys.length, from -> from + PORTION)
                .mapToObj(from -> Arrays.copyOfRange(keys, from, Math.min(from + PORTION, keys.length)))
                .flatMap(some -> {
                    String places = String.join(", ", Collections.nCopies(some.length, "?"));
                    Object[] binds = Arrays.stream(some).boxed().toArray();
                    return winners(
                            layer, then, Sql.of("AND feature_key IN (" + places + ") ORDER BY feature_key", binds))
                            .stream();
                });
    }

    /** A feature as history has it for a point of view, if it was there. */
    Optional<Feature> find(Layer layer, String id, AsOf then) {
        // Of one id there may have been several features, one after the other.
        return winners(layer, then, Sql.of("AND feature_id = ? ORDER BY version DESC LIMIT 1", id)).stream()
                .findFirst();
    }

    /** Of the versions that hold at the end of the interval, the one that was written last says what was so. */
    private List<Feature> winners(Layer layer, AsOf then, Sql which) {
        TimeInterval valid = then.valid();
        StringBuilder sql = new StringBuilder("""
                SELECT %s FROM feature_history h WHERE layer = ? AND version = (
                    SELECT max(version) FROM feature_history x WHERE x.layer = h.layer AND x.feature_key = h.feature_key""".formatted(HISTORY_COLUMNS));
        List<@Nullable Object> binds = new ArrayList<>(List.of(layer.id()));
        if (valid.to() == null) {
            sql.append(" AND x.valid_to IS NULL");
        } else {
            sql.append(" AND x.valid_from <= ? AND (x.valid_to IS NULL OR x.valid_to > ?)");
            binds.add(dialect.bind(valid.to()));
            binds.add(dialect.bind(valid.to()));
        }
        if (then.recorded() != null) {
            sql.append(" AND x.recorded_at <= ?");
            binds.add(dialect.bind(then.recorded()));
        }
        sql.append(")");
        if (valid.from() != null) {
            sql.append(" AND NOT (operation = 'delete' AND valid_from <= ?)");
            binds.add(dialect.bind(valid.from()));
        }
        Sql all = new Sql(sql.toString(), binds).then(which);
        return jdbc.query(
                all.text(),
                (row, index) -> entry(layer, row).feature(),
                all.binds().toArray());
    }

    /**
     * Of some changes of a layer's features: the version that each wrote, and the one that was of now before it.
     *
     * @return by change; changes that history has no version of are left out
     */
    Map<Change, Written> written(Layer layer, List<Change> changes) {
        Map<Change, Written> all = new HashMap<>();
        for (int from = 0; from < changes.size(); from += PORTION) {
            List<Change> some = changes.subList(from, Math.min(changes.size(), from + PORTION));
            Map<WantedVersion, HistoryEntry> versions = new HashMap<>();
            Map<WantedVersion, HistoryEntry> before = new HashMap<>();
            readWritten(layer, some, versions, before);
            for (Change change : some) {
                WantedVersion wanted = new WantedVersion(change.id(), change.version());
                HistoryEntry version = versions.get(wanted);
                if (version != null) {
                    all.put(change, new Written(version, before.get(wanted)));
                }
            }
        }
        return all;
    }

    /**
     * A version with the one before.
     *
     * @param before null if there was none
     */
    record Written(HistoryEntry version, @Nullable HistoryEntry before) {}

    private record WantedVersion(String id, long version) {}

    private void readWritten(
            Layer layer,
            List<Change> changes,
            Map<WantedVersion, HistoryEntry> versions,
            Map<WantedVersion, HistoryEntry> before) {
        List<Object> binds = new ArrayList<>();
        for (Change change : changes) {
            binds.add(change.id());
            binds.add(change.version());
        }
        binds.addAll(Collections.nCopies(3, layer.id()));
        jdbc.query(
                WRITTEN.formatted(
                        HISTORY_COLUMNS,
                        String.join(", ", Collections.nCopies(changes.size(), "(?, CAST(? AS bigint))"))),
                row -> {
                    HistoryEntry entry = entry(layer, row);
                    Feature feature = entry.feature();
                    WantedVersion wanted = new WantedVersion(feature.ref().id(), row.getLong(14));
                    (feature.version() == wanted.version() ? versions : before).put(wanted, entry);
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
        Instant validTo = row.getObject(13) == null ? null : dialect.readInstant(row, 13);
        return new HistoryEntry(feature, validTo, operation, row.getString(10), evidence, row.getLong(12));
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
