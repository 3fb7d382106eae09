package org.tuban.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tuban.store.LayerRow;

/** Takes the rows of one page, and of the next one row to know that there is one. */
final class RowTaking implements Predicate<LayerRow> {

    private final FeatureQuery query;
    private final int keyColumn;
    private final Predicate<FeatureRow> taker;
    private final List<Long> keys = new ArrayList<>();
    private @Nullable Position last;
    private boolean more;
    private boolean refused;

    /** Behind the columns that are wanted there is the key, and then what the list is sorted by. */
    RowTaking(FeatureQuery query, int keyColumn, Predicate<FeatureRow> taker) {
        this.query = query;
        this.keyColumn = keyColumn;
        this.taker = taker;
    }

    @Override
    public boolean test(LayerRow row) {
        if (keys.size() == query.limit()) {
            more = true;
            return true;
        }
        refused = !taker.test(new FeatureRow(row));
        if (refused) {
            return false;
        }
        keys.add((Long) row.value(keyColumn));
        if (keys.size() == query.limit()) {
            last = position(row);
        }
        return true;
    }

    private Position position(LayerRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int sorted = 0; sorted < query.sort().size(); sorted++) {
            values.add(row.value(keyColumn + 1 + sorted));
        }
        return new Position(values, keys.get(keys.size() - 1));
    }

    /** How many rows there were, with the one of the next page. */
    int taken() {
        return keys.size() + (more ? 1 : 0);
    }

    boolean refused() {
        return refused;
    }

    /** The page; empty if a row of it was refused. */
    Optional<FeaturePage> page() {
        return refused ? Optional.empty() : Optional.of(new FeaturePage(query, keys, more ? last : null));
    }
}
