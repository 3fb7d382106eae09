package org.tuban.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and assignments in the database. */
@Repository
class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredAccount> find(String name) {
        return jdbc.sql("""
                        SELECT name, display_name, password_hash, roles, enabled, demo, version
                        FROM account WHERE name = :name""")
                .param("name", name)
                .query((row, number) -> account(row))
                .optional();
    }

    private static StoredAccount account(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .flatMap(id -> Role.find(id).stream())
                .collect(Collectors.toSet());
        return new StoredAccount(
                new Account(row.getString("name"), row.getString("display_name"), roles, row.getBoolean("enabled")),
                row.getString("password_hash"),
                row.getBoolean("demo"),
                row.getLong("version"));
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT count(*) FROM account").query(Long.class).single() == 0;
    }

    /** False, and nothing is written, if the name is taken. */
    boolean insert(NewAccount account, String passwordHash, boolean demo) {
        int rows = jdbc.sql("""
                        INSERT INTO account (name, display_name, password_hash, roles, demo)
                        VALUES (:name, :displayName, :hash, :roles, :demo)
                        ON CONFLICT (name) DO NOTHING""")
                .param("name", account.name())
                .param("displayName", account.displayName())
                .param("hash", passwordHash)
                .param("roles", column(account.roles()))
                .param("demo", demo)
                .update();
        return rows == 1;
    }

    boolean updatePassword(String name, String passwordHash) {
        return jdbc.sql("UPDATE account SET password_hash = :hash, version = version + 1 WHERE name = :name")
                        .param("hash", passwordHash)
                        .param("name", name)
                        .update()
                == 1;
    }

    boolean updateRoles(String name, Set<Role> roles) {
        return jdbc.sql("UPDATE account SET roles = :roles, version = version + 1 WHERE name = :name")
                        .param("roles", column(roles))
                        .param("name", name)
                        .update()
                == 1;
    }

    boolean updateEnabled(String name, boolean enabled) {
        return jdbc.sql("UPDATE account SET enabled = :enabled, version = version + 1 WHERE name = :name")
                        .param("enabled", enabled)
                        .param("name", name)
                        .update()
                == 1;
    }

    private static String column(Set<Role> roles) {
        return roles.stream().sorted().map(Role::id).collect(Collectors.joining(","));
    }

    void insert(String account, Assignment assignment) {
        jdbc.sql("""
                        INSERT INTO assignment (account, layer, feature_id)
                        VALUES (:account, :layer, :feature)
                        ON CONFLICT (account, layer, feature_id) DO NOTHING""")
                .param("account", account)
                .param("layer", assignment.layer())
                .param("feature", assignment.featureId())
                .update();
    }

    void delete(String account, Assignment assignment) {
        jdbc.sql("""
                        DELETE FROM assignment
                        WHERE account = :account AND layer = :layer AND feature_id = :feature""")
                .param("account", account)
                .param("layer", assignment.layer())
                .param("feature", assignment.featureId())
                .update();
    }

    Set<Assignment> assignments(String account) {
        return new HashSet<>(jdbc.sql("SELECT layer, feature_id FROM assignment WHERE account = :account")
                .param("account", account)
                .query((row, number) -> new Assignment(row.getString("layer"), row.getString("feature_id")))
                .list());
    }
}
