package org.tuban.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.cql2.Condition;
import org.tuban.layer.Layer;
import org.tuban.store.BoxAccess;

/**
 * Numbers of features, each counted again only after something was written in its layer.
 *
 * <p>What this process wrote is seen at once. What others wrote is asked of the change log, and not more often than four
 * times a second for a layer: a page costs one statement then, and not three.
 */
final class Counts {

    private static final int MOST_KEPT = 1000;
    private static final long ASKED_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * Rows that are found in a box, exactly tested and put in order in the time in which so many are read in order and
     * tested. An estimate.
     */
    private static final double BOX_ROW_COST = 6;

    private final ChangeLog changes;
    private final Function<FeatureQuery, Count> counting;
    private final LongSupplier nanos;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<Question, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Counts by a function, on a clock in nanoseconds. */
    Counts(ChangeLog changes, Function<FeatureQuery, Count> counting, LongSupplier nanos) {
        this.changes = changes;
        this.counting = counting;
        this.nanos = nanos;
    }

    /**
     * What is known of a layer.
     *
     * @param number goes up whenever something was written in it
     * @param place where the change log ended when it was asked
     * @param asked when that was
     */
    private record State(long number, ChangeLog.Place place, long asked) {}

    /** A count of a layer in the state of that number. */
    private record Known(Count count, long state) {}

    /** What is counted; a layer is large and its id says enough. */
    private record Question(
            String layer,
            List<Envelope> boxes,
            @Nullable Condition filter,
            @Nullable AsOf asOf) {}

    /** Something was written in a layer by this process. */
    void written(String layer) {
        states.computeIfPresent(layer, (id, state) -> new State(state.number() + 1, state.place(), state.asked()));
    }

    Count of(FeatureQuery query) {
        FeatureQuery whole = query.sortedBy(List.of()).page(null, Integer.MAX_VALUE);
        Question question = new Question(whole.layer().id(), whole.boxes(), whole.condition(), whole.asOf());
        // The state first: what is written while we count makes us count again.
        long state = state(whole.layer());
        Known before = get(question);
        if (before != null && before.state() == state) {
            return before.count();
        }
        Count count = counting.apply(whole);
        put(question, new Known(count, state));
        return count;
    }

    /** The number of the layer's state; asks the change log if that was long ago. */
    private long state(Layer layer) {
        State before = states.get(layer.id());
        long now = nanos.getAsLong();
        if (before != null && now - before.asked() < ASKED_AGAIN_NANOS) {
            return before.number();
        }
        ChangeLog.Place place = changes.last();
        boolean written = before != null && changes.touches(layer, before.place());
        return states.compute(layer.id(), (id, state) -> {
                    if (state == null) {
                        return new State(0, place, now);
                    }
                    // Whoever asked at the same time and was first has said it.
                    boolean first = before != null && state.asked() == before.asked();
                    return first ? new State(state.number() + (written ? 1 : 0), place, now) : state;
                })
                .number();
    }

    /**
     * How to find the page of a box in the order of keys.
     *
     * <p>By the box first, the page costs what all in the box costs; by the order first, what lies between two rows of
     * the box costs for each row of the page.
     */
    BoxAccess access(FeatureQuery query) {
        if (query.boxes().isEmpty() || !query.sort().isEmpty()) {
            return BoxAccess.ANY;
        }
        FeatureQuery all = query.whole();
        FeatureQuery boxes =
                new FeatureQuery(query.seen(), query.boxes(), null, List.of(), null, null, Integer.MAX_VALUE);
        double wanted = Math.max(1, of(query).number());
        double boxFirst = BOX_ROW_COST * of(boxes).number();
        double orderFirst = Math.min(of(all).number(), query.limit() * (of(all).number() / wanted));
        return boxFirst <= orderFirst ? BoxAccess.BOX_FIRST : BoxAccess.ORDER_FIRST;
    }

    private synchronized @Nullable Known get(Question question) {
        return known.get(question);
    }

    private synchronized void put(Question question, Known count) {
        known.put(question, count);
    }
}
