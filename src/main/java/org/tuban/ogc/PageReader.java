package org.tuban.ogc;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;

/**
 * Reads one page of features in small portions.
 *
 * <p>Memory stays that of one portion, and no database connection is held while a slow client takes what was read.
 */
@Component
final class PageReader {

    private static final int PORTION = 100;

    private final Features features;

    PageReader(Features features) {
        this.features = features;
    }

    /**
     * How a page ended.
     *
     * @param returned number of features given
     * @param next key after which the next page begins; empty if there is none
     */
    record End(int returned, OptionalLong next) {}

    /** Gives the features of the query's page in the order of their keys. */
    End read(FeatureQuery query, Consumer<Feature> consumer) {
        long after = query.after();
        int returned = 0;
        while (true) {
            // One more than wanted tells whether there is a next page.
            int asked = Math.min(PORTION, query.limit() - returned + 1);
            List<Feature> portion = features.list(query.page(after, asked));
            for (Feature feature : portion) {
                if (returned == query.limit()) {
                    return new End(returned, OptionalLong.of(after));
                }
                consumer.accept(feature);
                after = feature.key();
                returned++;
            }
            if (portion.size() < asked) {
                return new End(returned, OptionalLong.empty());
            }
        }
    }
}
