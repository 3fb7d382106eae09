package org.tuban.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where calls may go, and how long they are tried.
 *
 * @param allow targets inside the network that may be called, also by plain HTTP: addresses or networks (CIDR) or host
 *     names, each with {@code :port} if only that one is meant; joined by commas; environment {@code TUBAN_WEBHOOKS_ALLOW}
 * @param retry pause after the first failure; each further one is twice as long, up to an hour; environment
 *     {@code TUBAN_WEBHOOKS_RETRY}
 * @param giveUp how long a target may fail without a success between; environment {@code TUBAN_WEBHOOKS_GIVE_UP}
 * @param timeout how long one call may take in all; environment {@code TUBAN_WEBHOOKS_TIMEOUT}
 */
@ConfigurationProperties("tuban.webhooks")
record WebhookSettings(
        @DefaultValue("") String allow,
        @DefaultValue("5s") Duration retry,
        @DefaultValue("3d") Duration giveUp,
        @DefaultValue("10s") Duration timeout) {

    WebhookSettings {
        if (timeout.toMillis() < 100 || timeout.toSeconds() > 30) {
            throw new IllegalArgumentException("TUBAN_WEBHOOKS_TIMEOUT: allowed is 100ms to 30s");
        }
        if (retry.toMillis() < 10 || retry.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("TUBAN_WEBHOOKS_RETRY: allowed is 10ms to 1h");
        }
        if (giveUp.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("TUBAN_WEBHOOKS_GIVE_UP: allowed is 1s or more");
        }
    }

    /** The entries of {@link #allow}. */
    List<String> allowed() {
        return Arrays.stream(allow.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
