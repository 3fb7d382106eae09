package org.tuban.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.Dialect;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of subscriptions. */
@Component
class SubscriptionStore {

    private static final String SELECT = "SELECT id, account, name, interest, tx, seq, created_at FROM subscription ";

    private final JdbcClient jdbc;
    private final Dialect dialect;
    private final JsonMapper json;

    SubscriptionStore(JdbcClient jdbc, Dialect dialect, JsonMapper json) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.json = json;
    }

    List<Subscription> of(String account) {
        return jdbc.sql(SELECT + "WHERE account = ? ORDER BY created_at, id")
                .param(account)
                .query((row, number) -> subscription(row))
                .list();
    }

    Optional<Subscription> find(String account, String id) {
        return jdbc.sql(SELECT + "WHERE account = ? AND id = ?")
                .param(account)
                .param(id)
                .query((row, number) -> subscription(row))
                .optional();
    }

    private Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                json.readValue(row.getString(4), Interest.class),
                new Place(row.getLong(5), row.getLong(6)),
                dialect.readInstant(row, 7));
    }

    void insert(Subscription made) {
        jdbc.sql("""
                        INSERT INTO subscription (id, account, name, interest, tx, seq, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .param(made.id())
                .param(made.account())
                .param(made.name())
                .param(json.writeValueAsString(made.interest()))
                .param(made.read().transaction())
                .param(made.read().number())
                .param(dialect.bind(made.createdAt()))
                .update();
    }

    /** Notes what it is called and about, and nothing of what is read meanwhile. */
    void update(String id, String name, Interest interest) {
        jdbc.sql("UPDATE subscription SET name = ?, interest = ? WHERE id = ?")
                .param(name)
                .param(json.writeValueAsString(interest))
                .param(id)
                .update();
    }

    void markRead(String id, Place upTo) {
        jdbc.sql("UPDATE subscription SET tx = ?, seq = ? WHERE id = ?")
                .param(upTo.transaction())
                .param(upTo.number())
                .param(id)
                .update();
    }

    boolean delete(String account, String id) {
        return jdbc.sql("DELETE FROM subscription WHERE account = ? AND id = ?")
                        .param(account)
                        .param(id)
                        .update()
                == 1;
    }
}
