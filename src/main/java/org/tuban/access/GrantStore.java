package org.tuban.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of grants. */
@Repository
class GrantStore {

    private static final String COLUMNS = "id, account, layer, feature_id, reason, granted_at, granted_by";

    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The grants of an account, the oldest first. */
    List<Grant> list(String account) {
        return jdbc.sql("SELECT %s FROM access_grant WHERE account = :account ORDER BY id".formatted(COLUMNS))
                .param("account", account)
                .query((row, number) -> grant(row))
                .list();
    }

    /** What opens an account's sight: its grants, and what it looks after. */
    Set<Scope> scopes(String account) {
        return new HashSet<>(jdbc.sql("""
                        SELECT layer, feature_id FROM access_grant WHERE account = :account
                        UNION ALL
                        SELECT layer, feature_id FROM assignment WHERE account = :account""")
                .param("account", account)
                .query((row, number) -> new Scope(row.getString("layer"), row.getString("feature_id")))
                .list());
    }

    /** Adds a grant, whatever number it names, and gives that which it has; empty if the account has it already. */
    Optional<Long> insert(Grant grant) {
        return jdbc.sql("""
                        INSERT INTO access_grant (account, layer, feature_id, reason, granted_at, granted_by)
                        VALUES (:account, :layer, :feature, :reason, :at, :by)
                        ON CONFLICT DO NOTHING RETURNING id""")
                .param("account", grant.account())
                .param("layer", grant.scope().layer())
                .param("feature", grant.scope().featureId())
                .param("reason", grant.reason())
                .param("at", grant.grantedAt().toString())
                .param("by", grant.grantedBy())
                .query(Long.class)
                .optional();
    }

    /** Takes a grant away; false if the account has none of that number. */
    boolean delete(String account, long id) {
        return jdbc.sql("DELETE FROM access_grant WHERE account = :account AND id = :id")
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getLong("id"),
                row.getString("account"),
                new Scope(row.getString("layer"), row.getString("feature_id")),
                row.getString("reason"),
                Instant.parse(row.getString("granted_at")),
                row.getString("granted_by"));
    }
}
