package org.tuban.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Numbers of features, each counted again only after something was written in its layer. */
final class Counts {

    private static final int MOST_KEPT = 1000;

    private final ChangeLog changes;
    private final Function<FeatureQuery, Count> counting;
    private final Map<FeatureQuery, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FeatureQuery, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Counts(ChangeLog changes, Function<FeatureQuery, Count> counting) {
        this.changes = changes;
        this.counting = counting;
    }

    /** A count that holds until something is written behind that place of the change log. */
    private record Known(Count count, ChangeLog.Place place) {}

    Count of(FeatureQuery query) {
        FeatureQuery whole = query.sortedBy(List.of()).page(null, Integer.MAX_VALUE);
        // The place first: what is written while we count makes us count again.
        ChangeLog.Place now = changes.last();
        Known before = get(whole);
        Count count = before != null && !changes.touches(whole.layer(), before.place())
                ? before.count()
                : counting.apply(whole);
        put(whole, new Known(count, now));
        return count;
    }

    private synchronized @Nullable Known get(FeatureQuery query) {
        return known.get(query);
    }

    private synchronized void put(FeatureQuery query, Known count) {
        known.put(query, count);
    }
}
