package org.tuban.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the database, and of its time, one service and one request may take. What takes longer is answered 503.
 *
 * @param connections most connections at once; environment {@code TUBAN_LIMITS_CONNECTIONS}
 * @param connectionWait how long a request waits for one, a quarter of a second or more; environment
 *     {@code TUBAN_LIMITS_CONNECTION_WAIT}
 * @param statement how long one statement may run, PostGIS only; environment {@code TUBAN_LIMITS_STATEMENT}
 * @param lock how long it may wait for a lock, PostGIS only; environment {@code TUBAN_LIMITS_LOCK}
 * @param idleTransaction how long a transaction may do nothing, PostGIS only; environment
 *     {@code TUBAN_LIMITS_IDLE_TRANSACTION}
 */
@ConfigurationProperties("tuban.limits")
record StoreLimits(
        @DefaultValue("10") int connections,
        @DefaultValue("3s") Duration connectionWait,
        @DefaultValue("10s") Duration statement,
        @DefaultValue("3s") Duration lock,
        @DefaultValue("30s") Duration idleTransaction) {

    /** What the connection pool takes for the shortest wait. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    StoreLimits {
        if (connections < 1 || connections > 1_000) {
            throw new IllegalArgumentException("TUBAN_LIMITS_CONNECTIONS: allowed is 1 to 1000");
        }
        if (connectionWait.compareTo(SHORTEST_WAIT) < 0) {
            throw new IllegalArgumentException("TUBAN_LIMITS_CONNECTION_WAIT: allowed is 250ms or more");
        }
        atLeastAMillisecond("TUBAN_LIMITS_STATEMENT", statement);
        atLeastAMillisecond("TUBAN_LIMITS_LOCK", lock);
        atLeastAMillisecond("TUBAN_LIMITS_IDLE_TRANSACTION", idleTransaction);
    }

    /** To PostgreSQL, zero is no limit. */
    private static void atLeastAMillisecond(String name, Duration limit) {
        if (limit.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": allowed is 1ms or more");
        }
    }

    /**
     * The limits as PostgreSQL takes them when a session begins. Workers and compiled code are for questions that take
     * seconds: to one that reads a page they add 5 to 700 ms, and to others they take the processors away.
     */
    String sessionOptions() {
        return ("-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
                        + " -c max_parallel_workers_per_gather=0 -c jit=off")
                .formatted(statement.toMillis(), lock.toMillis(), idleTransaction.toMillis());
    }
}
