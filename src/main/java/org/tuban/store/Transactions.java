package org.tuban.store;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs writes so that all of one succeeds or nothing of it happened. */
@Component
public class Transactions {

    private final TransactionTemplate template;
    private final TransactionTemplate part;
    private final Dialect dialect;

    /** In a GeoPackage writers queue here, in the order they came, rather than poll the file's lock. */
    private final ReentrantLock writer = new ReentrantLock(true);

    Transactions(PlatformTransactionManager transactions, Dialect dialect) {
        this.template = new TransactionTemplate(transactions);
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.dialect = dialect;
    }

    /** Runs the work in one transaction; inside another write it joins that one. Any exception undoes all. */
    public <T> T write(Supplier<T> work) {
        return execute(template, status -> work.get());
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
        return execute(template, status -> {
            T result = work.get();
            status.setRollbackOnly();
            return result;
        });
    }

    private <T> T execute(TransactionTemplate how, TransactionCallback<T> work) {
        if (!dialect.oneWriter()) {
            return Objects.requireNonNull(how.execute(work));
        }
        writer.lock();
        try {
            return Objects.requireNonNull(how.execute(work));
        } finally {
            writer.unlock();
        }
    }
}
