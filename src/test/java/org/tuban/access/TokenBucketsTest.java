package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final MovableClock clock = new MovableClock();
    private final TokenBuckets buckets = new TokenBuckets(20, Duration.ofSeconds(10), clock);

    @Test
    void givesWhatWasSavedUpAtOnceAndThenNothing() {
        assertThat(taken("a", 1_000)).isEqualTo(200);
    }

    @Test
    void gainsTokensAtItsRate() {
        taken("a", 1_000);

        clock.advance(Duration.ofSeconds(1));

        assertThat(taken("a", 1_000)).isEqualTo(20);
    }

    @Test
    void saysHowLongToWait() {
        taken("a", 200);

        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(50));

        clock.advance(Duration.ofMillis(50));
        assertThat(buckets.take("a")).isZero();
    }

    @Test
    void savesUpNoMoreThanItsBurst() {
        taken("a", 200);

        clock.advance(Duration.ofDays(1));

        assertThat(taken("a", 1_000)).isEqualTo(200);
    }

    @Test
    void countsEachKeyForItself() {
        taken("a", 1_000);

        assertThat(taken("b", 1_000)).isEqualTo(200);
    }

    @Test
    void keepsNobodyOutForLongerWhenTheClockIsPutBack() {
        taken("a", 200);

        clock.advance(Duration.ofHours(-1));
        buckets.take("a");
        clock.advance(Duration.ofSeconds(1));

        assertThat(taken("a", 1_000)).isEqualTo(20);
    }

    @Test
    void forgetsTheQuietestOfTooMany() {
        taken("loud", 200);
        taken("quiet", 200);
        for (int key = 0; key < TokenBuckets.MOST_KEYS - 1; key++) {
            buckets.take("loud");
            buckets.take("key" + key);
        }

        assertThat(taken("loud", 1)).isZero();
        assertThat(taken("quiet", 1)).isOne();
    }

    private int taken(String key, int wanted) {
        int got = 0;
        for (int count = 0; count < wanted; count++) {
            got += buckets.take(key).isZero() ? 1 : 0;
        }
        return got;
    }
}
