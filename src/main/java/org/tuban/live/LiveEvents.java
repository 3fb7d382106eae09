package org.tuban.live;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeFeed;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;

/** Follows the change log and keeps the last events, whichever service on the database wrote them. */
@Component
@EnableConfigurationProperties(LiveSettings.class)
class LiveEvents implements SmartLifecycle {

    /** What is there from the start on, for readers who come again after the service was started anew. */
    private static final int FROM_BEFORE = 2_000;

    /** Before the web server, whose phase is near the end. */
    private static final int PHASE = 0;

    private final ChangeLog log;
    private final ChangeFeed feed;
    private final LiveEventMaker maker;
    private final LiveSettings settings;
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();
    private volatile @Nullable EventRing ring;
    private ChangeFeed.@Nullable Subscription following;

    LiveEvents(ChangeLog log, ChangeFeed feed, LiveEventMaker maker, LiveSettings settings) {
        this.log = log;
        this.feed = feed;
        this.maker = maker;
        this.settings = settings;
    }

    @Override
    public void start() {
        Place from = log.before(log.last(), Math.min(FROM_BEFORE, settings.kept()));
        EventRing kept = new EventRing(settings.kept(), from);
        ring = kept;
        following = feed.followLast(from, changes -> take(kept, changes));
    }

    private void take(EventRing kept, List<Change> changes) {
        kept.add(maker.told(changes).stream().map(LiveEventMaker.Told::event).toList());
        ears.forEach(Runnable::run);
    }

    @Override
    public void stop() {
        if (following != null) {
            following.close();
            following = null;
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** The events that are kept. */
    EventRing ring() {
        return Objects.requireNonNull(ring, "started before the web server");
    }

    /** Calls an ear when there are more; it must return at once. */
    void onMore(Runnable ear) {
        ears.add(ear);
    }

    /**
     * Where a reader begins.
     *
     * @param mark number of the next event for it, and the place before that
     * @param known false if it has missed some: its place is none of the log, or too long ago
     * @param seen what stands up to here it has read already, on a service that was ahead of this one
     */
    record Begin(EventRing.Mark mark, boolean known, Place seen) {}

    /** Where a reader begins that has read nothing yet. */
    Begin now() {
        return new Begin(ring().mark(), true, Place.START);
    }

    /** Where a reader goes on. Of a place beyond the newest event the log says whether there is such a one. */
    Begin after(String text) {
        EventRing.Mark mark = ring().mark();
        Place place = PlaceText.read(text).orElse(null);
        if (place == null) {
            return new Begin(mark, false, Place.START);
        }
        if (place.compareTo(mark.place()) > 0) {
            boolean known = log.has(place);
            return new Begin(mark, known, known ? place : Place.START);
        }
        OptionalLong number = ring().after(place);
        return number.isPresent()
                ? new Begin(new EventRing.Mark(number.getAsLong(), place), true, Place.START)
                : new Begin(mark, false, Place.START);
    }
}
