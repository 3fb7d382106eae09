package org.tuban.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;

/** Reading: what is now, or what was so. */
@Component
@EnableConfigurationProperties(FeatureSettings.class)
class FeatureReads {

    private final PresentReads present;
    private final PastReads past;
    private final Counts counts;

    FeatureReads(PresentReads present, PastReads past, ChangeLog changes, FeatureSettings settings) {
        this.present = present;
        this.past = past;
        this.counts = new Counts(changes, query -> count(query, settings.exactCount()), System::nanoTime);
    }

    /** Gives each feature that is wanted in its order, in constant memory. */
    void each(FeatureQuery query, Consumer<Feature> consumer) {
        if (query.asOf() == null) {
            present.each(query, consumer);
        } else {
            past.each(query, consumer);
        }
    }

    /** A feature as it was, if it was there. */
    Optional<Feature> find(Layer layer, String id, AsOf then) {
        return past.find(layer, id, then);
    }

    /** Which features make the page of a query. */
    FeaturePage page(FeatureQuery query) {
        int most = query.limit() == Integer.MAX_VALUE ? query.limit() : query.limit() + 1;
        List<Position> places = places(query, Ordering.of(query), query.after(), false, most);
        boolean more = places.size() > query.limit();
        List<Position> page = more ? places.subList(0, query.limit()) : places;
        return new FeaturePage(
                query, page.stream().map(Position::key).toList(), more ? page.get(page.size() - 1) : null);
    }

    /**
     * Gives the rows of a query's page, in one go; empty if the database alone cannot say which they are, or one was
     * refused.
     */
    Optional<FeaturePage> rows(FeatureQuery query, List<String> columns, Predicate<FeatureRow> taker) {
        return query.asOf() == null ? present.rows(query, columns, counts.access(query), taker) : Optional.empty();
    }

    /** Gives the row of one feature; false if there is none. */
    boolean row(Layer layer, String id, List<String> columns, Consumer<FeatureRow> taker) {
        return present.row(layer, id, columns, taker);
    }

    /** The place behind which a page begins that ends with a given one; null for the beginning of the list. */
    @Nullable
    Position beginOfPageUpTo(FeatureQuery query, Position end) {
        List<Position> back = places(query, Ordering.of(query).reversed(), end, true, query.limit() + 1);
        return back.size() > query.limit() ? back.get(query.limit()) : null;
    }

    private List<Position> places(
            FeatureQuery query, Ordering order, @Nullable Position from, boolean including, int most) {
        return query.asOf() == null
                ? present.places(query, order, from, including, most)
                : past.places(query, order, from, including, most);
    }

    /** The features of some keys that there are, in the order of the keys, as the query sees them. */
    void byKeys(FeatureQuery query, List<Long> keys, Consumer<Feature> consumer) {
        Map<Long, Feature> found = new HashMap<>();
        Consumer<Feature> finder = feature -> found.put(feature.key(), feature);
        if (query.asOf() == null) {
            present.byKeys(query.whole(), keys, finder);
        } else {
            past.byKeys(query, keys, finder);
        }
        keys.stream().map(found::get).filter(Objects::nonNull).forEach(consumer);
    }

    void byIds(Layer layer, List<String> ids, Consumer<Feature> consumer) {
        present.byIds(layer, ids, consumer);
    }

    /** How many features are wanted, counted up to the number of the settings, and only if something was written. */
    Count countOrEstimate(FeatureQuery query) {
        return counts.of(query);
    }

    /** How many features are wanted, counted up to a number and estimated beyond. */
    Count count(FeatureQuery query, int most) {
        return query.asOf() == null ? present.count(query, most) : new Count(past.count(query), true);
    }

    /** What this process has written is counted at the next question. */
    @EventListener
    void changed(FeatureChanged change) {
        counts.written(change.ref().layer());
    }

    /** The box round all shapes that are seen; of a whole layer the store knows it. */
    Optional<Envelope> extent(SeenLayer seen) {
        if (seen.ids() == null) {
            return present.extent(seen.layer());
        }
        Envelope box = new Envelope();
        present.each(
                FeatureQuery.all(seen),
                feature -> Optional.ofNullable(feature.geometry())
                        .ifPresent(shape -> box.expandToInclude(shape.getEnvelopeInternal())));
        return box.isNull() ? Optional.empty() : Optional.of(box);
    }
}
