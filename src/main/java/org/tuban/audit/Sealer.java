package org.tuban.audit;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tuban.store.Lookout;
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

    /** Links that one transaction adds. */
    private static final int BATCH = 500;

    /** So long it waits after word, so that many writes are chained together. */
    private static final long REST_MILLIS = 200;

    private static final long POLL_MILLIS = 5_000;

    /** Pause while entries are held back by a transaction that is still open. */
    private static final long HELD_MILLIS = 500;

    private static final int ANOTHER_DOES = -1;

    /** Before those who write, so that it stops after them. */
    private static final int PHASE = -1;

    private final AuditStore store;
    private final Transactions transactions;
    private final Lookout lookout = new Lookout("audit-sealer", REST_MILLIS, POLL_MILLIS, this::sealAll);

    /** What was there before this process is chained, wherever it stands; afterwards only what follows is looked for. */
    private volatile boolean complete;

    Sealer(AuditStore store, AuditLog log, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
        log.onCommit(lookout::wake);
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
        lookout.start();
    }

    @Override
    public void stop() {
        lookout.stop();
    }

    @Override
    public boolean isRunning() {
        return lookout.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Chains all there is; gives how long to wait before the next look, in milliseconds. */
    private long sealAll() {
        boolean more = true;
        while (more && isRunning()) {
            more = seal();
        }
        return store.pendingAfter(store.head()) > 0 ? HELD_MILLIS : POLL_MILLIS;
    }
}
