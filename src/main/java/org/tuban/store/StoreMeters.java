package org.tuban.store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Whether the store answers, and how writers of a GeoPackage share its commits. */
@Component
final class StoreMeters implements MeterBinder {

    private final StoreWatch watch;
    private final PlatformTransactionManager transactions;

    StoreMeters(StoreWatch watch, PlatformTransactionManager transactions) {
        this.watch = watch;
        this.transactions = transactions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tuban.store.up", watch, store -> store.trouble() == null ? 1 : 0)
                .description("1 if the store can be used, else 0")
                .register(registry);
        if (transactions instanceof GroupCommit group) {
            FunctionCounter.builder("tuban.store.commits", group, GroupCommit::commits)
                    .description("Commits to the GeoPackage")
                    .register(registry);
            FunctionCounter.builder("tuban.store.commit.members", group, GroupCommit::members)
                    .description("Writes that shared them")
                    .register(registry);
        }
    }
}
