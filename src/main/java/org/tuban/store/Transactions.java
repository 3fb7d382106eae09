package org.tuban.store;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
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

    private static <T> T execute(TransactionTemplate how, TransactionCallback<T> work) {
        return Objects.requireNonNull(how.execute(work));
    }
}
