package org.tuban.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks after something: as soon as it is woken, and after the pause that its last look asked for.
 *
 * <p>It outlives what a look throws, for nobody would miss it: the log has the first failure of several in a row, and
 * that they are over.
 */
public final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final long STOP_MILLIS = 900;

    private final String name;
    private final long restMillis;
    private final long retryMillis;
    private final Look look;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** The last look failed; touched by the thread only. */
    private boolean failing;

    /**
     * A lookout that is not kept yet.
     *
     * @param name of the thread, and in the log
     * @param restMillis how long it waits after word, so that one look serves what comes together; 0 for not at all
     * @param retryMillis pause after a look that failed
     */
    public Lookout(String name, long restMillis, long retryMillis, Look look) {
        this.name = name;
        this.restMillis = restMillis;
        this.retryMillis = retryMillis;
        this.look = look;
    }

    /** What is done at each look. */
    @FunctionalInterface
    public interface Look {

        /** Looks; gives the longest pause before the next look, in milliseconds. */
        long look();
    }

    /** Begins, with a look at once. */
    public void start() {
        running = true;
        Thread keeper = new Thread(this::keep, name);
        keeper.setDaemon(true);
        thread = keeper;
        keeper.start();
    }

    /** Ends it. A look that has begun is not interrupted, and waited for no longer than a second. */
    public void stop() {
        running = false;
        wake();
        Thread keeper = thread;
        if (keeper == null) {
            return;
        }
        try {
            keeper.join(STOP_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** True from its start to its stop; a look that takes long asks now and then. */
    public boolean isRunning() {
        return running;
    }

    /** Has it look soon; returns at once. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void keep() {
        try {
            while (running) {
                if (wakes.tryAcquire(lookOnce(), TimeUnit.MILLISECONDS) && running && restMillis > 0) {
                    TimeUnit.MILLISECONDS.sleep(restMillis);
                }
                wakes.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long lookOnce() {
        return CompletableFuture.supplyAsync(look::look, Runnable::run)
                .handle((pause, fault) -> {
                    note(fault);
                    return fault == null ? pause : retryMillis;
                })
                .join();
    }

    private void note(@Nullable Throwable fault) {
        if (fault != null && !failing && running) {
            LOG.warn("{}: it failed, and tries again every {} ms", name, retryMillis, fault);
        } else if (fault == null && failing) {
            LOG.info("{}: it works again", name);
        }
        failing = fault != null;
    }
}
