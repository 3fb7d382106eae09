package org.tuban.live;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Transactions;

/** What accounts want to hear about, and the news of it: read from the log when somebody asks. */
@Service
class Subscriptions {

    private static final int MOST = 50;
    private static final int LONGEST_NAME = 100;

    /** Changes that one question looks at. */
    private static final int PORTION = 500;

    private static final int MOST_LOOKED_AT = 2_000;

    private final SubscriptionStore store;
    private final EventLog log;
    private final Sights sights;
    private final Transactions transactions;
    private final Clock clock;

    Subscriptions(SubscriptionStore store, EventLog log, Sights sights, Transactions transactions, Clock clock) {
        this.store = store;
        this.log = log;
        this.sights = sights;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<Subscription> list(Caller caller) {
        return store.of(account(caller));
    }

    Subscription get(String id, Caller caller) {
        return store.find(account(caller), id).orElseThrow(() -> Problem.notFound("subscription '%s'".formatted(id)));
    }

    Subscription create(String name, Interest interest, Caller caller) {
        String account = account(caller);
        check(name, interest, caller);
        return transactions.write(() -> {
            if (store.of(account).size() >= MOST) {
                throw new Problem(ProblemType.FORBIDDEN, "An account may have %d subscriptions".formatted(MOST))
                        .with("reason", "limit");
            }
            Subscription made = new Subscription(
                    UUID.randomUUID().toString(),
                    account,
                    name,
                    interest,
                    log.last(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            store.insert(made);
            return made;
        });
    }

    Subscription change(String id, String name, Interest interest, Caller caller) {
        check(name, interest, caller);
        return transactions.write(() -> {
            get(id, caller);
            store.update(id, name, interest);
            return get(id, caller);
        });
    }

    void delete(String id, Caller caller) {
        if (!transactions.write(() -> store.delete(account(caller), id))) {
            throw Problem.notFound("subscription '%s'".formatted(id));
        }
    }

    /** Notes that the news up to a place are read. */
    Subscription markRead(String id, String place, Caller caller) {
        Place upTo = PlaceText.read(place)
                .filter(log::has)
                .orElseThrow(() -> Problem.invalidBody("upTo", place, "a place that the news gave"));
        return transactions.write(() -> {
            get(id, caller);
            store.markRead(id, upTo);
            return get(id, caller);
        });
    }

    /**
     * What changed, oldest first.
     *
     * @param events at most as many as were asked for; fewer, even none, when much else happened
     * @param next the place to ask from for what follows
     * @param more true if not all of the log was looked at
     */
    record News(List<EventData> events, String next, boolean more) {}

    /** What changed after a place. */
    News news(Subscription of, Place after, int limit, Caller caller) {
        List<LiveEvent> found = new ArrayList<>();
        EventLog.Portion portion = new EventLog.Portion(List.of(), after, true);
        for (int looked = 0; looked < MOST_LOOKED_AT && portion.more() && found.size() < limit; looked += PORTION) {
            portion = log.after(portion.end(), PORTION, of.interest(), caller);
            found.addAll(portion.events());
        }
        if (found.size() > limit) {
            Place told = found.get(limit - 1).place();
            return new News(data(found.subList(0, limit)), PlaceText.of(told), true);
        }
        return new News(data(found), PlaceText.of(portion.end()), portion.more());
    }

    private static List<EventData> data(List<LiveEvent> events) {
        return events.stream().map(event -> event.data(true)).toList();
    }

    private void check(String name, Interest interest, Caller caller) {
        checkName(name);
        interest.check(sights, caller);
        if (interest.namesNothing()) {
            throw Problem.invalidBody("", null, "layers, features or an area");
        }
    }

    static void checkName(String name) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw Problem.invalidBody("name", name, "1 to %d characters".formatted(LONGEST_NAME));
        }
    }

    private static String account(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Subscriptions belong to signed-in accounts");
        }
        return caller.name();
    }
}
