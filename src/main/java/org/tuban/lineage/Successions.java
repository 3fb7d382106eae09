package org.tuban.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.geo.Coverage;
import org.tuban.geo.EllipsoidArea;
import org.tuban.geo.Partition;
import org.tuban.geo.PartitionException;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Field;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Layer;
import org.tuban.layer.Reshaping;

/** Works out what follows what: shapes, ids, areas and values. Nothing is written. */
@Component
final class Successions {

    private static final int LONGEST_BASE = 58;

    private final Features features;
    private final Lineages lineages;

    Successions(Features features, Lineages lineages) {
        this.features = features;
        this.lineages = lineages;
    }

    /**
     * The succession that a draft asks for.
     *
     * @param parents its parents as they are now
     * @throws Problem operation-refused (members reason, place or path, squareMetres or difference), invalid-body,
     *     already-exists
     */
    Succession of(Layer layer, List<Feature> parents, Draft draft) {
        boolean measurable = parents.stream().allMatch(Accuracy::isMeasurable);
        try {
            return switch (draft.kind()) {
                case SPLIT -> split(layer, parents.get(0), draft, measurable);
                case MERGE -> merge(layer, parents, draft, measurable);
                case ADJUST -> adjust(layer, parents, draft, measurable);
            };
        } catch (PartitionException refused) {
            throw Refusals.of(refused, measurable);
        }
    }

    private Succession split(Layer layer, Feature parent, Draft draft, boolean measurable) {
        List<Geometry> shapes = dividedShapes(shapeOf(parent), draft);
        List<Draft.Child> children = draft.children().isEmpty()
                ? shapes.stream()
                        .map(shape -> new Draft.Child(null, null, Map.of()))
                        .toList()
                : draft.children();
        if (children.size() != shapes.size()) {
            throw Refusals.of(
                    "children",
                    "children",
                    "the line makes %d parts, and %d children are given".formatted(shapes.size(), children.size()));
        }
        List<FeatureRef> refs =
                refs(layer, List.of(parent), children, parent.ref().id());
        List<Double> weights =
                measurable ? shapes.stream().map(EllipsoidArea::squareMetres).toList() : statedAreas(layer, children);
        List<Map<String, @Nullable Object>> values =
                new HandedValues(layer, List.of(parent), children).divided(weights);
        List<Succession.Heir> heirs = IntStream.range(0, shapes.size())
                .mapToObj(i -> new Succession.Heir(refs.get(i), fitting(layer, shapes.get(i)), values.get(i)))
                .toList();
        return new Succession(layer, OperationKind.SPLIT, List.of(parent), heirs, weights);
    }

    private static List<Geometry> dividedShapes(Geometry whole, Draft draft) {
        LineString line = draft.line();
        List<Geometry> given = draft.children().stream()
                .map(Draft.Child::shape)
                .filter(Objects::nonNull)
                .toList();
        if (line != null && given.isEmpty()) {
            return List.copyOf(Partition.byLine(whole, line));
        }
        if (line != null || given.size() < 2 || given.size() < draft.children().size()) {
            throw Problem.invalidBody("line", null, "a line, or else a geometry for each of two or more children");
        }
        List<Geometry> aligned = Coverage.aligned(List.of(whole), given);
        Coverage.requireSameGround(List.of(whole), aligned);
        return aligned;
    }

