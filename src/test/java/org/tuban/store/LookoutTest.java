package org.tuban.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lookout goes on whatever happens, and hears every word. */
class LookoutTest {

    private static final long LONG_MILLIS = 3_600_000;

    private final AtomicInteger looks = new AtomicInteger();
    private @Nullable Lookout lookout;

    @AfterEach
    void stop() {
        if (lookout != null) {
            lookout.stop();
        }
    }

    @Test
    void goesOnAfterALookThatFails() {
        begin(() -> {
            if (looks.incrementAndGet() < 4) {
                throw new IllegalStateException("nobody expected this");
            }
            return LONG_MILLIS;
        });

        await().atMost(10, SECONDS).until(() -> looks.get() == 4);
    }

    @Test
    void looksWhenItIsWoken() {
        Lookout kept = begin(() -> {
            looks.incrementAndGet();
            return LONG_MILLIS;
        });
        await().atMost(10, SECONDS).until(() -> looks.get() == 1);

        kept.wake();

        await().atMost(10, SECONDS).until(() -> looks.get() == 2);
    }

    @Test
    void looksAgainForAWordThatComesWhileItLooks() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        Lookout kept = begin(() -> {
            looks.incrementAndGet();
            looking.countDown();
            assertThat(awaited(woken)).isTrue();
            return LONG_MILLIS;
        });
        assertThat(looking.await(10, SECONDS)).isTrue();

        kept.wake();
        woken.countDown();

        await().atMost(10, SECONDS).until(() -> looks.get() == 2);
    }

    @Test
    void looksNoMoreOnceStopped() {
        Lookout kept = begin(() -> {
            looks.incrementAndGet();
            return 1;
        });
        await().atMost(10, SECONDS).until(() -> looks.get() > 1);

        kept.stop();
        int before = looks.get();
        kept.wake();

        await().during(100, MILLISECONDS).until(() -> looks.get() == before);
        assertThat(kept.isRunning()).isFalse();
    }

    private Lookout begin(Lookout.Look look) {
        Lookout kept = new Lookout("test", 0, 1, look);
        lookout = kept;
        kept.start();
        return kept;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
