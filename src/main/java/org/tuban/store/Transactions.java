package org.tuban.store;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs writes so that all of one succeeds or nothing of it happened. When a call returns, what was written is on disk.
 *
 * <p>In a GeoPackage writers take turns, and those who wait share the flush to disk ({@link GroupCommit}).
 */
@Component
public class Transactions {

    private final TransactionTemplate template;
    private final TransactionTemplate part;

    Transactions(PlatformTransactionManager transactions) {
        this.template = new TransactionTemplate(transactions);
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Runs the work in one transaction; inside another write it joins that one. Any exception undoes all. */
    public <T> T write(Supplier<T> work) {
        return enclosed(template, status -> work.get());
    }

    /**
     * Runs the work as a part of the write that it is in: an exception undoes this part only, and the rest may go on.
     *
     * <p>Outside of a write it is one of its own.
     */
    public <T> T attempt(Supplier<T> work) {
        return execute(part, status -> work.get());
    }

    /** Runs the work as a write, so that the database checks it too, and undoes it. Not inside another write. */
    public <T> T rehearse(Supplier<T> work) {
        return enclosed(template, status -> {
            T result = work.get();
            status.setRollbackOnly();
            return result;
        });
    }

    /**
     * Runs the work in one transaction and keeps what it did if it says so.
     *
     * <p>Writes inside are parts of it, each undone for itself if it fails, as they would be without it; only that none
     * is on disk before the whole is. Not inside another write.
     *
     * @param work gives true to keep all, false to undo all
     */
    public void enclose(Supplier<Boolean> work) {
        template.executeWithoutResult(status -> {
            TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
            try {
                if (!work.get()) {
                    status.setRollbackOnly();
                }
            } finally {
                TransactionSynchronizationManager.unbindResourceIfPossible(this);
            }
        });
    }

    /** Inside of {@link #enclose} a write is a part; what it is made of joins it. */
    private <T> T enclosed(TransactionTemplate how, TransactionCallback<T> work) {
        Object enclosing = TransactionSynchronizationManager.unbindResourceIfPossible(this);
        if (enclosing == null) {
            return execute(how, work);
        }
        try {
            return execute(part, work);
        } finally {
            TransactionSynchronizationManager.bindResource(this, enclosing);
        }
    }

    private static <T> T execute(TransactionTemplate how, TransactionCallback<T> work) {
        List<TransactionSynchronization> before = synchronizations();
        boolean[] undone = {true};
        try {
            T result = how.execute(status -> {
                T made = work.doInTransaction(status);
                undone[0] = status.isRollbackOnly();
                return made;
            });
            return Objects.requireNonNull(result);
        } finally {
            if (undone[0]) {
                forgetOthers(before);
            }
        }
    }

    private static List<TransactionSynchronization> synchronizations() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? TransactionSynchronizationManager.getSynchronizations()
                : List.of();
    }

    /** What an undone part wanted to tell after the commit did not happen, though the rest of the write may. */
    private static void forgetOthers(List<TransactionSynchronization> before) {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getSynchronizations().size() > before.size()) {
            TransactionSynchronizationManager.clearSynchronization();
            TransactionSynchronizationManager.initSynchronization();
            before.forEach(TransactionSynchronizationManager::registerSynchronization);
        }
    }
}
