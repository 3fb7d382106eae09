package org.tuban.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.jspecify.annotations.Nullable;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Condition.Compare.Operator;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.cql2.Texts;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;
import org.tuban.store.LayerDataStore;

/**
 * The order of a list of features: what it is sorted by, and then keys, so that no two have the same place. Keys go the
 * way of the last property, so that an index over both is read forwards or backwards.
 */
final class Ordering {

    private final Layer layer;
    private final List<Sort> sort;
    private final boolean keysDescending;

    private Ordering(Layer layer, List<Sort> sort, boolean keysDescending) {
        this.layer = layer;
        this.sort = sort;
        this.keysDescending = keysDescending;
    }

    static Ordering of(FeatureQuery query) {
        List<Sort> sort = query.sort();
        return new Ordering(
                query.layer(),
                sort,
                !sort.isEmpty() && sort.get(sort.size() - 1).descending());
    }

    /** True if features come by their keys alone, the least first. */
    boolean isOfKeys() {
        return sort.isEmpty() && !keysDescending;
    }

    /** The same list from its end. */
    Ordering reversed() {
        return new Ordering(
                layer,
                sort.stream()
                        .map(by -> new Sort(by.property(), !by.descending()))
                        .toList(),
                !keysDescending);
    }

    /** The names of the properties that make a place, without the key. */
    List<String> properties() {
        return sort.stream().map(Sort::property).toList();
    }

    SortBy[] sortBy() {
        List<SortBy> order = new ArrayList<>();
        for (Sort by : sort) {
            order.add(LayerDataStore.FILTERS.sort(by.property(), direction(by.descending())));
        }
        order.add(LayerDataStore.FILTERS.sort(Columns.KEY, direction(keysDescending)));
        return order.toArray(SortBy[]::new);
    }

    private static SortOrder direction(boolean descending) {
        return descending ? SortOrder.DESCENDING : SortOrder.ASCENDING;
    }

    Position positionOf(Feature feature) {
        List<@Nullable Object> values = new ArrayList<>();
        sort.forEach(by -> values.add(Properties.valueOf(feature, by.property())));
        return new Position(values, feature.key());
    }

    /**
     * What lies behind a place, in stretches one behind the other.
     *
     * <p>Each stretch is equal values and one bound, which an index finds at once, wherever it is; one condition for all
     * of them would be read from the beginning of the list.
     *
     * @param including true if what has this very place belongs to it
     */
    List<Condition> behind(Position place, boolean including) {
        List<Condition> stretches = new ArrayList<>();
        for (int equal = sort.size(); equal >= 0; equal--) {
            List<Condition> same = new ArrayList<>();
            for (int index = 0; index < equal; index++) {
                same.add(isAt(sort.get(index).property(), place.values().get(index)));
            }
            if (equal == sort.size()) {
                Operator operator = keysDescending
                        ? including ? Operator.AT_MOST : Operator.LESS
                        : including ? Operator.AT_LEAST : Operator.GREATER;
                same.add(Properties.compare(layer, Columns.KEY, operator, place.key()));
                stretches.add(all(same));
            } else {
                Sort by = sort.get(equal);
                for (Condition bound : beyond(by, place.values().get(equal))) {
                    List<Condition> stretch = new ArrayList<>(same);
                    stretch.add(bound);
                    stretches.add(all(stretch));
                }
            }
        }
        return stretches;
    }

    private static Condition all(List<Condition> parts) {
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private Condition isAt(String property, @Nullable Object value) {
        return value == null ? absent(property) : Properties.compare(layer, property, Operator.EQUAL, value);
    }

    private Condition absent(String property) {
        return new Condition.IsNull(new Scalar.Property(property, Properties.kindOf(layer, property)));
    }

    /** What is greater, or less, than a value; absent ones are the greatest. */
    private List<Condition> beyond(Sort by, @Nullable Object value) {
        if (value == null) {
            return by.descending() ? List.of(new Condition.Not(absent(by.property()))) : List.of();
        }
        Condition bound =
                Properties.compare(layer, by.property(), by.descending() ? Operator.LESS : Operator.GREATER, value);
        return by.descending() ? List.of(bound) : List.of(bound, absent(by.property()));
    }

    /** The same order in memory. */
    Comparator<Position> comparator() {
        Comparator<Position> byKey = Comparator.comparingLong(Position::key);
        Comparator<Position> order = keysDescending ? byKey.reversed() : byKey;
        for (int index = sort.size() - 1; index >= 0; index--) {
            Sort by = sort.get(index);
            int at = index;
            Comparator<@Nullable Object> values = Comparator.nullsLast(values(Properties.kindOf(layer, by.property())));
            Comparator<Position> byValue = (one, other) ->
                    values.compare(one.values().get(at), other.values().get(at));
            order = (by.descending() ? byValue.reversed() : byValue).thenComparing(order);
        }
        return order;
    }

    private static Comparator<Object> values(Kind kind) {
        return switch (kind) {
            case TEXT -> (one, other) -> Texts.compare((String) one, (String) other);
            case NUMBER -> (one, other) -> Double.compare(number(one), number(other));
            case BOOLEAN -> (one, other) -> Boolean.compare((Boolean) one, (Boolean) other);
            case DATE, TIMESTAMP -> Ordering::compare;
        };
    }

    /** Fields hold whole numbers that doubles hold too; zero has no sign. */
    private static double number(Object value) {
        return ((Number) value).doubleValue() + 0.0;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }
}
