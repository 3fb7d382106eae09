package org.tuban.idempotency;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.tuban.store.Dialect;

/** The SQL of first answers. */
@Component
class FirstAnswerStore {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    FirstAnswerStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /**
     * An answer that is kept.
     *
     * @param fingerprint of the request that it answers
     * @param sealed as {@link FirstAnswer#seal} made it
     */
    record Kept(byte[] fingerprint, byte[] sealed) {}

    Optional<Kept> find(byte[] id) {
        return jdbc
                .query(
                        "SELECT fingerprint, answer FROM idempotency_key WHERE id = ?",
                        (row, number) -> new Kept(row.getBytes(1), row.getBytes(2)),
                        id)
                .stream()
                .findFirst();
    }

    /** Holds the key for the transaction that is open; false if another holds it, in whatever service. */
    boolean claim(byte[] id) {
        return dialect.claim(ByteBuffer.wrap(id).getLong());
    }

    void insert(byte[] id, String account, Kept kept, Instant now) {
        jdbc.update(
                "INSERT INTO idempotency_key (id, account, fingerprint, answer, answered_at) VALUES (?, ?, ?, ?, ?)",
                id,
                account,
                kept.fingerprint(),
                kept.sealed(),
                dialect.bind(now.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Removes what is older than a time, and of each account what is not among its latest. */
    int clean(Instant oldest, int most) {
        return jdbc.update(
                        "DELETE FROM idempotency_key WHERE answered_at < ?",
                        dialect.bind(oldest.truncatedTo(ChronoUnit.MILLIS)))
                + jdbc.update("""
                        DELETE FROM idempotency_key WHERE id IN (SELECT id FROM (
                            SELECT id, row_number() OVER (PARTITION BY account ORDER BY answered_at DESC) AS place
                            FROM idempotency_key) AS placed WHERE place > ?)""", most);
    }
}
