package org.tuban.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long first answers are kept.
 *
 * @param kept how long, a minute or more; environment {@code TUBAN_IDEMPOTENCY_KEPT}
 * @param most how many of one account, the latest ones; environment {@code TUBAN_IDEMPOTENCY_MOST}
 */
@ConfigurationProperties("tuban.idempotency")
record IdempotencySettings(
        @DefaultValue("24h") Duration kept,
        @DefaultValue("10000") int most) {

    private static final int MOST = 1_000_000;

    IdempotencySettings {
        if (kept.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("TUBAN_IDEMPOTENCY_KEPT: allowed is 1m or more");
        }
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("TUBAN_IDEMPOTENCY_MOST: allowed is 1 to %d".formatted(MOST));
        }
    }
}
