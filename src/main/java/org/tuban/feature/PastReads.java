package org.tuban.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Component;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Evaluation;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;

/**
 * Reading what was so.
 *
 * <p>A row of now is what was so at an earlier time if it has held since then and had been written down: its newest
 * version says so, and what a newer version says counts more. So it is found as rows of now are, through their indexes.
 * Only the others – changed since, or ended – are looked up in history. If they are too many, all are.
 *
 * <p>Rows of now are read first: one that is changed before history is read is then met twice, and not missed.
 */
@Component
class PastReads {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Features that are read at once. */
    private static final int PORTION = 500;

    /** Most features that are looked up in history one by one, rather than all. */
    private static final int MOST_SUPERSEDED = 20_000;

    private final PresentReads present;
    private final HistoryStore history;

    PastReads(PresentReads present, HistoryStore history) {
        this.present = present;
        this.history = history;
    }

    /** A feature as it was, if it was there. */
    Optional<Feature> find(Layer layer, String id, AsOf then) {
        return history.find(layer, id, then);
    }

    /** Gives each feature that is wanted in its order. */
    void each(FeatureQuery query, Consumer<Feature> consumer) {
        Ordering order = Ordering.of(query);
        Position from = query.after();
        int left = query.limit();
        while (left > 0) {
            List<Position> places = places(query, order, from, false, Math.min(PORTION, left));
            Map<Long, Feature> found = new HashMap<>();
            byKeys(query, places.stream().map(Position::key).toList(), feature -> found.put(feature.key(), feature));
            for (Position place : places) {
                Feature feature = found.get(place.key());
                if (feature != null) {
                    consumer.accept(feature);
                }
            }
            if (places.size() < PORTION) {
                return;
            }
            left -= places.size();
            from = places.get(places.size() - 1);
        }
    }

    /** Places in a list, from one of them on. */
    List<Position> places(FeatureQuery query, Ordering order, @Nullable Position from, boolean including, int most) {
        AsOf then = Objects.requireNonNull(query.asOf());
        Optional<long[]> superseded = supersededKeys(query.layer(), then);
        if (superseded.isEmpty()) {
            return historic(query, order, from, including, most, null);
        }
        List<Position> standing = present.places(standing(query), order, from, including, most);
        // Again: what was changed while the others were read is among them now.
        long[] keys = history.supersededKeys(query.layer(), then, Integer.MAX_VALUE - 1)
                .orElseThrow();
        List<Position> others = historic(query, order, from, including, most, keys);
        return Stream.concat(
                        standing.stream().filter(place -> Arrays.binarySearch(keys, place.key()) < 0), others.stream())
                .sorted(order.comparator())
                .limit(most)
                .toList();
    }

    /** Places of features as history has them: those of some keys, or all. */
    private List<Position> historic(
            FeatureQuery query,
            Ordering order,
            @Nullable Position from,
            boolean including,
            int most,
            long @Nullable [] keys) {
        if (order.isOfKeys()) {
            long after = from == null ? 0 : from.key() - (including ? 1 : 0);
            return historic(query, after, keys)
                    .map(order::positionOf)
                    .limit(most)
                    .toList();
        }
        Comparator<Position> comparator = order.comparator();
        TreeSet<Position> first = new TreeSet<>(comparator);
        historic(query, 0, keys)
                .map(order::positionOf)
                .filter(place -> from == null || comparator.compare(place, from) > (including ? -1 : 0))
                .forEach(place -> {
                    first.add(place);
                    if (first.size() > most) {
                        first.pollLast();
                    }
                });
        return new ArrayList<>(first);
    }

    private Stream<Feature> historic(FeatureQuery query, long after, long @Nullable [] keys) {
        AsOf then = Objects.requireNonNull(query.asOf());
        Condition wanted = query.condition();
        Evaluation filter = wanted == null ? null : new Evaluation(wanted);
        Stream<Feature> all = keys == null
                ? history.all(query.layer(), then, after)
                : history.ofKeys(
                        query.layer(),
                        then,
                        Arrays.stream(keys).filter(key -> key > after).toArray());
        return all.filter(feature -> isInside(query, feature))
                .filter(feature -> filter == null || filter.takes(Properties.row(feature)));
    }

    /** Those features of some keys that were there, in any order. */
    void byKeys(FeatureQuery query, List<Long> keys, Consumer<Feature> consumer) {
        AsOf then = Objects.requireNonNull(query.asOf());
        Set<Long> missing = new TreeSet<>(keys);
        present.byKeys(standing(query.whole().asOf(then)), keys, feature -> {
            missing.remove(feature.key());
            consumer.accept(feature);
        });
        history.ofKeys(
                        query.layer(),
                        then,
                        missing.stream().mapToLong(Long::longValue).toArray())
                .filter(feature -> query.seen().shows(feature.ref().id()))
                .forEach(consumer);
    }

    /** Keys, in rising order, of features that may not be as their rows of now are; empty if they are too many. */
    Optional<long[]> supersededKeys(Layer layer, AsOf then) {
        return history.supersededKeys(layer, then, MOST_SUPERSEDED);
    }

    /** Those of some features that were there, in any order. */
    void ofKeys(Layer layer, AsOf then, long[] keys, Consumer<Feature> consumer) {
        FeatureQuery query = FeatureQuery.all(SeenLayer.whole(layer)).asOf(then);
        portions(keys).forEach(some -> byKeys(query, Arrays.stream(some).boxed().toList(), consumer));
    }

    long count(FeatureQuery query) {
        AsOf then = Objects.requireNonNull(query.asOf());
        FeatureQuery all = query.sortedBy(List.of()).page(null, Integer.MAX_VALUE);
        Optional<long[]> superseded = supersededKeys(query.layer(), then);
        if (superseded.isEmpty()) {
            return historic(all, 0, null).count();
        }
        Set<Long> others = new TreeSet<>();
        Arrays.stream(superseded.get()).forEach(others::add);
        // What ended once and was restored stands again, and is counted as such.
        for (long[] some : portions(superseded.get())) {
            present.byKeys(
                    standing(query.whole().asOf(then)),
                    Arrays.stream(some).boxed().toList(),
                    feature -> others.remove(feature.key()));
        }
        long[] keys = others.stream().mapToLong(Long::longValue).toArray();
        return present.count(standing(all), Integer.MAX_VALUE).number()
                + historic(all, 0, keys).count();
    }

    private static List<long[]> portions(long[] keys) {
        List<long[]> portions = new ArrayList<>();
        for (int from = 0; from < keys.length; from += PORTION) {
            portions.add(Arrays.copyOfRange(keys, from, Math.min(from + PORTION, keys.length)));
        }
        return portions;
    }

    /** What is asked for, of rows of now that were so then and known then. */
    private static FeatureQuery standing(FeatureQuery query) {
        AsOf then = Objects.requireNonNull(query.asOf());
        FeatureQuery standing = query.now();
        if (then.valid().to() != null) {
            standing = standing.matching(Properties.compare(
                    query.layer(),
                    Columns.VALID_FROM,
                    Condition.Compare.Operator.AT_MOST,
                    then.valid().to()));
        }
        if (then.recorded() != null) {
            standing = standing.matching(Properties.compare(
                    query.layer(), Columns.RECORDED_AT, Condition.Compare.Operator.AT_MOST, then.recorded()));
        }
        return standing;
    }

    private static boolean isInside(FeatureQuery query, Feature feature) {
        Geometry shape = feature.geometry();
        return query.boxes().isEmpty()
                || (shape != null
                        && query.boxes().stream()
                                .anyMatch(box -> GEOMETRIES.toGeometry(box).intersects(shape)));
    }
}
