package org.tuban.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.access.ClientNetwork;
import org.tuban.access.Standing;
import org.tuban.access.Standings;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;

/** What happens, as a stream (WHATWG HTML, server-sent events) and, for those whose way has none, as a list. */
@RestController
class EventController {

    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_LIMIT = 1_000;

    private final LiveEvents events;
    private final EventStreams streams;
    private final EventFilter.Reader filters;
    private final EventSights sights;
    private final Standings standings;

    EventController(
            LiveEvents events,
            EventStreams streams,
            EventFilter.Reader filters,
            EventSights sights,
            Standings standings) {
        this.events = events;
        this.streams = streams;
        this.filters = filters;
        this.sights = sights;
        this.standings = standings;
    }

    /**
     * A part of what happened.
     *
     * @param reset true if some of it cannot be told any more: read anew what is shown
     * @param next the place to ask from the next time
     * @param more true if there is more already
     * @param events oldest first
     */
    record Page(boolean reset, String next, boolean more, List<EventData> events) {}

    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, String> given = Parameters.all(request, List.of(EventFilter.LAYER, EventFilter.BBOX, AFTER));
        EventFilter filter = filters.read(given, caller);
        // A browser that comes again sends the header, and the address still says where it came first.
        String place = lastEventId == null ? given.get(AFTER) : lastEventId;
        LiveEvents.Begin from = place == null ? events.now() : events.after(place);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
        // Proxies that speak this keep nothing back (nginx).
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        String client = caller.signedIn() ? caller.name() : ClientNetwork.of(request.getRemoteAddr());
        Standing standing = standings.of(request, caller);
        streams.enter(client);
        streams.begin(
                client,
                new EventStream.Reader(
                        request.startAsync(request, response), filter, () -> sights.of(caller), standing),
                from);
    }

    @GetMapping(path = "/api/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    Page list(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> given = Parameters.all(request, List.of(EventFilter.LAYER, EventFilter.BBOX, AFTER, LIMIT));
        EventFilter filter = filters.read(given, caller);
        int limit = Limit.parse(given.get(LIMIT), USUAL_LIMIT, MOST_LIMIT);
        String place = given.get(AFTER);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page(place == null ? events.now() : events.after(place), filter, limit);
    }

    private Page page(LiveEvents.Begin from, EventFilter filter, int limit) {
        Predicate<LiveEvent> sight = sights.of(filter.caller());
        List<EventData> found = new ArrayList<>();
        String next = PlaceText.of(
                from.known() && from.seen().compareTo(from.mark().place()) > 0
                        ? from.seen()
                        : from.mark().place());
        List<LiveEvent> kept =
                events.ring().from(from.mark().number(), Integer.MAX_VALUE).orElse(List.of());
        for (LiveEvent event : kept) {
            if (found.size() == limit) {
                return new Page(!from.known(), next, true, found);
            }
            if (event.place().compareTo(from.seen()) > 0) {
                next = PlaceText.of(event.place());
                if (filter.wants(event, sight)) {
                    found.add(event.data(filter.caller().signedIn()));
                }
            }
        }
        return new Page(!from.known(), next, false, found);
    }
}
