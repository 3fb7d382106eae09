package org.tuban.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tuban.store.Transactions;

/**
 * The one way to add to the audit, and to read it.
 *
 * <p>An entry is added in the transaction of what it tells of, so that one is not there without the other; no writer
 * waits for another over it. It is chained afterwards ({@link Sealer}).
 */
@Service
public class AuditLog {

    private final AuditStore store;
    private final Transactions transactions;
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();

    /** One for all transactions: each takes it once, however many entries it adds. */
    private final TransactionSynchronization committed = new TransactionSynchronization() {
        @Override
        public void afterCommit() {
            ears.forEach(Runnable::run);
        }
    };

    AuditLog(AuditStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Adds an entry in the transaction that is open, else in one of its own. Whatever number it has, it is given one. */
    public void add(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            transactions.write(() -> {
                add(entry);
                return true;
            });
            return;
        }
        store.insert(entry);
        TransactionSynchronizationManager.registerSynchronization(committed);
    }

    /** Entries and where they are chained, newest first. */
    List<ChainedEntry> list(AuditQuery query) {
        return store.list(query);
    }

    /** Calls an ear after each transaction of this process that added an entry; it must return at once. */
    void onCommit(Runnable ear) {
        ears.add(ear);
    }
}
