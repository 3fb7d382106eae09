package org.tuban.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells readiness whether the store can be read and written, by what its {@link StoreWatch} knows.
 *
 * <p>It stands in the place of the indicator of the same name that asks for a connection, and waits for it.
 */
@Component(StoreHealthIndicator.NAME)
final class StoreHealthIndicator implements HealthIndicator {

    static final String NAME = "dbHealthIndicator";

    private final StoreWatch watch;

    StoreHealthIndicator(StoreWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        String trouble = watch.trouble();
        return trouble == null
                ? Health.up().build()
                : Health.down().withDetail("trouble", trouble).build();
    }
}
