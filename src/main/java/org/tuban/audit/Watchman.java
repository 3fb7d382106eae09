package org.tuban.audit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Walks every hour through what was chained since it last did, and says so in the log if it is broken. */
@Component
final class Watchman implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final long FIRST_MINUTES = 1;
    private static final long EVERY_MINUTES = 60;

    /** So many links before the end it begins at after a start: the whole is for {@code tuban audit verify}. */
    private static final long TAIL = 10_000;

    private final AuditVerifier verifier;
    private volatile @Nullable ScheduledExecutorService rounds;
    private volatile @Nullable Verification last;

    Watchman(AuditVerifier verifier) {
        this.verifier = verifier;
    }

    /** What the last round found; null before the first. */
    @Nullable
    Verification last() {
        return last;
    }

    /** Goes one round. */
    void walk() {
        try {
            Verification before = last;
            Verification found = verifier.verifyAfter(
                    before == null || before.broken() != null ? verifier.tail(TAIL) : before.head());
            last = found;
            if (found.broken() != null) {
                LOG.error("{}", found.line());
            }
        } catch (DataAccessException away) {
            LOG.warn("audit: the chain could not be checked; trying again in an hour", away);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-watchman");
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(this::walk, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        rounds = fresh;
    }

    @Override
    public void stop() {
        ScheduledExecutorService going = rounds;
        if (going != null) {
            going.shutdownNow();
        }
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
