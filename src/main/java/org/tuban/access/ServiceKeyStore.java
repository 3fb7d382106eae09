package org.tuban.access;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** The key that all services on one database share, so that what one of them made another knows. */
@Repository
class ServiceKeyStore {

    private static final String NAME = "page";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SingletonSupplier<KeyedHash> hash = SingletonSupplier.of(() -> new KeyedHash(read()));

    ServiceKeyStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Hashes by that key; the first to ask in the life of a database makes it. */
    KeyedHash hash() {
        return hash.obtain();
    }

    private String read() {
        return find().orElseGet(() -> {
            transaction.executeWithoutResult(status -> jdbc.sql("""
                            INSERT INTO service_key (name, value) VALUES (:name, :value)
                            ON CONFLICT (name) DO NOTHING""")
                    .param("name", NAME)
                    .param("value", Secrets.create())
                    .update());
            return find().orElseThrow();
        });
    }

    private Optional<String> find() {
        return jdbc.sql("SELECT value FROM service_key WHERE name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional();
    }
}
