package org.tuban.store;

import java.util.List;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.tuban.layer.Layer;

/**
 * Which rows of a layer's table are wanted.
 *
 * @param layer the layer
 * @param columns names of columns, of {@link Columns} or of fields; a name may be there twice
 * @param filter what they meet
 * @param order the order they come in; empty for any
 * @param most how many of them at most
 * @param boxes how those in a box are found
 */
public record RowQuery(
        Layer layer, List<String> columns, Filter filter, List<SortBy> order, int most, BoxAccess boxes) {

    /** Copies the lists. */
    public RowQuery {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }
}
