package org.tuban.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

/** The SQL of links. */
@Component
class LinkStore {

    /** How many steps containment is followed; real chains (parcel, block, village, zone, subdistrict) have five. */
    private static final int MAX_DEPTH = 16;

    private static final String COLUMNS = """
            id, type, from_layer, from_id, to_layer, to_id, basis, share, valid_from, valid_to, source, \
            note_zh, note_en, version, recorded_at, recorded_by""";

    private static final String VALUES = """
            :id, :type, :fromLayer, :fromId, :toLayer, :toId, :basis, :share, :validFrom, :validTo, :source, \
            :noteZh, :noteEn, :version, :recordedAt, :recordedBy""";

    /** A date of reduced precision is compared with as much of today as it has. */
    private static final String NOT_ENDED =
            "(l.valid_to IS NULL OR l.valid_to >= substr(:today, 1, length(l.valid_to)))";

    private static final String BEGUN =
            "(l.valid_from IS NULL OR l.valid_from <= substr(:today, 1, length(l.valid_from)))";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    LinkStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /**
     * Makes other writers of links wait until this transaction ends, so that what it finds stays so.
     *
     * <p>A GeoPackage has one writer at a time anyway. Readers never wait.
     */
    void keepOtherWritersOut() {
        if (!dialect.oneWriter()) {
            jdbc.sql("LOCK TABLE link IN SHARE ROW EXCLUSIVE MODE").update();
        }
    }

    List<Link> of(FeatureRef feature) {
        return jdbc.sql("""
                        SELECT %s FROM link
                        WHERE (from_layer = :layer AND from_id = :id) OR (to_layer = :layer AND to_id = :id)
                        ORDER BY fid""".formatted(COLUMNS))
                .param("layer", feature.layer())
                .param("id", feature.id())
                .query((row, index) -> link(row))
                .list();
    }

    /** Links that began or ended at a feature by what had been written down at an instant, each in its version of then. */
    List<Link> knownOf(FeatureRef feature, Instant recorded) {
        return jdbc.sql("""
                        SELECT %s FROM link_history l
                        WHERE ((from_layer = :layer AND from_id = :id) OR (to_layer = :layer AND to_id = :id))
                            AND operation <> 'delete' AND version = (
                                SELECT max(version) FROM link_history x WHERE x.id = l.id AND x.recorded_at <= :recorded)
                        ORDER BY change""".formatted(COLUMNS))
                .param("layer", feature.layer())
                .param("id", feature.id())
                .param("recorded", dialect.bind(recorded))
                .query((row, index) -> link(row))
                .list();
    }

    Optional<Link> find(String id) {
        return findStored(id).map(Stored::link);
    }

    Optional<Stored> findStored(String id) {
        return jdbc.sql("SELECT %s FROM link WHERE id = :id".formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> new Stored(link(row), dialect.readInstant(row, 15), row.getString(16)))
                .optional();
    }

