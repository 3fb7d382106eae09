package org.tuban.workflow;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.store.Dialect;

/** The SQL of what the service does once a day. */
@Component
class DailyRunStore {

    private final JdbcClient jdbc;
    private final Dialect dialect;

    DailyRunStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    /** True if the run of that day is done and committed. */
    boolean isDone(String name, LocalDate day) {
        return !jdbc.sql("SELECT 1 FROM daily_run WHERE name = ? AND day = ?")
                .param(name)
                .param(dialect.bind(day))
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /**
     * Takes the run of a day in the transaction that does it; false if it is done. Another service that asks meanwhile
     * waits for the end of this transaction.
     */
    boolean take(String name, LocalDate day, Instant at) {
        return jdbc.sql("""
                        INSERT INTO daily_run (name, day, finished_at, result) VALUES (?, ?, ?, 0)
                        ON CONFLICT (name, day) DO NOTHING""")
                        .param(name)
                        .param(dialect.bind(day))
                        .param(dialect.bind(at))
                        .update()
                == 1;
    }

    /** Notes what came of the run. */
    void finish(String name, LocalDate day, long result) {
        jdbc.sql("UPDATE daily_run SET result = ? WHERE name = ? AND day = ?")
                .param(result)
                .param(name)
                .param(dialect.bind(day))
                .update();
    }
}
