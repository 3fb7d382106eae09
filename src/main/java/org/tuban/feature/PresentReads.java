package org.tuban.feature;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.BoxAccess;
import org.tuban.store.Columns;
import org.tuban.store.ConditionFilter;
import org.tuban.store.LayerDataStore;
import org.tuban.store.LayerRows;
import org.tuban.store.RowQuery;

/** Reading what is now: a {@link FeatureQuery} becomes a GeoTools query, or a walk over plain rows. */
@Component
class PresentReads {

    private final LayerDataStore data;
    private final LayerRows rows;

    PresentReads(LayerDataStore data, LayerRows rows) {
        this.data = data;
        this.rows = rows;
    }

    /** Gives each feature that is wanted in its order, in constant memory. */
    void each(FeatureQuery query, Consumer<Feature> consumer) {
        Ordering order = Ordering.of(query);
        int left = query.limit();
        for (Filter stretch : stretches(query, order, query.after(), false)) {
            if (left <= 0) {
                return;
            }
            Query wanted = new Query(query.layer().id(), stretch);
            wanted.setSortBy(order.sortBy());
            wanted.setMaxFeatures(left);
            left -= read(query.layer(), wanted, consumer);
        }
    }

    /**
     * Gives the rows of a query's page, in one go; empty if the database alone cannot say which they are, or one was
     * refused.
     */
    Optional<FeaturePage> rows(FeatureQuery query, List<String> columns, BoxAccess boxes, Predicate<FeatureRow> taker) {
        Ordering order = Ordering.of(query);
        List<Filter> stretches = stretches(query, order, query.after(), false);
        if (!rows.decides(query.layer(), stretches.get(0))) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(columns);
        all.add(Columns.KEY);
        all.addAll(order.properties());
        RowTaking taking = new RowTaking(query, columns.size(), taker);
        for (Filter stretch : stretches) {
            int left = query.limit() + 1 - taking.taken();
            if (left > 0 && !taking.refused()) {
                rows.read(new RowQuery(query.layer(), all, stretch, List.of(order.sortBy()), left, boxes), taking);
            }
        }
        return taking.page();
    }

    /** Gives the row of one feature; false if there is none. */
    boolean row(Layer layer, String id, List<String> columns, Consumer<FeatureRow> taker) {
        Filter one = LayerDataStore.FILTERS.id(Set.of(LayerDataStore.FILTERS.featureId(id)));
        RowQuery query = new RowQuery(layer, columns, one, List.of(), 1, BoxAccess.ANY);
        return rows.read(query, row -> {
                    taker.accept(new FeatureRow(row));
                    return true;
                })
                > 0;
    }

    /** Places in a list, from one of them on. */
    List<Position> places(FeatureQuery query, Ordering order, @Nullable Position from, boolean including, int most) {
        List<Position> places = new ArrayList<>();
        for (Filter stretch : stretches(query, order, from, including)) {
            if (places.size() < most) {
                Query wanted = new Query(query.layer().id(), stretch);
                wanted.setPropertyNames(Stream.concat(Stream.of(Columns.KEY), order.properties().stream())
                        .filter(name -> !name.equals(Columns.ID))
                        .distinct()
                        .toList());
                wanted.setSortBy(order.sortBy());
                wanted.setMaxFeatures(most - places.size());
                simple(query.layer(), wanted, row -> places.add(place(row, order)));
            }
        }
        return places;
    }

    private static Position place(SimpleFeature row, Ordering order) {
        List<@Nullable Object> values = new ArrayList<>();
        order.properties().forEach(name -> values.add(Columns.ID.equals(name) ? row.getID() : row.getAttribute(name)));
        return new Position(values, (Long) row.getAttribute(Columns.KEY));
    }

    /** Those features of some keys that there are and that the query's filter takes, in any order. */
    void byKeys(FeatureQuery query, Collection<Long> keys, Consumer<Feature> consumer) {
        Condition any = new Condition.In(
                new Scalar.Property(Columns.KEY, Kind.NUMBER),
                keys.stream()
                        .<Scalar>map(key -> new Scalar.Literal(key, Kind.NUMBER))
                        .toList());
        read(query.layer(), new Query(query.layer().id(), filter(query, any)), consumer);
    }

