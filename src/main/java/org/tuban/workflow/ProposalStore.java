package org.tuban.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.store.Dialect;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of proposals. */
@Component
class ProposalStore {

    private static final String SELECT = """
            SELECT p.id, p.layer, p.feature_id, h.action, h.version, p.proposed_by, p.proposed_at, h.recorded_by,
                h.recorded_at, h.comment, h.made_version, h.from_state, h.to_state, h.base_version, h.valid_from,
                h.note, h.evidence
            FROM proposal p JOIN proposal_history h ON h.proposal = p.id""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String LAST = SELECT + " AND h.version = p.version";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    ProposalStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** Writes the first version; fails on a duplicate key if the feature has a proposal that is not settled. */
    void insert(Proposal first, long change) {
        jdbc.sql("""
                        INSERT INTO proposal (id, layer, feature_id, status, version, proposed_by, proposed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .param(first.id())
                .param(first.feature().layer())
                .param(first.feature().id())
                .param(first.status().id())
                .param(first.version())
                .param(first.proposedBy())
                .param(dialect.bind(first.proposedAt()))
                .update();
        append(first, change);
    }

    /** Moves the row on to the next version; false if another version came first. History is written separately. */
    boolean advance(Proposal next) {
        return jdbc.sql("UPDATE proposal SET status = ?, version = ? WHERE id = ? AND version = ?")
                        .param(next.status().id())
                        .param(next.version())
                        .param(next.id())
                        .param(next.version() - 1)
                        .update()
                == 1;
    }

    /** Adds a version to history. */
    void append(Proposal version, long change) {
        Proposal.Content content = version.content();
        Proposal.Event event = version.last();
        jdbc.sql("""
                        INSERT INTO proposal_history (proposal, version, action, recorded_by, recorded_at, comment,
                            made_version, from_state, to_state, base_version, valid_from, note, evidence, change)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(version.id())
                .param(version.version())
                .param(event.action().id())
                .param(event.by())
                .param(dialect.bind(event.at()))
                .param(event.comment())
                .param(event.madeVersion())
                .param(content.from())
                .param(content.to())
                .param(content.baseVersion())
                .param(content.validFrom() == null ? null : dialect.bind(content.validFrom()))
                .param(content.note())
                .param(evidence(version))
                .param(change)
                .update();
    }

    /** The evidence of a version as its row has it. */
    static String evidence(Proposal version) {
        return JSON.writeValueAsString(version.content().evidence());
    }

    Optional<Proposal> find(String id) {
        return jdbc.sql(LAST + " WHERE p.id = ?")
                .param(id)
                .query(this::proposal)
                .optional();
    }

    /** The one of a feature that is not settled. */
    Optional<Proposal> findPending(FeatureRef feature) {
        return jdbc.sql(LAST + " WHERE p.layer = ? AND p.feature_id = ? AND p.status IN ('open', 'returned')")
                .param(feature.layer())
                .param(feature.id())
                .query(this::proposal)
                .optional();
    }

    /** Those of a feature, newest first, at most so many. */
    List<Proposal> of(FeatureRef feature, int limit) {
        return jdbc.sql(LAST + " WHERE p.layer = ? AND p.feature_id = ? ORDER BY p.proposed_at DESC, p.id LIMIT ?")
                .param(feature.layer())
                .param(feature.id())
                .param(limit)
                .query(this::proposal)
                .list();
    }

    /** Those in a status of features of these layers, oldest first, at most so many. */
    List<Proposal> in(ProposalStatus status, Collection<String> layers, int limit) {
        if (layers.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(LAST + """
                         WHERE p.status = :status AND p.layer IN (:layers)
                        ORDER BY p.proposed_at, p.id LIMIT :limit""")
                .param("status", status.id())
                .param("layers", layers)
                .param("limit", limit)
                .query(this::proposal)
                .list();
    }

    /** All versions of one, oldest first. */
    List<Proposal> versions(String id) {
        return jdbc.sql(SELECT + " WHERE p.id = ? ORDER BY h.version")
                .param(id)
                .query(this::proposal)
                .list();
    }

    private Proposal proposal(ResultSet row, int index) throws SQLException {
        ProposalAction action = ProposalAction.named(row.getString(4));
        long made = row.getLong(11);
        Long madeVersion = row.wasNull() ? null : made;
        Map<String, Object> evidence = JSON.readValue(row.getString(17), new TypeReference<>() {});
        return new Proposal(
                row.getString(1),
                new FeatureRef(row.getString(2), row.getString(3)),
                new Proposal.Content(
                        row.getString(12),
                        row.getString(13),
                        row.getLong(14),
                        instant(row, 15),
                        row.getString(16),
                        evidence),
                action.leadsTo(),
                row.getLong(5),
                row.getString(6),
                dialect.readInstant(row, 7),
                new Proposal.Event(
                        action, row.getString(8), dialect.readInstant(row, 9), row.getString(10), madeVersion));
    }

    private @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? null : dialect.readInstant(row, column);
    }
}
