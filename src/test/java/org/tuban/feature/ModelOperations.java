package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuban.feature.ModelTrack.DAYS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.tuban.feature.ModelTrack.Done;
import org.tuban.feature.ModelTrack.Part;
import org.tuban.feature.ModelTrack.Said;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.indicator.Observation;
import org.tuban.layer.Reshaping;
import org.tuban.lineage.Draft;
import org.tuban.lineage.LineageOperations;
import org.tuban.lineage.OperationReport;
import org.tuban.lineage.Undoing;
import org.tuban.testing.TubanServer;

/** Splits, merges, adjustments and undoings, done to parcels and to the model of them. */
final class ModelOperations {

    /** So many features a sequence makes by itself and by operations. */
    private static final int MOST_FEATURES = 12;

    private final ModelParcels parcels;
    private final LineageOperations operations;
    private final Undoing undoing;
    private final List<Done> done = new ArrayList<>();

    ModelOperations(TubanServer server, ModelParcels parcels) {
        this.parcels = parcels;
        operations = server.bean(LineageOperations.class);
        undoing = server.bean(Undoing.class);
    }

    void forget() {
        done.clear();
    }

    void split(ModelTrack track) {
        if (parcels.tracks.size() > MOST_FEATURES - 2
                || track.now().east() - track.now().west() < 64) {
            return;
        }
        int day = track.since + parcels.random.nextInt(DAYS - track.since);
        Said before = track.now();
        int middle = (before.west() + before.east()) / 2;
        Geometry line = ModelParcels.SHAPES.createLineString(
                new Coordinate[] {new Coordinate(121 + middle / 1e6, 28.5), new Coordinate(121 + middle / 1e6, 28.7)});
        OperationReport report = operations.run(
                draft(Reshaping.Kind.SPLIT, List.of(track), (LineString) line, List.of(), day),
                false,
                ModelParcels.WRITER);
        List<ModelTrack> children = List.of(child(report, 0), child(report, 1));
        List<Said> said = List.of(
                new Said(before.name() + "-1", before.state(), null, before.west(), middle),
                new Said(before.name() + "-2", before.state(), null, middle, before.east()));
        succeed(report, day, List.of(track), children, said);
        if (track.figure != null) {
            children.forEach(child -> child.figure = figureOf(child));
            assertThat(children.stream()
                            .mapToDouble(child -> Objects.requireNonNull(child.figure))
                            .sum())
                    .isEqualTo(track.figure);
        }
    }

    void mergeOrAdjust(ModelTrack track) {
        List<ModelTrack> beside = parcels.tracks.values().stream()
                .filter(other -> other != track
                        && other.living()
                        && other.now().touches(track.now())
                        && other.now().state().equals(track.now().state()))
                .toList();
        if (beside.isEmpty()) {
            return;
        }
        ModelTrack other = beside.get(parcels.random.nextInt(beside.size()));
        ModelTrack west = track.now().west() < other.now().west() ? track : other;
        List<ModelTrack> pair = List.of(west, west == track ? other : track);
        int since = Math.max(track.since, other.since);
        int day = since + parcels.random.nextInt(DAYS - since);
        if (parcels.tracks.size() < MOST_FEATURES && parcels.random.nextBoolean()) {
            merge(pair, day);
        } else {
            adjust(pair, day);
        }
    }

    void merge(List<ModelTrack> pair, int day) {
        String name = parcels.word();
        OperationReport report = operations.run(
                draft(
                        Reshaping.Kind.MERGE,
                        pair,
                        null,
                        List.of(new Draft.Child(null, null, Map.of("name", name))),
                        day),
                false,
                ModelParcels.WRITER);
        ModelTrack child = child(report, 0);
        Said before = pair.get(0).now();
        Said said = new Said(
                name, before.state(), null, before.west(), pair.get(1).now().east());
        succeed(report, day, pair, List.of(child), List.of(said));
        Double one = pair.get(0).figure;
        Double other = pair.get(1).figure;
        child.figure = one == null || other == null ? null : one + other;
    }

