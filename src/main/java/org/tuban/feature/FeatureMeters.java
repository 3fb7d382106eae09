package org.tuban.feature;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes of this service, and how far those who follow the change log are behind. */
@Component
class FeatureMeters implements MeterBinder {

    private final LongAdder writes = new LongAdder();
    private final ChangeFeed feed;

    FeatureMeters(ChangeFeed feed) {
        this.feed = feed;
    }

    @EventListener
    void count(FeatureChanged change) {
        writes.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("tuban.feature.writes", writes, LongAdder::doubleValue)
                .description("Versions of features that this service wrote")
                .register(registry);
        Gauge.builder("tuban.change.feed.lag", feed, ChangeFeed::lag)
                .description("Changes that the slowest follower of the change log has not taken in")
                .register(registry);
    }
}
