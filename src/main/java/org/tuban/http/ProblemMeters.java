package org.tuban.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counts refusals by their kind: conflicts, rates, outages, faults. */
@Component
class ProblemMeters implements MeterBinder {

    private final Map<ProblemType, LongAdder> counts = new EnumMap<>(ProblemType.class);

    ProblemMeters() {
        for (ProblemType type : ProblemType.values()) {
            counts.put(type, new LongAdder());
        }
    }

    void count(ProblemType type) {
        Objects.requireNonNull(counts.get(type)).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((type, count) -> FunctionCounter.builder("tuban.problems", count, LongAdder::doubleValue)
                .description("Answers that were problems, by type")
                .tag("type", type.slug())
                .register(registry));
    }
}
