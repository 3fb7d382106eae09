package org.tuban.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.tuban.access.Standing;
import org.tuban.feature.ChangeLog.Place;

/**
 * One reader: it has its place in the ring and nothing else, and is written to only while its socket takes bytes.
 *
 * <p>A socket that takes none for longer than {@code server.tomcat.connection-timeout} is closed by the container, which
 * tells it here as an error.
 */
final class EventStream implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** How many events are looked at, and about how many bytes written, at once. */
    private static final int PORTION = 64;

    private static final int MOST_BYTES = 16_384;

    /** Milliseconds after which a browser comes again whose stream has ended. */
    private static final int RETRY_MILLIS = 2_000;

    private static final byte[] NOTHING = {};

    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final EventRing ring;
    private final EventFilter filter;
    private final Supplier<Predicate<LiveEvent>> sights;
    private final Standing standing;
    private final Runnable ended;

    private final Place seen;
    private Predicate<LiveEvent> sight;
    private long next;
    private byte[] first;
    private boolean open;
    private boolean closed;
    private boolean unflushed;
    private boolean beat;
    private long writtenAt = System.nanoTime();

    /**
     * A stream that is not written to yet.
     *
     * @param from where it begins
     * @param ended called once, when nothing is written to it any more
     */
    EventStream(Reader reader, EventRing ring, LiveEvents.Begin from, Runnable ended) throws IOException {
        this.connection = reader.connection();
        this.out = connection.getResponse().getOutputStream();
        this.filter = reader.filter();
        this.sights = reader.sights();
        this.sight = sights.get();
        this.standing = reader.standing();
        this.ring = ring;
        this.seen = from.seen();
        this.next = from.mark().number();
        this.first = first(from);
        this.ended = ended;
    }

    /**
     * Who reads what on which connection.
     *
     * @param sights gives what the reader may be told, with rights as they are then
     * @param standing says whether the reader may still be there
     */
    record Reader(
            AsyncContext connection, EventFilter filter, Supplier<Predicate<LiveEvent>> sights, Standing standing) {}

    /** How soon to come again, where the stream begins, and whether something was missed before. */
    private static byte[] first(LiveEvents.Begin from) {
        String id = PlaceText.of(from.mark().place());
        byte[] hello = "retry: %d\nid: %s\n\n".formatted(RETRY_MILLIS, id).getBytes(StandardCharsets.UTF_8);
        if (from.known()) {
            return hello;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(hello);
        both.writeBytes(reset(id, "unknown-place"));
        return both.toByteArray();
    }

    /** Tells the reader that some events cannot be told any more: it reads anew what it shows. */
    private static byte[] reset(String id, String reason) {
        return LiveEvent.message(id, "reset", "{\"reason\":\"%s\"}".formatted(reason));
    }

    void begin() {
        connection.setTimeout(0);
        connection.addListener(this);
        out.setWriteListener(this);
    }

    /** The container has room for more. */
    @Override
    public void onWritePossible() {
        synchronized (this) {
            open = true;
        }
        write();
    }

    /** Writes what there is, as far as the socket takes it. Whatever goes wrong ends this stream, and none but this. */
    void write() {
        boolean whole = false;
        try {
            whole = writeIfOpen();
        } finally {
            if (!whole) {
                end();
            }
        }
    }

    private synchronized boolean writeIfOpen() {
        if (!open || closed) {
            return true;
        }
        try {
            writeWhileReady();
            return true;
        } catch (IOException gone) {
            LOG.debug("live: a reader has gone", gone);
            return false;
        } catch (DataAccessException away) {
            // What the reader may be told cannot be asked now: nothing is told, and nothing is lost.
            LOG.debug("live: a reader waits for the database", away);
            return true;
        }
    }

    private void writeWhileReady() throws IOException {
        while (out.isReady()) {
            byte[] bytes = next();
            if (bytes.length > 0) {
                out.write(bytes);
                unflushed = true;
                writtenAt = System.nanoTime();
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return;
            }
        }
    }

    /** The next bytes; none if there is nothing to say. */
    private byte[] next() {
        if (first.length > 0) {
            byte[] bytes = first;
            first = NOTHING;
            return bytes;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long number = next;
        while (bytes.size() < MOST_BYTES) {
            Optional<List<LiveEvent>> some = ring.from(number, PORTION);
            if (some.isEmpty()) {
                EventRing.Mark now = ring.mark();
                number = now.number();
                bytes.writeBytes(reset(PlaceText.of(now.place()), "fell-behind"));
            } else if (some.get().isEmpty()) {
                break;
            } else {
                some.get().forEach(event -> add(event, bytes));
                number += some.get().size();
            }
        }
        next = number;
        if (bytes.size() == 0 && beat) {
            bytes.writeBytes(signOfLife());
        }
        beat = false;
        return bytes.toByteArray();
    }

    /** It carries the place, so that a reader whom nothing concerned goes on from here and not from long ago. */
    private byte[] signOfLife() {
        EventRing.Mark now = ring.mark();
        boolean told = now.number() == next && now.place().compareTo(seen) >= 0;
        return (told ? ":\nid: %s\n\n".formatted(PlaceText.of(now.place())) : ":\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void add(LiveEvent event, ByteArrayOutputStream bytes) {
        if (event.place().compareTo(seen) > 0 && filter.wants(event, sight)) {
            bytes.writeBytes(event.message(filter.caller().signedIn()));
        }
    }

    /** Says that it is still there, if nothing was said for so long. */
    void beat(long silentNanos) {
        synchronized (this) {
            if (System.nanoTime() - writtenAt < silentNanos) {
                return;
            }
            beat = true;
        }
        write();
    }

    /**
     * Looks anew at the reader's rights, and ends the stream if the reader may not be there any more. Also if that cannot
     * be said, unless the database is away, for then nobody can be told anything anyway.
     */
    void recheck() {
        boolean stays = false;
        try {
            stays = standing.holds();
            Predicate<LiveEvent> rights = sights.get();
            synchronized (this) {
                sight = rights;
            }
        } catch (DataAccessException away) {
            LOG.debug("live: whether a reader may stay cannot be asked now", away);
            stays = true;
        } finally {
            if (!stays) {
                end();
            }
        }
    }

    /** Ends it from this side. */
    void end() {
        if (!close()) {
            return;
        }
        try {
            connection.complete();
        } catch (IllegalStateException endedMeanwhile) {
            LOG.debug("live: a reader went while its stream was being ended", endedMeanwhile);
        }
    }

    /** True for whoever closes it first. */
    private boolean close() {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        ended.run();
        return true;
    }

    @Override
    public void onError(Throwable gone) {
        LOG.debug("live: a reader has gone", gone);
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Begins once only.
    }
}
