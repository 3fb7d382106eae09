package org.tuban.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Words for a failure of something that the service needs. */
@Component
class Outages {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final List<OutageSign> signs;

    Outages(List<OutageSign> signs) {
        this.signs = List.copyOf(signs);
    }

    /** The problem for a failure that passes by itself; empty for any other. */
    Optional<Problem> explain(Throwable failure) {
        if (!any(failure, cause -> signs.stream().anyMatch(sign -> sign.shows(cause)))) {
            return Optional.empty();
        }
        LOG.warn("The database cannot answer: {}", failure.toString());
        boolean open = any(failure, cause -> signs.stream().anyMatch(sign -> sign.leavesOpen(cause)));
        return Optional.of(new Problem(
                        ProblemType.UNAVAILABLE,
                        open
                                ? "The database went away while it kept this: it may be there or not. Read it again, or send the same request with the same Idempotency-Key"
                                : "The database cannot answer now; nothing was changed. Try again")
                .retryAfter(PAUSE));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> such) {
        return Causes.any(failure, such);
    }
}
