package org.tuban.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Lookout;

/**
 * All open streams: one thread writes to those that take bytes, another asks now and then whether each reader may still
 * be there.
 */
@Component
class EventStreams implements SmartLifecycle {

    private static final Duration WAIT_WHEN_FULL = Duration.ofSeconds(30);
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final LiveEvents events;
    private final LiveSettings settings;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Lookout writer;
    private final Lookout rechecks;
    private volatile boolean open = true;

    EventStreams(LiveEvents events, LiveSettings settings) {
        this.events = events;
        this.settings = settings;
        writer = new Lookout("live-streams", 0, LONGEST_PAUSE_MILLIS, this::write);
        rechecks = new Lookout("live-rights", 0, settings.recheck().toMillis(), this::recheck);
        events.onMore(writer::wake);
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

    /** Begins a stream in a place that was taken, which is given back at its end, or at once if it cannot begin. */
    void begin(String client, EventStream.Reader reader, LiveEvents.Begin from) throws IOException {
        AtomicReference<@Nullable EventStream> begun = new AtomicReference<>();
        boolean begins = false;
        try {
            EventStream stream = new EventStream(reader, events.ring(), from, () -> {
                streams.remove(begun.get());
                leave(client);
            });
            begun.set(stream);
            streams.add(stream);
            stream.begin();
            begins = open;
        } finally {
            if (!begins) {
                Optional.ofNullable(begun.get()).ifPresentOrElse(EventStream::end, () -> leave(client));
            }
        }
    }

    @Override
    public void start() {
        writer.start();
        rechecks.start();
    }

    private long write() {
        streams.forEach(EventStream::write);
        streams.forEach(stream -> stream.beat(settings.heartbeat().toNanos()));
        return Math.min(LONGEST_PAUSE_MILLIS, settings.heartbeat().toMillis() / 2);
    }

    private long recheck() {
        streams.forEach(EventStream::recheck);
        return settings.recheck().toMillis();
    }

    /** Ends all streams, so that the web server, which stops after this, does not wait for them. */
    @Override
    public void stop() {
        open = false;
        streams.forEach(EventStream::end);
        rechecks.stop();
        writer.stop();
    }

    @Override
    public boolean isRunning() {
        return writer.isRunning();
    }

    /** After the web server, so that it stops before it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
