package org.tuban.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of sessions. Times are whole seconds as texts of equal length, which the database compares as they are. */
@Repository
class SessionStore {

    private static final String COLUMNS = "id, account, way, address, browser, begun_at, seen_at";

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The session of a cookie, over or not. */
    Optional<Session> find(String hash) {
        return jdbc.sql("SELECT %s FROM account_session WHERE hash = :hash".formatted(COLUMNS))
                .param("hash", hash)
                .query((row, number) -> session(row))
                .optional();
    }

    /** The session of a cookie with its account, unless another password, other roles or a closed account ended it. */
    Optional<Known> findKnown(String hash) {
        return jdbc.sql("""
                        SELECT s.id, s.account, s.way, s.address, s.browser, s.begun_at, s.seen_at,
                               a.name, a.display_name, a.roles, a.enabled
                        FROM account_session s JOIN account a ON a.name = s.account
                        WHERE s.hash = :hash AND s.epoch = a.epoch AND a.enabled = :enabled""")
                .param("hash", hash)
                .param("enabled", true)
                .query((row, number) -> new Known(session(row), AccountStore.account(row)))
                .optional();
    }

    record Known(Session session, Account account) {}

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("account"),
                SignInWay.of(row.getString("way")),
                row.getString("address"),
                row.getString("browser"),
                Instant.parse(row.getString("begun_at")),
                Instant.parse(row.getString("seen_at")));
    }

    void insert(Session session, String hash, long epoch) {
        jdbc.sql("""
                        INSERT INTO account_session (id, hash, account, epoch, way, address, browser, begun_at, seen_at)
                        VALUES (:id, :hash, :account, :epoch, :way, :address, :browser, :begun, :seen)""")
                .param("id", session.id())
                .param("hash", hash)
                .param("account", session.account())
                .param("epoch", epoch)
                .param("way", session.way().id())
                .param("address", session.address())
                .param("browser", session.browser())
                .param("begun", session.begunAt().toString())
                .param("seen", session.seenAt().toString())
                .update();
    }

    void see(String id, Instant now) {
        jdbc.sql("UPDATE account_session SET seen_at = :now WHERE id = :id AND seen_at < :now")
                .param("now", now.toString())
                .param("id", id)
                .update();
    }

    /** Those of an account that have not ended by time, the newest first. */
    List<Session> list(String account, Instant now) {
        return jdbc.sql("""
                        SELECT %s FROM account_session
                        WHERE account = :account AND begun_at > :begin AND seen_at > :quiet
                        ORDER BY begun_at DESC, id""".formatted(COLUMNS))
                .param("account", account)
                .param("begin", now.minus(Session.LONGEST).toString())
                .param("quiet", now.minus(Session.LONGEST_IDLE).toString())
                .query((row, number) -> session(row))
                .list();
    }

    void deleteOver(Instant now) {
        jdbc.sql("DELETE FROM account_session WHERE seen_at <= :quiet OR begun_at <= :begin")
                .param("quiet", now.minus(Session.LONGEST_IDLE).toString())
                .param("begin", now.minus(Session.LONGEST).toString())
                .update();
    }

    boolean delete(String account, String id) {
        return jdbc.sql("DELETE FROM account_session WHERE account = :account AND id = :id")
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    int deleteAll(String account) {
        return jdbc.sql("DELETE FROM account_session WHERE account = :account")
                .param("account", account)
                .update();
    }
}
