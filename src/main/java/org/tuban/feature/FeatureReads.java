package org.tuban.feature;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.store.Columns;
import org.tuban.store.LayerDataStore;

/** Reading: a {@link FeatureQuery} becomes a GeoTools query on what is now, or a walk through history. */
@Component
class FeatureReads {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final SortBy[] BY_KEY = {LayerDataStore.FILTERS.sort(Columns.KEY, SortOrder.ASCENDING)};

    private final LayerDataStore data;
    private final HistoryStore history;

    FeatureReads(LayerDataStore data, HistoryStore history) {
        this.data = data;
        this.history = history;
    }

    void each(FeatureQuery query, Consumer<Feature> consumer) {
        if (query.during() != null) {
            eachDuring(query, consumer);
            return;
        }
        Query wanted = new Query(query.layer().id(), filter(query));
        wanted.setSortBy(BY_KEY);
        wanted.setMaxFeatures(query.limit());
        read(query.layer(), wanted, consumer);
    }

    void byIds(Layer layer, List<String> ids, Consumer<Feature> consumer) {
        Set<FeatureId> wanted =
                ids.stream().map(LayerDataStore.FILTERS::featureId).collect(Collectors.toSet());
        read(layer, new Query(layer.id(), LayerDataStore.FILTERS.id(wanted)), consumer);
    }

    long count(FeatureQuery query) {
        if (query.during() != null) {
            long[] count = {0};
            eachDuring(query, feature -> count[0]++);
            return count[0];
        }
        try {
            ContentFeatureSource source = data.getFeatureSource(query.layer().id());
            Query wanted = new Query(query.layer().id(), filter(query));
            int count = source.getCount(wanted);
            return count >= 0 ? count : source.getFeatures(wanted).size();
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

    private void read(Layer layer, Query query, Consumer<Feature> consumer) {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                data.getFeatureSource(layer.id()).getReader(query)) {
            while (reader.hasNext()) {
                consumer.accept(feature(layer, reader.next()));
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
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

    private static Filter filter(FeatureQuery query) {
        List<Filter> parts = new ArrayList<>();
        if (query.after() > 0) {
            parts.add(LayerDataStore.FILTERS.greater(
                    LayerDataStore.FILTERS.property(Columns.KEY), LayerDataStore.FILTERS.literal(query.after())));
        }
        query.equal()
                .forEach((field, value) -> parts.add(LayerDataStore.FILTERS.equal(
                        LayerDataStore.FILTERS.property(field), LayerDataStore.FILTERS.literal(value), true)));
        List<Filter> boxes = query.boxes().stream().map(FeatureReads::bbox).toList();
        if (!boxes.isEmpty()) {
            parts.add(boxes.size() == 1 ? boxes.get(0) : LayerDataStore.FILTERS.or(boxes));
        }
        return parts.isEmpty() ? Filter.INCLUDE : parts.size() == 1 ? parts.get(0) : LayerDataStore.FILTERS.and(parts);
    }

    private static Filter bbox(Envelope box) {
        return LayerDataStore.FILTERS.bbox(
                LayerDataStore.FILTERS.property(Columns.GEOMETRY), new ReferencedEnvelope(box, Cgcs2000.crs()));
    }

    private void eachDuring(FeatureQuery query, Consumer<Feature> consumer) {
        TimeInterval interval = Objects.requireNonNull(query.during());
        try (Stream<Feature> features = history.during(query.layer(), interval, query.after())) {
            features.filter(feature -> wanted(query, feature))
                    .limit(query.limit())
                    .forEach(consumer);
        }
    }

    private static boolean wanted(FeatureQuery query, Feature feature) {
        Geometry shape = feature.geometry();
        boolean inside = query.boxes().isEmpty()
                || (shape != null
                        && query.boxes().stream()
                                .anyMatch(box -> GEOMETRIES.toGeometry(box).intersects(shape)));
        return inside
                && query.equal().entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue().equals(feature.properties().get(entry.getKey())));
    }

    private static DataAccessResourceFailureException unavailable(IOException failure) {
        return new DataAccessResourceFailureException("the store cannot be read", failure);
    }
}
