package org.tuban.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests to {@code /ogc} and {@code /api} one client may send. Files of the page are not counted.
 *
 * <p>A client may save up unused requests of {@code burst}, and spend them at once: opening the map asks for the
 * catalogue, the session and each of a dozen layers, some 20 to 40 requests in a second. Ten seconds' worth lets five
 * people behind one address open it in the same moment, and still holds a loop to the rate.
 *
 * @param anonymous requests a second from one address (of IPv6: one network) without an account; environment
 *     {@code TUBAN_RATES_ANONYMOUS}
 * @param signedIn requests a second of one account; environment {@code TUBAN_RATES_SIGNED_IN}
 * @param writes of these, writes a second; environment {@code TUBAN_RATES_WRITES}
 * @param tiles tiles a second of one client, counted by themselves: a view of the map is some 20 tiles of each layer
 *     that comes in tiles; environment {@code TUBAN_RATES_TILES}
 * @param burst how long unused requests are saved up, a second or more; environment {@code TUBAN_RATES_BURST}
 */
@ConfigurationProperties("tuban.rates")
record RateSettings(
        @DefaultValue("20") int anonymous,
        @DefaultValue("50") int signedIn,
        @DefaultValue("10") int writes,
        @DefaultValue("200") int tiles,
        @DefaultValue("10s") Duration burst) {

    /** A rate above this is none: a bucket's time is kept in nanoseconds. */
    private static final int MOST = 1_000_000;

    RateSettings {
        check("TUBAN_RATES_ANONYMOUS", anonymous);
        check("TUBAN_RATES_SIGNED_IN", signedIn);
        check("TUBAN_RATES_WRITES", writes);
        check("TUBAN_RATES_TILES", tiles);
        if (burst.compareTo(Duration.ofSeconds(1)) < 0 || burst.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("TUBAN_RATES_BURST: allowed is 1s to 1h");
        }
    }

    private static void check(String name, int perSecond) {
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("%s: allowed is 1 to %d".formatted(name, MOST));
        }
    }
}
