package org.tuban.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and assignments in the database. */
@Repository
class AccountStore {

    private static final String COLUMNS =
            "name, display_name, password_hash, one_time, roles, enabled, demo, version, epoch";
    private static final String IS_ADMIN = "enabled = :enabled AND ',' || roles || ',' LIKE '%,admin,%'";

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredAccount> find(String name) {
        return jdbc.sql("SELECT %s FROM account WHERE name = :name".formatted(COLUMNS))
                .param("name", name)
                .query((row, number) -> stored(row))
                .optional();
    }

    /** The account of somebody at an identity provider. */
    Optional<StoredAccount> findSubject(String subject) {
        return jdbc.sql("SELECT %s FROM account WHERE subject = :subject".formatted(COLUMNS))
                .param("subject", subject)
                .query((row, number) -> stored(row))
                .optional();
    }

    /**
     * Accounts in the order of their names.
     *
     * @param part what the name or the display name has in it, in any case; empty for all
     * @param after the name that the last page ended with; empty for the first page
     */
    List<StoredAccount> list(String part, String after, int limit) {
        return jdbc.sql("""
                        SELECT %s FROM account
                        WHERE name > :after
                          AND (lower(name) LIKE :part ESCAPE '!' OR lower(display_name) LIKE :part ESCAPE '!')
                        ORDER BY name LIMIT :limit""".formatted(COLUMNS))
                .param("after", after)
                .param("part", "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%")
                .param("limit", limit)
                .query((row, number) -> stored(row))
                .list();
    }

    private static StoredAccount stored(ResultSet row) throws SQLException {
        return new StoredAccount(
                account(row),
                row.getString("password_hash"),
                row.getBoolean("one_time"),
                row.getBoolean("demo"),
                row.getLong("version"),
                row.getLong("epoch"));
    }

    /** An account from the columns name, display_name, roles and enabled. */
    static Account account(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .flatMap(id -> Role.find(id).stream())
                .collect(Collectors.toSet());
        return new Account(row.getString("name"), row.getString("display_name"), roles, row.getBoolean("enabled"));
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT count(*) FROM account").query(Long.class).single() == 0;
    }

    /** False, and nothing is written, if the name is taken. */
    boolean insert(NewAccount account, NewPassword password, boolean demo) {
        int rows = jdbc.sql("""
                        INSERT INTO account (name, display_name, password_hash, one_time, roles, demo)
                        VALUES (:name, :displayName, :hash, :oneTime, :roles, :demo)
                        ON CONFLICT (name) DO NOTHING""")
                .param("name", account.name())
                .param("displayName", account.displayName())
                .param("hash", password.hash())
                .param("oneTime", password.oneTime())
                .param("roles", column(account.roles()))
                .param("demo", demo)
                .update();
        return rows == 1;
    }

    /** A password as it is kept. */
    record NewPassword(String hash, boolean oneTime) {}

    boolean updatePassword(String name, NewPassword password) {
        return jdbc.sql("""
                        UPDATE account SET password_hash = :hash, one_time = :oneTime,
                            version = version + 1, epoch = epoch + 1
                        WHERE name = :name""")
                        .param("hash", password.hash())
                        .param("oneTime", password.oneTime())
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Gives the account another form if it is still at that version; false if it is not. */
    boolean update(Account account, long version, boolean endsSessions) {
        return jdbc.sql("""
                        UPDATE account SET display_name = :displayName, roles = :roles, enabled = :enabled,
                            version = version + 1, epoch = epoch + :ends
                        WHERE name = :name AND version = :version""")
                        .param("displayName", account.displayName())
                        .param("roles", column(account.roles()))
                        .param("enabled", account.enabled())
                        .param("ends", endsSessions ? 1 : 0)
                        .param("name", account.name())
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean updateSubject(String name, String subject) {
        return jdbc.sql("""
                        UPDATE account SET subject = :subject, version = version + 1
                        WHERE name = :name AND subject IS NULL""").param("subject", subject).param("name", name).update() == 1;
    }

    /** Holds all who may look after accounts, so that no two transactions take the last two of them at once. */
    void lockAdmins() {
        jdbc.sql("UPDATE account SET version = version WHERE " + IS_ADMIN)
                .param("enabled", true)
                .update();
    }

    long countAdmins() {
        return jdbc.sql("SELECT count(*) FROM account WHERE " + IS_ADMIN)
                .param("enabled", true)
                .query(Long.class)
                .single();
    }

    private static String column(Set<Role> roles) {
        return roles.stream().sorted().map(Role::id).collect(Collectors.joining(","));
    }

    /** False if the account looks after it already. */
    boolean insert(String account, Assignment assignment) {
        return jdbc.sql("""
                        INSERT INTO assignment (account, layer, feature_id)
                        VALUES (:account, :layer, :feature)
                        ON CONFLICT (account, layer, feature_id) DO NOTHING""")
                        .param("account", account)
                        .param("layer", assignment.layer())
                        .param("feature", assignment.featureId())
                        .update()
                == 1;
    }

    /** False if the account did not look after it. */
    boolean delete(String account, Assignment assignment) {
        return jdbc.sql("""
                        DELETE FROM assignment
                        WHERE account = :account AND layer = :layer AND feature_id = :feature""")
                        .param("account", account)
                        .param("layer", assignment.layer())
                        .param("feature", assignment.featureId())
                        .update()
                == 1;
    }

    Set<Assignment> assignments(String account) {
        return new HashSet<>(jdbc.sql("SELECT layer, feature_id FROM assignment WHERE account = :account")
                .param("account", account)
                .query((row, number) -> new Assignment(row.getString("layer"), row.getString("feature_id")))
                .list());
    }
}
