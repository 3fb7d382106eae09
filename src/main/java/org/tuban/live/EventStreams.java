package org.tuban.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * All open streams: one thread writes to those that take bytes, another asks now and then whether each reader may still
 * be there.
 */
@Component
class EventStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private static final Duration WAIT_WHEN_FULL = Duration.ofSeconds(30);
    private static final long STOP_MILLIS = 500;

    private final LiveEvents events;
    private final LiveSettings settings;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore wakes = new Semaphore(0);
    private volatile @Nullable Thread writer;
    private volatile boolean open = true;
    private volatile boolean running;
    private final ScheduledExecutorService rechecks = Executors.newSingleThreadScheduledExecutor(EventStreams::thread);

    EventStreams(LiveEvents events, LiveSettings settings) {
        this.events = events;
        this.settings = settings;
        events.onMore(this::wake);
    }

    /** How many are open. */
    int count() {
        return count.get();
    }

    /**
     * Takes one of a client's places.
     *
     * @param client account or address, whose streams are counted together
     * @throws Problem too-many-requests or unavailable with the time to wait, and none is taken
     */
    void enter(String client) {
        int all = count.incrementAndGet();
        int own = byClient.merge(client, 1, Integer::sum);
        if (!open || all > settings.streams()) {
            leave(client);
            throw new Problem(ProblemType.UNAVAILABLE, "No more streams are open here now").retryAfter(WAIT_WHEN_FULL);
        }
        if (own > settings.streamsPerClient()) {
            leave(client);
            throw new Problem(
                            ProblemType.TOO_MANY_REQUESTS,
                            "A client may have %d streams at once".formatted(settings.streamsPerClient()))
                    .retryAfter(WAIT_WHEN_FULL);
        }
    }

    /** Gives a place back. */
    void leave(String client) {
        count.decrementAndGet();
        byClient.computeIfPresent(client, (same, own) -> own == 1 ? null : own - 1);
    }

    /** Begins a stream in a place that was taken, which it gives back at its end. */
    void begin(String client, EventStream.Reader reader, LiveEvents.Begin from) throws IOException {
        AtomicReference<EventStream> begun = new AtomicReference<>();
        EventStream stream = new EventStream(reader, events.ring(), from, () -> {
            streams.remove(begun.get());
            leave(client);
        });
        begun.set(stream);
        streams.add(stream);
        stream.begin();
        if (!open) {
            stream.end();
        }
    }

    private void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread thread = thread(this::run);
        writer = thread;
        thread.start();
        long every = settings.recheck().toMillis();
        rechecks.scheduleWithFixedDelay(this::recheck, every, every, TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "live-streams");
        thread.setDaemon(true);
        return thread;
    }

    private void run() {
        long silent = settings.heartbeat().toNanos();
        long wait = Math.min(1_000, settings.heartbeat().toMillis() / 2);
        try {
            while (running) {
                if (wakes.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                    streams.forEach(EventStream::write);
                }
                streams.forEach(stream -> stream.beat(silent));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void recheck() {
        try {
            streams.forEach(EventStream::recheck);
        } catch (DataAccessException away) {
            LOG.warn(
                    "live: whether readers may stay cannot be asked now; asking again in {}", settings.recheck(), away);
        }
    }

    /** Ends all streams, so that the web server, which stops after this, does not wait for them. */
    @Override
    public void stop() {
        open = false;
        running = false;
        rechecks.shutdownNow();
        wake();
        streams.forEach(EventStream::end);
        try {
            Objects.requireNonNull(writer).join(STOP_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, so that it stops before it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
