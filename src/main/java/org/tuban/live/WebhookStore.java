package org.tuban.live;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.Dialect;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of webhooks and their deliveries. */
@Component
class WebhookStore {

    private static final String SELECT = """
            SELECT id, account, name, url, interest, secret, state, tx, seq, failures, failing_since, next_at, created_at
            FROM webhook\s""";
    private static final int KEPT_DELIVERIES = 200;

    private final JdbcClient jdbc;
    private final Dialect dialect;
    private final JsonMapper json;

    WebhookStore(JdbcClient jdbc, Dialect dialect, JsonMapper json) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.json = json;
    }

    List<Webhook> list() {
        return jdbc.sql(SELECT + "ORDER BY created_at, id")
                .query((row, number) -> webhook(row))
                .list();
    }

    Optional<Webhook> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query((row, number) -> webhook(row))
                .optional();
    }

    private Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getString(1),
                row.getString(2),
                new Webhook.Setting(
                        row.getString(3),
                        URI.create(row.getString(4)),
                        json.readValue(row.getString(5), Interest.class)),
                row.getString(6),
                Webhook.State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                new Place(row.getLong(8), row.getLong(9)),
                row.getInt(10),
                row.getObject(11) == null ? null : dialect.readInstant(row, 11),
                dialect.readInstant(row, 12),
                dialect.readInstant(row, 13));
    }

    void insert(Webhook made) {
        jdbc.sql("""
                        INSERT INTO webhook (id, account, name, url, interest, secret, state, tx, seq, next_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(made.id())
                .param(made.account())
                .param(made.setting().name())
                .param(made.setting().url().toString())
                .param(json.writeValueAsString(made.setting().interest()))
                .param(made.secret())
                .param(made.state().id())
                .param(made.told().transaction())
                .param(made.told().number())
                .param(dialect.bind(made.nextAt()))
                .param(dialect.bind(made.createdAt()))
                .update();
    }

    /** Takes what the owner set, and begins to count failures anew. */
    void update(String id, Webhook.Setting setting, Webhook.State state, Instant now) {
        jdbc.sql("""
                        UPDATE webhook SET name = ?, url = ?, interest = ?, state = ?, failures = 0, failing_since = NULL,
                            next_at = ? WHERE id = ?""")
                .param(setting.name())
                .param(setting.url().toString())
                .param(json.writeValueAsString(setting.interest()))
                .param(state.id())
                .param(dialect.bind(now))
                .param(id)
                .update();
    }

    void delete(String id) {
        jdbc.sql("DELETE FROM webhook WHERE id = ?").param(id).update();
    }

    /** True if this service may call it until then, alone. */
    boolean lease(String id, String owner, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE webhook SET lease_owner = ?, lease_until = ?
                        WHERE id = ? AND (lease_owner = ? OR lease_until IS NULL OR lease_until < ?)""")
                        .param(owner)
                        .param(dialect.bind(until))
                        .param(id)
                        .param(owner)
                        .param(dialect.bind(now))
                        .update()
                == 1;
    }

    void release(String id, String owner) {
        jdbc.sql("UPDATE webhook SET lease_until = NULL WHERE id = ? AND lease_owner = ?")
                .param(id)
                .param(owner)
                .update();
    }

    /** Notes up to which place it was told; failures before that are over. */
    void told(String id, Place upTo) {
        jdbc.sql("UPDATE webhook SET tx = ?, seq = ?, failures = 0, failing_since = NULL WHERE id = ?")
                .param(upTo.transaction())
                .param(upTo.number())
                .param(id)
                .update();
    }

    /** Notes a failure, whatever its owner set meanwhile. */
    void failed(String id, int failures, Instant since, Instant nextAt) {
        jdbc.sql("UPDATE webhook SET failures = ?, failing_since = ?, next_at = ? WHERE id = ?")
                .param(failures)
                .param(dialect.bind(since))
                .param(dialect.bind(nextAt))
                .param(id)
                .update();
    }

    /** Calls it no more, unless its owner has it wait. */
    void giveUp(String id) {
        jdbc.sql("UPDATE webhook SET state = ? WHERE id = ? AND state = ?")
                .param(Webhook.State.DEAD.id())
                .param(id)
                .param(Webhook.State.ACTIVE.id())
                .update();
    }

    /** Notes an attempt; of each webhook the last ones are kept. */
    void insert(String webhook, WebhookDelivery delivery) {
        jdbc.sql("""
                        INSERT INTO webhook_delivery (webhook, message, at, status, outcome, millis)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .param(webhook)
                .param(delivery.message())
                .param(dialect.bind(delivery.at()))
                .param(delivery.status())
                .param(delivery.outcome())
                .param(delivery.millis())
                .update();
        jdbc.sql("""
                        DELETE FROM webhook_delivery WHERE webhook = ? AND number <= (
                            SELECT number FROM webhook_delivery WHERE webhook = ?
                            ORDER BY number DESC LIMIT 1 OFFSET ?)""").param(webhook).param(webhook).param(KEPT_DELIVERIES).update();
    }

    /** The last attempts, newest first. */
    List<WebhookDelivery> deliveries(String webhook) {
        return jdbc.sql("""
                        SELECT message, at, status, outcome, millis FROM webhook_delivery
                        WHERE webhook = ? ORDER BY number DESC""")
                .param(webhook)
                .query((row, number) -> delivery(row))
                .list();
    }

    /** The last attempt of each webhook that was called, by its id. */
    Map<String, WebhookDelivery> lastDeliveries() {
        Map<String, WebhookDelivery> last = new HashMap<>();
        jdbc.sql("""
                        SELECT message, at, status, outcome, millis, webhook FROM webhook_delivery
                        WHERE number IN (SELECT max(number) FROM webhook_delivery GROUP BY webhook)""").query((ResultSet row) -> {
            last.put(row.getString(6), delivery(row));
        });
        return last;
    }

    private WebhookDelivery delivery(ResultSet row) throws SQLException {
        return new WebhookDelivery(
                row.getString(1),
                dialect.readInstant(row, 2),
                row.getObject(3) == null ? null : row.getInt(3),
                row.getString(4),
                row.getLong(5));
    }
}
