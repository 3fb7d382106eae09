package org.tuban.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Operation;
import org.tuban.feature.Sights;
import org.tuban.feature.VersionStep;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.http.Problem;
import tools.jackson.databind.JsonNode;

/**
 * Which changes of features somebody wants to hear of: those that are in every choice that is made.
 *
 * @param layers ids of layers; empty for all
 * @param features as {@code layer/id}; empty for all
 * @param area GeoJSON Polygon or MultiPolygon; null for everywhere
 * @param operations what was done; empty for anything
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Interest(
        @Nullable List<String> layers,
        @Nullable List<String> features,
        @Nullable JsonNode area,
        @Nullable List<Operation> operations) {

    /** Everything. */
    static final Interest ALL = new Interest(null, null, null, null);

    private static final int MOST_LAYERS = 100;
    private static final int MOST_FEATURES = 200;
    private static final int MOST_POSITIONS = 2_000;

    Interest {
        layers = layers == null ? List.of() : List.copyOf(layers);
        features = features == null ? List.of() : List.copyOf(features);
        area = area == null || area.isNull() ? null : area;
        operations = operations == null ? List.of() : List.copyOf(operations);
    }

    /**
     * Refuses what cannot be wanted.
     *
     * @throws Problem invalid-body with the place; not-found for what the caller does not see
     */
    void check(Sights sights, Caller by) {
        most("layers", Objects.requireNonNull(layers), MOST_LAYERS);
        most("features", Objects.requireNonNull(features), MOST_FEATURES);
        layers.forEach(id -> sights.get(id, by));
        features.forEach(text -> sights.get(ref(text), by));
        shape();
    }

    private static void most(String path, List<?> given, int most) {
        if (given.size() > most) {
            throw Problem.invalidBody(path, given.size(), "at most %d".formatted(most));
        }
    }

    /** True if it chooses nothing of places or things. */
    boolean namesNothing() {
        return Objects.requireNonNull(layers).isEmpty()
                && Objects.requireNonNull(features).isEmpty()
                && area == null;
    }

    private static FeatureRef ref(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw Problem.invalidBody("features", text, "layer/id, such as parcel/PCL-1");
        }
        return new FeatureRef(text.substring(0, slash), text.substring(slash + 1));
    }

    private @Nullable Geometry shape() {
        if (area == null) {
            return null;
        }
        try {
            Geometry shape = GeoJson.read(area, "/area", MOST_POSITIONS);
            if (!(shape instanceof Polygonal) || !shape.isValid()) {
                throw Problem.invalidBody("area", null, "a valid Polygon or MultiPolygon");
            }
            return shape;
        } catch (InvalidGeometryException refused) {
            throw Problem.invalidBody(refused);
        }
    }

    /** The same, ready to be asked many times. */
    Question question() {
        Geometry shape = shape();
        return new Question(
                Set.copyOf(Objects.requireNonNull(layers)),
                Set.copyOf(Objects.requireNonNull(features)),
                shape == null ? null : PreparedGeometryFactory.prepare(shape),
                Set.copyOf(Objects.requireNonNull(operations)));
    }

    /** An interest, prepared. */
    record Question(
            Set<String> layers,
            Set<String> features,
            @Nullable PreparedGeometry area,
            Set<Operation> operations) {

        /** True if the change is wanted: for an area, if the shape before or since meets it. */
        boolean wants(VersionStep step) {
            FeatureRef ref = new FeatureRef(step.change().layer(), step.change().id());
            return (layers.isEmpty() || layers.contains(ref.layer()))
                    && (features.isEmpty() || features.contains(ref.toString()))
                    && (operations.isEmpty()
                            || operations.stream()
                                    .anyMatch(
                                            one -> one.id().equals(step.change().operation())))
                    && (area == null || Stream.of(step.before(), step.after()).anyMatch(this::isIn));
        }

        private boolean isIn(@Nullable Feature feature) {
            Geometry shape = feature == null ? null : feature.geometry();
            // Of prepared geometries the boxes are compared first.
            return shape != null && Objects.requireNonNull(area).intersects(shape);
        }
    }
}
