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
import org.tuban.store.BoxAccess;

/**
 * Numbers of features, each counted again only after something was written in its layer.
 *
 * <p>What this process wrote is seen at once. What others wrote is asked of the change log, and not more often than four
 * times a second for one question: a page costs one statement then, and not three.
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
    private final Map<String, Long> writes = new ConcurrentHashMap<>();
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
     * A count that holds until something is written behind that place of the change log.
     *
     * @param writes how often this process had written in the layer
     * @param asked when the log was asked
     */
    private record Known(Count count, ChangeLog.Place place, long writes, long asked) {}

    /** What is counted; a layer is large and its id says enough. */
    private record Question(
            String layer,
            List<Envelope> boxes,
            @Nullable Condition filter,
            @Nullable TimeInterval during) {}

    /** Something was written in a layer by this process. */
    void written(String layer) {
        writes.merge(layer, 1L, Long::sum);
    }

    Count of(FeatureQuery query) {
        FeatureQuery whole = query.sortedBy(List.of()).page(null, Integer.MAX_VALUE);
        Question question = new Question(whole.layer().id(), whole.boxes(), whole.filter(), whole.during());
        long wrote = writes.getOrDefault(whole.layer().id(), 0L);
        long now = nanos.getAsLong();
        Known before = get(question);
        if (before != null && before.writes() == wrote && now - before.asked() < ASKED_AGAIN_NANOS) {
            return before.count();
        }
        // The place first: what is written while we count makes us count again.
        ChangeLog.Place place = changes.last();
        Count count = before != null && !changes.touches(whole.layer(), before.place())
                ? before.count()
                : counting.apply(whole);
        put(question, new Known(count, place, wrote, now));
        return count;
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
        FeatureQuery all = FeatureQuery.all(query.layer());
        FeatureQuery boxes =
                new FeatureQuery(query.layer(), query.boxes(), null, List.of(), null, null, Integer.MAX_VALUE);
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