    /** True if there is or was a link of that id. */
    boolean isTaken(String id) {
        return jdbc.sql("SELECT count(*) FROM link_history WHERE id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Id of the open link of that type between the two, if there is one. */
    Optional<String> findOpenTwin(Link link) {
        return jdbc.sql("""
                        SELECT id FROM link WHERE type = :type AND from_layer = :fromLayer AND from_id = :fromId
                            AND to_layer = :toLayer AND to_id = :toId AND valid_to IS NULL""")
                .param("type", link.type())
                .param("fromLayer", link.from().layer())
                .param("fromId", link.from().id())
                .param("toLayer", link.to().layer())
                .param("toId", link.to().id())
                .query(String.class)
                .optional();
    }

    void insert(Link link, Instant at, String by) {
        jdbc.sql("INSERT INTO link (%s) VALUES (%s)".formatted(COLUMNS, VALUES))
                .params(values(link, at, by))
                .update();
    }

    /** Puts the next version in place of the expected one; false if that is no longer there. */
    boolean update(Link next, Instant at, String by) {
        return jdbc.sql("""
                                UPDATE link SET valid_to = :validTo, version = :version, recorded_at = :recordedAt,
                                    recorded_by = :recordedBy
                                WHERE id = :id AND version = :expected""")
                        .param("validTo", next.validTo())
                        .param("version", next.version())
                        .param("recordedAt", dialect.bind(at))
                        .param("recordedBy", by)
                        .param("id", next.id())
                        .param("expected", next.version() - 1)
                        .update()
                == 1;
    }

    /** Takes a link away if it is at the expected version; false if that is no longer there. */
    boolean delete(String id, long expected) {
        return jdbc.sql("DELETE FROM link WHERE id = :id AND version = :expected")
                        .param("id", id)
                        .param("expected", expected)
                        .update()
                == 1;
    }

    void appendHistory(LinkVersion version, long change) {
        jdbc.sql("INSERT INTO link_history (%s, operation, reason, change) VALUES (%s, :operation, :reason, :change)"
                        .formatted(COLUMNS, VALUES))
                .params(values(version.link(), version.recordedAt(), version.recordedBy()))
                .param("operation", version.operation().id())
                .param("reason", version.note())
                .param("change", change)
                .update();
    }

    /** All versions of a link, newest first. */
    List<LinkVersion> history(String id) {
        return jdbc.sql("SELECT %s, operation, reason, change FROM link_history WHERE id = :id ORDER BY version DESC"
                        .formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> new LinkVersion(
                        link(row),
                        Operation.valueOf(row.getString(17).toUpperCase(Locale.ROOT)),
                        dialect.readInstant(row, 15),
                        row.getString(16),
                        row.getString(18),
                        row.getLong(19)))
                .list();
    }

    /** What a feature lies in on a day, nearest first, along links of these types. */
    List<FeatureRef> containersOf(FeatureRef feature, List<String> types, LocalDate today) {
        return walk(feature, types, today, BEGUN + " AND " + NOT_ENDED);
    }

    /** What a feature lies in or will lie in: along links that have not ended, begun or not. */
    List<FeatureRef> containersEverOf(FeatureRef feature, List<String> types, LocalDate today) {
        return walk(feature, types, today, NOT_ENDED);
    }

    private List<FeatureRef> walk(FeatureRef feature, List<String> types, LocalDate today, String condition) {
        if (types.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        WITH RECURSIVE container (layer, id, depth) AS (
                            SELECT l.to_layer, l.to_id, 1 FROM link l
                            WHERE l.from_layer = :layer AND l.from_id = :id AND l.type IN (:types) AND %1$s
                            UNION
                            SELECT l.to_layer, l.to_id, c.depth + 1
                            FROM container c JOIN link l ON l.from_layer = c.layer AND l.from_id = c.id
                            WHERE c.depth < :maxDepth AND l.type IN (:types) AND %1$s
                        )
                        SELECT layer, id FROM container GROUP BY layer, id ORDER BY min(depth), layer, id""".formatted(condition))
                .param("layer", feature.layer())
                .param("id", feature.id())
                .param("types", types)
                .param("today", today.toString())
                .param("maxDepth", MAX_DEPTH)
                .query((row, index) -> new FeatureRef(row.getString(1), row.getString(2)))
                .list();
    }

    /** Ids of the features of a layer that lie in a feature on a day, at any depth, along links of these types. */
    List<String> contentsOf(FeatureRef place, String layer, List<String> types, LocalDate today) {
        if (types.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        WITH RECURSIVE content (layer, id) AS (
                            SELECT l.from_layer, l.from_id FROM link l
                            WHERE l.to_layer = :layer AND l.to_id = :id AND l.type IN (:types) AND %1$s AND %2$s
                            UNION
                            SELECT l.from_layer, l.from_id
                            FROM content c JOIN link l ON l.to_layer = c.layer AND l.to_id = c.id
                            WHERE l.type IN (:types) AND %1$s AND %2$s
                        )
                        SELECT id FROM content WHERE layer = :wanted""".formatted(BEGUN, NOT_ENDED))
                .param("layer", place.layer())
                .param("id", place.id())
                .param("types", types)
                .param("today", today.toString())
                .param("wanted", layer)
                .query(String.class)
                .list();
    }

    private Map<String, @Nullable Object> values(Link link, Instant at, String by) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", link.id());
        values.put("type", link.type());
        values.put("fromLayer", link.from().layer());
        values.put("fromId", link.from().id());
        values.put("toLayer", link.to().layer());
        values.put("toId", link.to().id());
        values.put("basis", link.basis().id());
        values.put("share", link.share());
        values.put("validFrom", link.validFrom());
        values.put("validTo", link.validTo());
        values.put("source", link.source());
        values.put("noteZh", link.note() == null ? null : link.note().zh());
        values.put("noteEn", link.note() == null ? null : link.note().en());
        values.put("version", link.version());
        values.put("recordedAt", dialect.bind(at));
        values.put("recordedBy", by);
        return values;
    }

    private static Link link(ResultSet row) throws SQLException {
        double share = row.getDouble(8);
        boolean noShare = row.wasNull();
        String noteZh = row.getString(12);
        return new Link(
                row.getString(1),
                row.getString(2),
                new FeatureRef(row.getString(3), row.getString(4)),
                new FeatureRef(row.getString(5), row.getString(6)),
                Basis.of(row.getString(7)),
                noShare ? null : share,
                row.getString(9),
                row.getString(10),
                row.getString(11),
                noteZh == null ? null : new Label(noteZh, row.getString(13)),
                row.getLong(14));
    }

    /**
     * A link as it is stored.
     *
     * @param recordedAt when this version was written down
     * @param recordedBy account that wrote it
     */
    record Stored(Link link, Instant recordedAt, String recordedBy) {}
}