    void adjust(List<ModelTrack> pair, int day) {
        Said west = pair.get(0).now();
        Said east = pair.get(1).now();
        int border = west.west() + (east.east() - west.west()) * (1 + parcels.random.nextInt(7)) / 8;
        List<Said> after = List.of(
                new Said(west.name(), west.state(), west.note(), west.west(), border),
                new Said(east.name(), east.state(), east.note(), border, east.east()));
        List<Part> parents = pair.stream()
                .map(track -> Part.of(track, track.version, track.now()))
                .toList();
        List<Draft.Child> children = List.of(
                new Draft.Child(pair.get(0).ref.id(), ModelParcels.square(after.get(0)), Map.of()),
                new Draft.Child(pair.get(1).ref.id(), ModelParcels.square(after.get(1)), Map.of()));
        OperationReport report =
                operations.run(draft(Reshaping.Kind.ADJUST, pair, null, children, day), false, ModelParcels.WRITER);
        for (int i = 0; i < 2; i++) {
            next(pair.get(i), day, after.get(i));
        }
        parcels.recorded(report.recordedAt());
        done.add(new Done(
                report.id(),
                day,
                true,
                parents,
                pair.stream()
                        .map(track -> Part.of(track, track.version, track.now()))
                        .toList()));
    }

    /** Ends parents and begins children, with the links that parents have. */
    void succeed(OperationReport report, int day, List<ModelTrack> from, List<ModelTrack> to, List<Said> said) {
        boolean linked = from.stream().anyMatch(track -> track.linkOpen);
        int begin = from.stream()
                .filter(track -> track.linkOpen)
                .mapToInt(ModelTrack::linkedSince)
                .min()
                .orElse(0);
        List<Part> parents = from.stream()
                .map(track -> Part.of(track, track.version, track.now()))
                .toList();
        for (ModelTrack track : from) {
            Said last = track.now();
            track.from(day, null);
            track.versions.put(++track.version, last);
            if (track.linkOpen) {
                track.endLink(day);
            }
        }
        for (int i = 0; i < to.size(); i++) {
            next(to.get(i), day, said.get(i));
            if (linked) {
                to.get(i).linkFrom(Math.max(day, begin));
            }
        }
        parcels.recorded(report.recordedAt());
        done.add(new Done(
                report.id(),
                day,
                false,
                parents,
                to.stream()
                        .map(track -> Part.of(track, track.version, track.now()))
                        .toList()));
    }

    static void next(ModelTrack track, int day, Said said) {
        track.from(day, said);
        track.versions.put(++track.version, said);
    }

    void undo() {
        if (done.isEmpty()) {
            return;
        }
        Done operation = done.get(parcels.random.nextInt(done.size()));
        boolean possible = operation.children().stream()
                        .allMatch(part -> part.track().living() && part.track().version == part.version())
                && (operation.adjusts()
                        || operation.parents().stream().allMatch(part -> part.track().version == part.version() + 1));
        if (!possible) {
            assertThatThrownBy(() -> undoing.undo(operation.id(), "by mistake", ModelParcels.WRITER))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_UNDOABLE));
            return;
        }
        OperationReport report = undoing.undo(operation.id(), "by mistake", ModelParcels.WRITER);
        if (!operation.adjusts()) {
            for (Part part : operation.children()) {
                ModelTrack child = part.track();
                Said last = child.now();
                child.from(operation.day(), null);
                child.versions.put(++child.version, last);
                child.unlink();
                child.figure = null;
            }
        }
        for (Part part : operation.parents()) {
            next(part.track(), operation.day(), part.said());
            part.track().linked = part.linked().clone();
            part.track().linkOpen = part.linkOpen();
        }
        parcels.recorded(report.recordedAt());
    }

    ModelTrack child(OperationReport report, int number) {
        ModelTrack child = new ModelTrack(
                new FeatureRef("parcel", report.children().get(number).id()));
        parcels.tracks.put(child.ref.id(), child);
        return child;
    }

    @Nullable
    Double figureOf(ModelTrack track) {
        return parcels.figures.of(track.ref).stream()
                .map(Observation::value)
                .findFirst()
                .orElse(null);
    }

    static Draft draft(
            Reshaping.Kind kind,
            List<ModelTrack> parents,
            @Nullable LineString line,
            List<Draft.Child> children,
            int day) {
        return new Draft(
                kind,
                "parcel",
                parents.stream()
                        .map(track -> new Draft.Parent(track.ref.id(), track.version))
                        .toList(),
                line,
                children,
                "as agreed",
                ModelParcels.day(day).toString(),
                Map.of(),
                Map.of());
    }
}
