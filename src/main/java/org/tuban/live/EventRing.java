package org.tuban.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tuban.feature.ChangeLog.Place;

/**
 * The last events, shared by all readers: each keeps only the number of the next one it wants. Memory is that of the
 * ring, however many readers there are and however slow they are.
 */
final class EventRing {

    private final LiveEvent[] events;

    /** Number of the oldest event that is kept, and of the next that will come; numbers count from 0. */
    private long begin;

    private long end;

    /** The place before the oldest event, and that of the newest. */
    private Place before;

    private Place last;

    EventRing(int size, Place start) {
        this.events = new LiveEvent[size];
        this.before = start;
        this.last = start;
    }

    synchronized void add(List<LiveEvent> more) {
        for (LiveEvent event : more) {
            int at = (int) (end % events.length);
            if (end - begin == events.length) {
                before = events[at].place();
                begin++;
            }
            events[at] = event;
            last = event.place();
            end++;
        }
    }

    /**
     * A moment of the ring.
     *
     * @param number of the next event that will come
     * @param place of the newest event
     */
    record Mark(long number, Place place) {}

    /** Where the ring is. */
    synchronized Mark mark() {
        return new Mark(end, last);
    }

    /** Number of the event after a place; empty if it is not the place of an event that is kept. */
    synchronized OptionalLong after(Place place) {
        if (place.equals(before)) {
            return OptionalLong.of(begin);
        }
        long low = begin;
        long high = end - 1;
        while (low <= high) {
            long middle = low + (high - low) / 2;
            int order = at(middle).place().compareTo(place);
            if (order == 0) {
                return OptionalLong.of(middle + 1);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalLong.empty();
    }

    /** At most so many events from a number on; empty if they are not all kept any more. */
    synchronized Optional<List<LiveEvent>> from(long number, int most) {
        if (number < begin) {
            return Optional.empty();
        }
        List<LiveEvent> found = new ArrayList<>();
        for (long next = number; next < end && found.size() < most; next++) {
            found.add(at(next));
        }
        return Optional.of(found);
    }

    private LiveEvent at(long number) {
        return events[(int) (number % events.length)];
    }
}
