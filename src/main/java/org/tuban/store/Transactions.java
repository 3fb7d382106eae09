package org.tuban.store;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs writes so that all of one succeeds or nothing of it happened. */
@Component
public class Transactions {

    private final TransactionTemplate template;
    private final Dialect dialect;

    /** In a GeoPackage writers queue here, in the order they came, rather than poll the file's lock. */
    private final ReentrantLock writer = new ReentrantLock(true);

    Transactions(PlatformTransactionManager transactions, Dialect dialect) {
        this.template = new TransactionTemplate(transactions);
        this.dialect = dialect;
    }

    /** Runs the work in one transaction; inside another write it joins that one. Any exception undoes all. */
    public <T> T write(Supplier<T> work) {
        if (!dialect.oneWriter()) {
            return execute(work);
        }
        writer.lock();
        try {
            return execute(work);
        } finally {
            writer.unlock();
        }
    }

    private <T> T execute(Supplier<T> work) {
        return Objects.requireNonNull(template.execute(status -> work.get()));
    }
}
