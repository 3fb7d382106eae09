package org.tuban.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.ChangeSignal;
import org.tuban.store.Lookout;

/**
 * Hands every change to those who follow the log, whichever process on the database wrote it: in the log's safe order,
 * none left out, each at least once.
 *
 * <p>The log is read as soon as this process has committed something or another says that it has, and every second in
 * any case: word may be lost, rows may not. While the newest rows are held back by an older transaction that is still
 * open, it is read again soon.
 */
@Service
public final class ChangeFeed implements SmartLifecycle {

    /** Most changes that a listener is given at once. */
    public static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final long POLL_MILLIS = 1_000;

    /** Pauses while rows are held back: the first, and the longest. */
    private static final long SHORTEST_HELD_MILLIS = 25;

    private static final long LONGEST_HELD_MILLIS = 250;

    /** Pauses of a listener that fails: the first, and the longest. */
    private static final long SHORTEST_RETRY_MILLIS = 250;

    private static final long LONGEST_RETRY_MILLIS = 30_000;

    /** Before all who follow, so that it stops after them. */
    private static final int PHASE = -1;

    private final ChangeLog changes;
    private final ChangeSignal signal;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Lookout lookout = new Lookout("change-feed", 0, POLL_MILLIS, this::look);

    /** This process wrote, and the others have not been told. */
    private final AtomicBoolean untold = new AtomicBoolean();

    /** Pause while rows are held back; touched by the feed's thread only. */
    private long held;

    ChangeFeed(ChangeLog changes, ChangeSignal signal) {
        this.changes = changes;
        this.signal = signal;
        changes.onCommit(this::wakeAndTell);
    }

    /** Takes changes in, on the feed's thread. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Takes changes that follow those of the last call. It must be quick, for all others wait, and must not throw: the
         * same changes would come again after a pause.
         *
         * @param changes 1 to {@link ChangeFeed#BATCH} changes, oldest first; never changed afterwards
         */
        void changed(List<Change> changes);
    }

    /** Ends a listener's following. */
    public interface Subscription extends AutoCloseable {

        /** No call begins any more; one that has begun ends by itself. */
        @Override
        void close();
    }

    /**
     * Tells a listener every change after a place. May be asked at any time; calls begin once the feed is started.
     *
     * @param from where the listener stands; take it before reading what the changes are to be added to
     */
    public Subscription follow(Place from, Listener listener) {
        Follower follower = new Follower(from, listener);
        followers.add(0, follower);
        lookout.wake();
        return follower;
    }

    /**
     * Tells a listener likewise, of each batch after those who follow otherwise: for whoever passes it on to people, who
     * come at once to look at what the others keep.
     */
    public Subscription followLast(Place from, Listener listener) {
        Follower follower = new Follower(from, listener);
        followers.add(follower);
        lookout.wake();
        return follower;
    }

    /** How many changes the slowest follower has not taken in; asks the database. */
    long lag() {
        return followers.stream()
                .mapToLong(follower -> changes.countAfter(follower.place))
                .max()
                .orElse(0);
    }

    @Override
    public void start() {
        lookout.start();
        signal.open(lookout::wake);
    }

    /** Ends the calls. A listener at work is not interrupted, and waited for no longer than a second. */
    @Override
    public void stop() {
        lookout.stop();
        signal.close();
    }

    @Override
    public boolean isRunning() {
        return lookout.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void wakeAndTell() {
        untold.set(true);
        lookout.wake();
    }

    /** Hands out what there is. While there is more that nobody may be shown yet, it looks again soon, then less often. */
    private long look() {
        if (untold.getAndSet(false)) {
            signal.tell();
        }
        handOut();
        held = isHeld() ? Math.min(LONGEST_HELD_MILLIS, Math.max(SHORTEST_HELD_MILLIS, 2 * held)) : 0;
        long pause = held > 0 ? held : POLL_MILLIS;
        for (Follower follower : followers) {
            pause = Math.min(pause, Math.max(1, follower.millisToRetry()));
        }
        return pause;
    }

    private boolean isHeld() {
        return followers.stream()
                .filter(Follower::isDue)
                .map(follower -> follower.place)
                .distinct()
                .anyMatch(changes::hasAfter);
    }

    /** Gives the next batch to each, turn by turn, until all have come to the end. Equal places are read once. */
    private void handOut() {
        boolean more = true;
        while (more && isRunning()) {
            more = false;
            Map<Place, List<Change>> read = new HashMap<>();
            for (Follower follower : followers) {
                if (follower.isDue()) {
                    List<Change> batch =
                            read.computeIfAbsent(follower.place, place -> List.copyOf(changes.after(place, BATCH)));
                    follower.give(batch);
                    more |= batch.size() == BATCH;
                }
            }
        }
    }

    /** A listener and its place, both touched by the feed's thread only. */
    private final class Follower implements Subscription {

        private final Listener listener;
        private volatile Place place;
        private long retryMillis;
        private long retryAt;

        Follower(Place from, Listener listener) {
            this.place = from;
            this.listener = listener;
        }

        @Override
        public void close() {
            followers.remove(this);
        }

        long millisToRetry() {
            return retryMillis == 0 ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.toMillis(retryAt - System.nanoTime());
        }

        boolean isDue() {
            return retryMillis == 0 || retryAt - System.nanoTime() <= 0;
        }

        void give(List<Change> batch) {
            if (batch.isEmpty() || !isRunning() || !followers.contains(this)) {
                return;
            }
            // Whatever goes wrong in one listener, the others go on.
            Throwable fault = CompletableFuture.runAsync(() -> listener.changed(batch), Runnable::run)
                    .<@Nullable Throwable>handle((done, thrown) -> thrown)
                    .join();
            if (fault == null) {
                place = batch.get(batch.size() - 1).place();
                retryMillis = 0;
            } else {
                retryMillis = Math.min(LONGEST_RETRY_MILLIS, Math.max(SHORTEST_RETRY_MILLIS, 2 * retryMillis));
                retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis);
                LOG.warn("changes: a listener failed; it is told again in {} ms", retryMillis, fault);
            }
        }
    }
}
