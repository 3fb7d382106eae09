package org.tuban.feature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Kind;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;

/**
 * Which features of a layer are wanted, and in which order.
 *
 * @param seen the layer, as whoever asks sees it
 * @param boxes features whose shape meets one of these (EPSG:4490, x = longitude); empty for all, shapeless ones too
 * @param filter features that this is true of; null for all
 * @param sort what they are put in order by, first thing first, and then by their keys; empty for their keys alone
 * @param asOf features that were so at some time of an interval, as they were at its end, by what was known then; null
 *     for now
 * @param after only features behind this place; null for all
 * @param limit most features to give
 */
public record FeatureQuery(
        SeenLayer seen,
        List<Envelope> boxes,
        @Nullable Condition filter,
        List<Sort> sort,
        @Nullable AsOf asOf,
        @Nullable Position after,
        int limit) {

    /** Copies the collections. */
    public FeatureQuery {
        boxes = List.copyOf(boxes);
        sort = List.copyOf(sort);
        if (after != null && after.values().size() != sort.size()) {
            throw new IllegalArgumentException("a place in a list with another order");
        }
    }

    /** Every feature of a layer that whoever asks may see, as it is now. */
    public static FeatureQuery all(SeenLayer seen) {
        return new FeatureQuery(seen, List.of(), null, List.of(), null, null, Integer.MAX_VALUE);
    }

    /** The layer, without the fields that are hidden from whoever asks. */
    public Layer layer() {
        return seen.layer();
    }

    /** What must be true of a feature: the filter, and that it may be seen; null if nothing is asked. */
    @Nullable
    Condition condition() {
        Condition visible = seen.condition();
        if (visible == null || filter == null) {
            return visible == null ? filter : visible;
        }
        return new Condition.And(List.of(visible, filter));
    }

    /** The same layer as the same one sees it, all of it and now. */
    FeatureQuery whole() {
        return all(seen);
    }

    /** Only what meets the box, or one of those given before. */
    public FeatureQuery within(Envelope box) {
        List<Envelope> more = new ArrayList<>(boxes);
        more.add(box);
        return new FeatureQuery(seen, more, filter, sort, asOf, after, limit);
    }

    /** Only what the condition is true of, beside what was asked before. */
    public FeatureQuery matching(Condition condition) {
        Condition both = filter == null ? condition : new Condition.And(List.of(filter, condition));
        return new FeatureQuery(seen, boxes, both, sort, asOf, after, limit);
    }

    /** Only what has that value; its class is that of the field's type, or of one text of a list. */
    public FeatureQuery where(String field, Object value) {
        return matching(Properties.equal(layer(), field, value));
    }

    /** Only what has a value there that is not greater than this one; its class is that of the field's type. */
    public FeatureQuery whereAtMost(String field, Object value) {
        return matching(Properties.compare(layer(), field, Condition.Compare.Operator.AT_MOST, value));
    }

    /** Only what has that id, or a text that begins so in one of the fields. */
    public FeatureQuery beginning(List<String> fields, String text) {
        List<Condition> ways = new ArrayList<>();
        ways.add(Properties.equal(layer(), Columns.ID, text));
        fields.stream()
                .filter(field -> Properties.kindOf(layer(), field) == Kind.TEXT)
                .forEach(field -> ways.add(Properties.begins(layer(), field, text)));
        return matching(new Condition.Or(ways));
    }

    /** In this order. */
    public FeatureQuery sortedBy(List<Sort> order) {
        return new FeatureQuery(seen, boxes, filter, order, asOf, null, limit);
    }

    /** Only what was so then, as it was then. */
    public FeatureQuery asOf(AsOf then) {
        return new FeatureQuery(seen, boxes, filter, sort, then, after, limit);
    }

    /** The same of what is now. */
    FeatureQuery now() {
        return new FeatureQuery(seen, boxes, filter, sort, null, after, limit);
    }

    /** A page: what comes after a place, or from the beginning, at most so many. */
    public FeatureQuery page(@Nullable Position after, int limit) {
        return new FeatureQuery(seen, boxes, filter, sort, asOf, after, limit);
    }

    /** A page in the order of keys: what comes after a key, at most so many. */
    public FeatureQuery page(long after, int limit) {
        return page(after == 0 ? null : Position.of(after), limit);
    }
}
