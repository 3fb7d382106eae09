package org.tuban.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many may listen, and how.
 *
 * @param streams most streams at once; each holds a connection, 120 kB and no thread; environment
 *     {@code TUBAN_LIVE_STREAMS}
 * @param streamsPerClient of these, most of one account, or without an account of one address (of IPv6: one network);
 *     environment {@code TUBAN_LIVE_STREAMS_PER_CLIENT}
 * @param heartbeat how long a stream is silent at most; environment {@code TUBAN_LIVE_HEARTBEAT}
 * @param recheck how often it is asked whether the reader of a stream may still be there; environment
 *     {@code TUBAN_LIVE_RECHECK}
 * @param kept events that are kept in memory for readers who are slow or come again; environment {@code TUBAN_LIVE_KEPT}
 */
@ConfigurationProperties("tuban.live")
record LiveSettings(
        @DefaultValue("2000") int streams,
        @DefaultValue("50") int streamsPerClient,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("30s") Duration recheck,
        @DefaultValue("10000") int kept) {

    LiveSettings {
        within("TUBAN_LIVE_STREAMS", streams, 1, 8_000);
        within("TUBAN_LIVE_STREAMS_PER_CLIENT", streamsPerClient, 1, 8_000);
        within("TUBAN_LIVE_KEPT", kept, 100, 1_000_000);
        within("TUBAN_LIVE_HEARTBEAT", heartbeat);
        within("TUBAN_LIVE_RECHECK", recheck);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: allowed is %d to %d".formatted(name, least, most));
        }
    }

    private static void within(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(name + ": allowed is 100ms to 10m");
        }
    }
}
