package org.tuban.ogc;

import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.feature.FeaturePage;
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

    /** Gives the features of a page in their order; tells how many there were. */
    int read(FeaturePage page, Consumer<Feature> consumer) {
        int returned = 0;
        int size = page.keys().size();
        for (int from = 0; from < size; from += PORTION) {
            for (Feature feature : features.list(page, from, Math.min(from + PORTION, size))) {
                consumer.accept(feature);
                returned++;
            }
        }
        return returned;
    }
}