    /** True if the layer has a feature with that id. */
    boolean has(Layer layer, String id) {
        return row(layer, id, List.of(Columns.KEY), found -> {});
    }

    void byIds(Layer layer, List<String> ids, Consumer<Feature> consumer) {
        Set<FeatureId> wanted =
                ids.stream().map(LayerDataStore.FILTERS::featureId).collect(Collectors.toSet());
        read(layer, new Query(layer.id(), LayerDataStore.FILTERS.id(wanted)), consumer);
    }

    /** How many features are wanted, counted up to a number and estimated beyond. */
    Count count(FeatureQuery query, int most) {
        try {
            ContentFeatureSource source = data.getFeatureSource(query.layer().id());
            Filter filter = filter(query, null);
            Query wanted = new Query(query.layer().id(), filter);
            wanted.setMaxFeatures(most == Integer.MAX_VALUE ? most : most + 1);
            int number = source.getCount(wanted);
            number = number >= 0 ? number : source.getFeatures(wanted).size();
            return number <= most
                    ? new Count(number, true)
                    : new Count(
                            Math.max(
                                    number,
                                    data.estimate(query.layer().id(), filter).orElse(0)),
                            false);
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    Optional<Envelope> extent(Layer layer) {
        try {
            ReferencedEnvelope box = data.getFeatureSource(layer.id()).getBounds();
            return box == null || box.isNull() ? Optional.empty() : Optional.of(new Envelope(box));
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private int read(Layer layer, Query query, Consumer<Feature> consumer) {
        return simple(layer, query, row -> consumer.accept(feature(layer, row)));
    }

    /** Gives each row, and then how many there were. */
    private int simple(Layer layer, Query query, Consumer<SimpleFeature> consumer) {
        int number = 0;
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                data.getFeatureSource(layer.id()).getReader(query)) {
            while (reader.hasNext()) {
                consumer.accept(reader.next());
                number++;
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
        return number;
    }

    private static Feature feature(Layer layer, SimpleFeature row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : layer.fields()) {
            values.put(field.name(), row.getAttribute(field.name()));
        }
        return new Feature(
                new FeatureRef(layer.id(), row.getID()),
                (Long) row.getAttribute(Columns.KEY),
                (Long) row.getAttribute(Columns.VERSION),
                (Geometry) row.getDefaultGeometry(),
                values,
                (Instant) row.getAttribute(Columns.VALID_FROM),
                (Instant) row.getAttribute(Columns.RECORDED_AT),
                (String) row.getAttribute(Columns.RECORDED_BY));
    }

    /** What the query asks for, cut into stretches that come one behind the other. */
    private static List<Filter> stretches(
            FeatureQuery query, Ordering order, @Nullable Position from, boolean including) {
        return from == null
                ? List.of(filter(query, null))
                : order.behind(from, including).stream()
                        .map(stretch -> filter(query, stretch))
                        .toList();
    }

    private static Filter filter(FeatureQuery query, @Nullable Condition stretch) {
        List<Filter> parts = new ArrayList<>();
        if (stretch != null) {
            parts.add(new ConditionFilter(stretch));
        }
        Condition wanted = query.condition();
        if (wanted != null) {
            parts.add(new ConditionFilter(wanted));
        }
        List<Filter> boxes = query.boxes().stream().map(PresentReads::bbox).toList();
        if (!boxes.isEmpty()) {
            parts.add(boxes.size() == 1 ? boxes.get(0) : LayerDataStore.FILTERS.or(boxes));
        }
        return parts.isEmpty() ? Filter.INCLUDE : parts.size() == 1 ? parts.get(0) : LayerDataStore.FILTERS.and(parts);
    }

    private static Filter bbox(Envelope box) {
        return LayerDataStore.FILTERS.bbox(
                LayerDataStore.FILTERS.property(Columns.GEOMETRY), new ReferencedEnvelope(box, Cgcs2000.crs()));
    }

    private static DataAccessResourceFailureException unavailable(IOException failure) {
        return new DataAccessResourceFailureException("the store cannot be read", failure);
    }
}
