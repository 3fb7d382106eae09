package org.tuban.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.tuban.geo.Coverage;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.geo.Partition;
import org.tuban.http.Problem;
import org.tuban.layer.Reshaping;
import org.tuban.workflow.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * The body of an operation, as JSON has it.
 *
 * @param kind {@code split}, {@code merge} or {@code adjust}
 * @param line GeoJSON LineString in EPSG:4490
 * @param links by id of the link, what becomes of it
 * @param observations by id of the figure, what becomes of it
 * @param dryRun true to write nothing
 */
record OperationBody(
        @Nullable String kind,
        @Nullable String layer,
        @Nullable List<@Nullable Parent> parents,
        @Nullable JsonNode line,
        @Nullable List<@Nullable Child> children,
        @Nullable String reason,
        @Nullable String validFrom,
        @Nullable Map<String, @Nullable Choice> links,
        @Nullable Map<String, @Nullable Choice> observations,
        @Nullable Boolean dryRun) {

    private static final int ECHOED = 60;
    private static final int MOST_CHOICES = 1000;

    record Parent(@Nullable String id, @Nullable Long version) {}

    record Child(
            @Nullable String id,
            @Nullable JsonNode geometry,
            @Nullable Map<String, @Nullable Object> values) {}

    record Choice(@Nullable String treatment, @Nullable List<@Nullable Double> parts) {}

    /** The draft; throws invalid-body if a member is missing or is none. */
    Draft read() {
        if (layer == null) {
            throw Problem.invalidBody("layer", null, "the id of a layer");
        }
        Geometry dividing = geometry("line", line, Partition.MOST_LINE_VERTICES);
        if (dividing != null && !(dividing instanceof LineString)) {
            throw Problem.invalidBody("line", dividing.getGeometryType(), "a LineString");
        }
        return new Draft(
                one("kind", kind, Reshaping.Kind.values(), Reshaping.Kind::id),
                layer,
                readParents(),
                (LineString) dividing,
                readChildren(),
                reason,
                validFrom,
                choices("links", links),
                choices("observations", observations));
    }

    private List<Draft.Parent> readParents() {
        List<Draft.Parent> read = new ArrayList<>();
        if (parents != null) {
            requireFew("parents", parents.size(), Partition.MOST_PARTS);
            for (Parent parent : parents) {
                if (parent == null || parent.id() == null || parent.version() == null) {
                    throw Problem.invalidBody(
                            "parents[%d]".formatted(read.size()), null, "id and version of a feature");
                }
                read.add(new Draft.Parent(parent.id(), parent.version()));
            }
        }
        return read;
    }

    private List<Draft.Child> readChildren() {
        List<Draft.Child> read = new ArrayList<>();
        if (children != null) {
            requireFew("children", children.size(), Partition.MOST_PARTS);
            for (Child child : children) {
                String path = "children[%d]".formatted(read.size());
                if (child == null) {
                    throw Problem.invalidBody(path, null, "an object, with id, geometry and values as needed");
                }
                read.add(new Draft.Child(
                        child.id(),
                        geometry(path + ".geometry", child.geometry(), Coverage.MOST_GIVEN_VERTICES),
                        child.values() == null ? Map.of() : child.values()));
            }
        }
        return read;
    }

    private static Map<String, Draft.Choice> choices(String member, @Nullable Map<String, @Nullable Choice> given) {
        if (given == null) {
            return Map.of();
        }
        requireFew(member, given.size(), MOST_CHOICES);
        return given.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            String path = member + "." + PlainText.shown(entry.getKey(), ECHOED);
            Choice choice = entry.getValue();
            if (choice == null || (choice.parts() != null && choice.parts().size() > Partition.MOST_PARTS)) {
                throw Problem.invalidBody(path, null, "treatment, or the parts of each child");
            }
            return new Draft.Choice(
                    choice.treatment() == null
                            ? null
                            : one(
                                    path + ".treatment",
                                    choice.treatment(),
                                    Draft.Treatment.values(),
                                    treatment -> treatment.name().toLowerCase(Locale.ROOT)),
                    choice.parts());
        }));
    }

    private static @Nullable Geometry geometry(String path, @Nullable JsonNode node, int mostPositions) {
        if (node == null || node.isNull()) {
            return null;
        }
        try {
            return GeoJson.read(node, "/" + path, mostPositions);
        } catch (InvalidGeometryException refused) {
            throw Problem.invalidBody(refused);
        }
    }

    private static void requireFew(String path, int size, int most) {
        if (size > most) {
            throw Problem.invalidBody(path, size, "at most %d".formatted(most));
        }
    }

    private static <T> T one(String path, @Nullable String given, T[] values, Function<T, String> id) {
        Optional<T> found =
                Stream.of(values).filter(value -> id.apply(value).equals(given)).findFirst();
        return found.orElseThrow(() -> Problem.invalidBody(
                path,
                given == null ? null : PlainText.shown(given, ECHOED),
                "one of " + Arrays.stream(values).map(id).collect(Collectors.joining(", "))));
    }
}
