package org.tuban.live;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;

/** What an account wants to hear about, and the news of it. */
@RestController
@RequestMapping(path = "/api/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SubscriptionController {

    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final int USUAL_LIMIT = 50;
    private static final int MOST_LIMIT = 500;

    private final Subscriptions subscriptions;

    SubscriptionController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * The body of a subscription.
     *
     * @param name 1 to 100 characters
     * @param interest what it is about
     */
    record Body(@Nullable String name, @Nullable Interest interest) {

        String givenName() {
            return name == null ? "" : name;
        }

        Interest givenInterest() {
            return interest == null ? Interest.ALL : interest;
        }
    }

    /** A subscription as it is shown; {@code read} is the place up to which its news are read. */
    record Shown(String id, String name, Interest interest, String read, Instant createdAt) {

        static Shown of(Subscription one) {
            return new Shown(one.id(), one.name(), one.interest(), PlaceText.of(one.read()), one.createdAt());
        }
    }

    /**
     * The body that notes what is read.
     *
     * @param upTo a place that the news gave
     */
    record Read(@Nullable String upTo) {}

    @GetMapping
    Map<String, List<Shown>> list(Caller caller) {
        return Map.of(
                "subscriptions",
                subscriptions.list(caller).stream().map(Shown::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> create(@RequestBody Body body, Caller caller) {
        Shown made = Shown.of(subscriptions.create(body.givenName(), body.givenInterest(), caller));
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/subscriptions/" + made.id()))
                .body(made);
    }

    @GetMapping("/{id}")
    Shown get(@PathVariable String id, Caller caller) {
        return Shown.of(subscriptions.get(id, caller));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown change(@PathVariable String id, @RequestBody Body body, Caller caller) {
        return Shown.of(subscriptions.change(id, body.givenName(), body.givenInterest(), caller));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id, Caller caller) {
        subscriptions.delete(id, caller);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/news")
    Subscriptions.News news(@PathVariable String id, Caller caller, HttpServletRequest request) {
        Subscription one = subscriptions.get(id, caller);
        Map<String, String> given = Parameters.all(request, List.of(AFTER, LIMIT));
        String after = given.get(AFTER);
        Place from = after == null
                ? one.read()
                : PlaceText.read(after)
                        .orElseThrow(() -> Problem.invalidParameter(AFTER, after, "a place that the news gave"));
        return subscriptions.news(one, from, Limit.parse(given.get(LIMIT), USUAL_LIMIT, MOST_LIMIT), caller);
    }

    @PostMapping(path = "/{id}/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown read(@PathVariable String id, @RequestBody Read body, Caller caller) {
        return Shown.of(subscriptions.markRead(id, body.upTo() == null ? "" : body.upTo(), caller));
    }
}
