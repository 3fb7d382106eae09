package org.tuban.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.feature.VersionStep;

/** The change log for those who read it at their own pace: what concerns them of it, from where they stand. */
@Component
class EventLog {

    private final ChangeLog log;
    private final LiveEventMaker maker;
    private final EventSights sights;

    EventLog(ChangeLog log, LiveEventMaker maker, EventSights sights) {
        this.log = log;
        this.maker = maker;
        this.sights = sights;
    }

    /**
     * A part of the log.
     *
     * @param events that were asked for, oldest first
     * @param end place of the last change in it; where it begins if there is none
     * @param more true if there may be changes behind it
     */
    record Portion(List<LiveEvent> events, Place end, boolean more) {}

    /** The place of the last change before which none is missing. */
    Place last() {
        return log.last();
    }

    /** True if a reader can have stood there. */
    boolean has(Place place) {
        return log.has(place);
    }

    /**
     * What a caller wants to hear of and may be told, in the changes after a place.
     *
     * @param changes how many are looked at, at most
     */
    Portion after(Place place, int changes, Interest interest, Caller caller) {
        List<Change> found = log.after(place, changes);
        if (found.isEmpty()) {
            return new Portion(List.of(), place, false);
        }
        Interest.Question question = interest.question();
        Predicate<LiveEvent> sight = sights.of(caller);
        List<LiveEvent> events = new ArrayList<>();
        for (LiveEventMaker.Told told : maker.told(found)) {
            VersionStep step = told.step();
            if (step != null && question.wants(step) && sight.test(told.event())) {
                events.add(told.event());
            }
        }
        return new Portion(events, found.get(found.size() - 1).place(), found.size() == changes);
    }
}
