package org.tuban.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.CanonicalDigest;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.BulkRows;
import org.tuban.store.Columns;
import org.tuban.store.Dialect;
import org.tuban.store.LoadIndexes;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of loading a layer as a whole. */
@Component
class FeatureLoadStore {

    private static final List<String> HISTORY_COLUMNS = Stream.concat(
                    FeatureAudit.TABLE.columns().stream().map(AuditedTable.Column::name), Stream.of("change"))
            .toList();
    private static final int IDS_OF_ONE = 500;

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final BulkRows rows;
    private final JsonMapper json = JsonMapper.builder().build();

    FeatureLoadStore(JdbcTemplate jdbc, Dialect dialect, BulkRows rows) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.rows = rows;
    }

    /**
     * A layer that is being loaded.
     *
     * @param layer the layer
     * @param never true if it never had a feature
     * @param indexes what was taken down while it was empty, to be built at the end; null if it was not empty
     * @param extent box of all that was written, grows
     * @param rows digests of the rows of history that were written, one after the other
     */
    record Opened(Layer layer, boolean never, @Nullable LoadIndexes indexes, Envelope extent, CanonicalDigest rows) {}

    /**
     * What the store knows of some ids.
     *
     * @param present those that the layer has
     * @param lastVersions the last versions of those that it had
     */
    record Known(Set<String> present, Map<String, Long> lastVersions) {}

    /** Readies the layer's table: an empty one fills faster without its indexes. */
    Opened open(Layer layer) {
        boolean empty = isNone("SELECT 1 FROM %s LIMIT 1".formatted(dialect.quote(layer.id())));
        boolean never = empty && isNone("SELECT 1 FROM feature_history WHERE layer = ? LIMIT 1", layer.id());
        dialect.beginLoad();
        LoadIndexes indexes = empty ? LoadIndexes.takeDown(layer, dialect, jdbc) : null;
        return new Opened(layer, never, indexes, new Envelope(), new CanonicalDigest());
    }

    private boolean isNone(String sql, Object... binds) {
        return jdbc.queryForList(sql, Integer.class, binds).isEmpty();
    }

    /** Builds what was taken down, and brings what the database says about the layer up to date. */
    void close(Opened opened) {
        if (opened.indexes() != null) {
            opened.indexes().build();
        }
        if (!opened.extent().isNull()) {
            dialect.shapeWritten(opened.layer(), opened.extent());
        }
        jdbc.execute("ANALYZE " + dialect.quote(opened.layer().id()));
    }

    Known known(Opened opened, List<String> ids) {
        Known known = new Known(new HashSet<>(), new HashMap<>());
        if (opened.never()) {
            return known;
        }
        Layer layer = opened.layer();
        for (int from = 0; from < ids.size(); from += IDS_OF_ONE) {
            List<Object> some = new ArrayList<>(ids.subList(from, Math.min(from + IDS_OF_ONE, ids.size())));
            String places = String.join(", ", Collections.nCopies(some.size(), "?"));
            known.present()
                    .addAll(jdbc.queryForList(
                            "SELECT id FROM %s WHERE id IN (%s)".formatted(dialect.quote(layer.id()), places),
                            String.class,
                            some.toArray()));
            some.add(0, layer.id());
            jdbc.query(
                    "SELECT feature_id, max(version) FROM feature_history WHERE layer = ? AND feature_id IN (%s) GROUP BY feature_id"
                            .formatted(places),
                    row -> {
                        known.lastVersions().put(row.getString(1), row.getLong(2));
                    },
                    some.toArray());
        }
        return known;
    }

    /** Writes features and their history; the change log has its line already. */
    void insert(Opened opened, List<Feature> features, long change) {
        if (features.isEmpty()) {
            return;
        }
        Layer layer = opened.layer();
        List<Long> keys = dialect.reserveKeys(layer, features.size());
        List<List<@Nullable Object>> current = new ArrayList<>();
        List<List<@Nullable Object>> history = new ArrayList<>();
        List<List<@Nullable Object>> boxes = new ArrayList<>();
        for (int index = 0; index < features.size(); index++) {
            Feature feature = features.get(index);
            long key = keys.get(index);
            current.add(currentRow(layer, feature, key));
            HistoryStore.Row row = historyRow(feature, key);
            opened.rows().add(row.digest());
            List<@Nullable Object> withChange = new ArrayList<>(row.values());
            withChange.add(change);
            history.add(withChange);
            if (feature.geometry() != null) {
                Envelope box = feature.geometry().getEnvelopeInternal();
                opened.extent().expandToInclude(box);
                boxes.add(List.of(key, box.getMinX(), box.getMaxX(), box.getMinY(), box.getMaxY()));
            }
        }
        rows.add(layer.id(), currentColumns(layer), current);
        rows.add("feature_history", HISTORY_COLUMNS, history);
        if (opened.indexes() != null) {
            opened.indexes().addBoxes(rows, boxes);
        }
    }

    private static List<String> currentColumns(Layer layer) {
        List<String> columns = new ArrayList<>(List.of(
                Columns.KEY,
                Columns.GEOMETRY,
                Columns.ID,
                Columns.VERSION,
                Columns.VALID_FROM,
                Columns.RECORDED_AT,
                Columns.RECORDED_BY));
        layer.fields().forEach(field -> columns.add(field.name()));
        return columns;
    }

    private static List<@Nullable Object> currentRow(Layer layer, Feature feature, long key) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(key);
        row.add(feature.geometry());
        row.add(feature.ref().id());
        row.add(feature.version());
        row.add(feature.validFrom());
        row.add(feature.recordedAt());
        row.add(feature.recordedBy());
        for (Field field : layer.fields()) {
            row.add(feature.properties().get(field.name()));
        }
        return row;
    }

    /** Absent values are left out: history reads them as absent, and most of a feature's are. */
    private HistoryStore.Row historyRow(Feature feature, long key) {
        Map<String, Object> values = new LinkedHashMap<>();
        feature.properties().forEach((name, value) -> {
            if (value != null) {
                values.put(name, FieldValue.toJson(value));
            }
        });
        return new HistoryStore.Row(Arrays.asList(
                feature.ref().layer(),
                feature.ref().id(),
                Operation.CREATE.id(),
                feature.recordedBy(),
                null,
                "{}",
                json.writeValueAsString(values),
                feature.version(),
                key,
                feature.validFrom(),
                null,
                feature.recordedAt(),
                feature.geometry() == null ? null : new WKBWriter().write(feature.geometry())));
    }
}
