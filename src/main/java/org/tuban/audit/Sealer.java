package org.tuban.audit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tuban.store.Transactions;

/**
 * Chains entries after they were committed, in the safe order of the change log: an entry is chained when no transaction
 * that is still open can add one before it.
 *
 * <p>Of several services one chains at a time; each looks when it has added something, and every few seconds in case
 * another was stopped before it could. Nobody who writes waits for it.
 */
@Component
final class Sealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** Links that one transaction adds. */
    private static final int BATCH = 500;

    /** So long it rests after each look, so that many writes are chained together. */
    private static final long REST_MILLIS = 200;

    private static final long POLL_MILLIS = 5_000;

    /** Pause while entries are held back by a transaction that is still open. */
    private static final long HELD_MILLIS = 500;

    private static final int ANOTHER_DOES = -1;
    private static final long STOP_MILLIS = 900;

    /** Before those who write, so that it stops after them. */
    private static final int PHASE = -1;

    private final AuditStore store;
    private final Transactions transactions;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** What was there before this process is chained, wherever it stands; afterwards only what follows is looked for. */
    private volatile boolean complete;

    Sealer(AuditStore store, AuditLog log, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
        log.onCommit(this::wake);
    }

    /**
     * Chains what can be chained by now.
     *
     * @return true if there may be more
     */
    boolean seal() {
        int chained = transactions.write(() -> {
            if (!store.keepsOtherSealersOut()) {
                return ANOTHER_DOES;
            }
            ChainHead head = store.head();
            List<AuditEntry> entries = complete ? store.settledAfter(head, BATCH) : store.settledAnywhere(BATCH);
            store.append(head, entries);
            return entries.size();
        });
        complete |= chained >= 0 && chained < BATCH;
        return chained == BATCH;
    }

    @Override
    public void start() {
        running = true;
        Thread sealing = new Thread(this::run, "audit-sealer");
        sealing.setDaemon(true);
        thread = sealing;
        sealing.start();
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            Objects.requireNonNull(thread).join(STOP_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void run() {
        boolean away = false;
        try {
            while (running) {
                long pause = POLL_MILLIS;
                try {
                    pause = sealAll();
                    away = false;
                } catch (DataAccessException | TransactionException trouble) {
                    if (!away && running) {
                        LOG.warn("audit: entries cannot be chained; trying again every few seconds", trouble);
                    }
                    away = true;
                }
                if (wakes.tryAcquire(pause, TimeUnit.MILLISECONDS) && running) {
                    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                }
                wakes.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Chains all there is; gives how long to wait before the next look, in milliseconds. */
    private long sealAll() {
        boolean more = true;
        while (more && running) {
            more = seal();
        }
        return store.pendingAfter(store.head()) > 0 ? HELD_MILLIS : POLL_MILLIS;
    }
}