    /** Stated areas instead of measured ones; null if the layer states none. */
    private static @Nullable List<Double> statedAreas(Layer layer, List<Draft.Child> children) {
        Field area = areaField(layer);
        if (area == null) {
            return null;
        }
        List<Double> stated = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Double given = HandedValues.given(children.get(i), area.name());
            if (given == null || given < 0) {
                throw HandedValues.areaMissing(area, i);
            }
            stated.add(given);
        }
        return stated;
    }

    private Succession merge(Layer layer, List<Feature> parents, Draft draft, boolean measurable) {
        if (draft.children().size() > 1 || draft.line() != null) {
            throw Problem.invalidBody("children", null, "at most one child, and no line");
        }
        Geometry whole =
                Coverage.merge(parents.stream().map(Successions::shapeOf).toList());
        List<Draft.Child> children =
                draft.children().isEmpty() ? List.of(new Draft.Child(null, null, Map.of())) : draft.children();
        if (children.get(0).shape() != null) {
            throw Problem.invalidBody("children[0].geometry", null, "no shape: it follows from the parents");
        }
        List<Double> weights = measurable
                ? parents.stream()
                        .map(parent -> EllipsoidArea.squareMetres(shapeOf(parent)))
                        .toList()
                : knownAreas(layer, parents);
        Feature largest = weights == null ? parents.get(0) : parents.get(largest(weights));
        List<FeatureRef> refs = refs(layer, parents, children, largest.ref().id());
        Map<String, @Nullable Object> values = new HandedValues(layer, parents, children).merged(largest);
        return new Succession(
                layer,
                OperationKind.MERGE,
                parents,
                List.of(new Succession.Heir(refs.get(0), fitting(layer, whole), values)),
                weights);
    }

    private static int largest(List<Double> weights) {
        return IntStream.range(0, weights.size())
                .boxed()
                .max(Comparator.comparing(weights::get))
                .orElse(0);
    }

    private static @Nullable List<Double> knownAreas(Layer layer, List<Feature> parents) {
        Field area = areaField(layer);
        if (area == null) {
            return null;
        }
        List<Double> known = parents.stream()
                .map(parent -> parent.properties().get(area.name()))
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .toList();
        return known.size() == parents.size() ? known : null;
    }

    private static Succession adjust(Layer layer, List<Feature> parents, Draft draft, boolean measurable) {
        List<Draft.Child> children = new ArrayList<>();
        for (Feature parent : parents) {
            children.add(draft.children().stream()
                    .filter(child -> parent.ref().id().equals(child.id()) && child.shape() != null)
                    .findFirst()
                    .orElseThrow(() -> Problem.invalidBody(
                            "children", parent.ref().id(), "each parent by its id, with its new geometry")));
        }
        if (draft.children().size() != parents.size() || draft.line() != null) {
            throw Problem.invalidBody("children", null, "each parent once, and no line");
        }
        List<Geometry> before = parents.stream().map(Successions::shapeOf).toList();
        List<Geometry> after = Coverage.aligned(
                before,
                children.stream()
                        .map(child -> Objects.requireNonNull(child.shape()))
                        .toList());
        Coverage.requireSameGround(before, after);
        List<Double> growth = measurable
                ? IntStream.range(0, before.size())
                        .mapToObj(i ->
                                EllipsoidArea.squareMetres(after.get(i)) - EllipsoidArea.squareMetres(before.get(i)))
                        .toList()
                : null;
        List<Map<String, @Nullable Object>> values = new HandedValues(layer, parents, children).adjusted(growth);
        List<Succession.Heir> heirs = IntStream.range(0, parents.size())
                .mapToObj(i -> new Succession.Heir(parents.get(i).ref(), fitting(layer, after.get(i)), values.get(i)))
                .toList();
        return new Succession(layer, OperationKind.ADJUST, parents, heirs, null);
    }

    /** Names of children: those given, or the base with the first numbers that nobody ever had. */
    private List<FeatureRef> refs(Layer layer, List<Feature> parents, List<Draft.Child> children, String base) {
        Set<FeatureRef> taken = new HashSet<>();
        List<FeatureRef> refs = new ArrayList<>();
        Set<FeatureRef> ancestors =
                lineages.ancestors(parents.stream().map(Feature::ref).toList());
        int number = 0;
        for (int i = 0; i < children.size(); i++) {
            String given = children.get(i).id();
            FeatureRef ref;
            if (given == null) {
                do {
                    ref = new FeatureRef(
                            layer.id(), base.substring(0, Math.min(base.length(), LONGEST_BASE)) + "-" + ++number);
                } while (taken.contains(ref) || features.lastVersion(ref) > 0);
            } else {
                ref = new FeatureRef(layer.id(), given);
                refuseKnown(ref, ancestors, "children[%d].id".formatted(i));
            }
            if (!taken.add(ref)) {
                throw Problem.invalidBody("children[%d].id".formatted(i), ref.id(), "an id of its own");
            }
            refs.add(ref);
        }
        return refs;
    }

    /** A child that was its own ancestor would make lineage run in a circle. */
    private void refuseKnown(FeatureRef ref, Set<FeatureRef> ancestors, String path) {
        if (ancestors.contains(ref)) {
            throw Refusals.of(
                    "cycle",
                    path,
                    "%s is a parent or an ancestor of itself; needed is an id never used".formatted(ref));
        }
        if (features.lastVersion(ref) > 0) {
            throw new Problem(ProblemType.ALREADY_EXISTS, "%s: there is or was a %s".formatted(path, ref))
                    .with("layer", ref.layer())
                    .with("id", ref.id());
        }
    }

    private static @Nullable Field areaField(Layer layer) {
        Reshaping reshaping = Objects.requireNonNull(layer.reshaping());
        return reshaping.areaField() == null
                ? null
                : layer.field(reshaping.areaField()).orElseThrow();
    }

    private static Geometry shapeOf(Feature feature) {
        Geometry shape = feature.geometry();
        if (shape == null) {
            throw Refusals.of("no-polygon", "parents", "%s has no shape".formatted(feature.ref()));
        }
        return shape;
    }

    private static Geometry fitting(Layer layer, Geometry shape) {
        if (layer.geometry() == GeometryType.MULTI_POLYGON && shape instanceof Polygon polygon) {
            MultiPolygon wrapped = polygon.getFactory().createMultiPolygon(new Polygon[] {polygon});
            wrapped.setSRID(polygon.getSRID());
            return wrapped;
        }
        return shape;
    }
}
