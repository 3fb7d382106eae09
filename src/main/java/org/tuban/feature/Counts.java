package org.tuban.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Numbers of features, each counted again only after something was written in its layer. */
@Component
@EnableConfigurationProperties(FeatureSettings.class)
final class Counts {

    private static final int MOST_KEPT = 1000;

    private final FeatureReads reads;
    private final ChangeLog changes;
    private final FeatureSettings settings;
    private final Map<FeatureQuery, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FeatureQuery, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Counts(FeatureReads reads, ChangeLog changes, FeatureSettings settings) {
        this.reads = reads;
        this.changes = changes;
        this.settings = settings;
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
                : reads.count(whole, settings.exactCount());
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
