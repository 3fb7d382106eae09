package org.tuban.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of access tokens. Times are whole seconds as texts of equal length, as in {@link SessionStore}. */
@Repository
class TokenStore {

    private static final String COLUMNS =
            "t.id, t.account, t.name AS token_name, t.prefix, t.scopes, t.created_at, t.expires_at, t.used_at";

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Known(Token token, Account account) {}

    /** The token with that hash and its account, be it over or the account closed. */
    Optional<Known> find(String hash) {
        return jdbc.sql("""
                        SELECT %s, a.name, a.display_name, a.roles, a.enabled
                        FROM account_token t JOIN account a ON a.name = t.account
                        WHERE t.hash = :hash""".formatted(COLUMNS))
                .param("hash", hash)
                .query((row, number) -> new Known(token(row), AccountStore.account(row)))
                .optional();
    }

    /** Those of an account, the newest first. */
    List<Token> list(String account) {
        return jdbc.sql("""
                        SELECT %s FROM account_token t
                        WHERE t.account = :account ORDER BY t.created_at DESC, t.id""".formatted(COLUMNS))
                .param("account", account)
                .query((row, number) -> token(row))
                .list();
    }

    private static Token token(ResultSet row) throws SQLException {
        String used = row.getString("used_at");
        return new Token(
                row.getString("id"),
                row.getString("account"),
                row.getString("token_name"),
                row.getString("prefix"),
                Arrays.stream(row.getString("scopes").split(","))
                        .flatMap(id -> TokenScope.find(id).stream())
                        .collect(Collectors.toSet()),
                Instant.parse(row.getString("created_at")),
                Instant.parse(row.getString("expires_at")),
                used == null ? null : Instant.parse(used));
    }

    void insert(Token token, String hash) {
        jdbc.sql("""
                        INSERT INTO account_token (id, hash, prefix, account, name, scopes, created_at, expires_at)
                        VALUES (:id, :hash, :prefix, :account, :name, :scopes, :created, :expires)""")
                .param("id", token.id())
                .param("hash", hash)
                .param("prefix", token.prefix())
                .param("account", token.account())
                .param("name", token.name())
                .param(
                        "scopes",
                        token.scopes().stream().sorted().map(TokenScope::id).collect(Collectors.joining(",")))
                .param("created", token.createdAt().toString())
                .param("expires", token.expiresAt().toString())
                .update();
    }

    void use(String id, Instant now) {
        jdbc.sql("UPDATE account_token SET used_at = :now WHERE id = :id AND (used_at IS NULL OR used_at < :now)")
                .param("now", now.toString())
                .param("id", id)
                .update();
    }

    boolean delete(String account, String id) {
        return jdbc.sql("DELETE FROM account_token WHERE account = :account AND id = :id")
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    int deleteAll(String account) {
        return jdbc.sql("DELETE FROM account_token WHERE account = :account")
                .param("account", account)
                .update();
    }

    void deleteExpiredBefore(Instant time) {
        jdbc.sql("DELETE FROM account_token WHERE expires_at < :time")
                .param("time", time.toString())
                .update();
    }
}
