package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuban.feature.ModelTrack.DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.tuban.access.Caller;
import org.tuban.feature.ModelTrack.Done;
import org.tuban.feature.ModelTrack.Part;
import org.tuban.feature.ModelTrack.Said;
import org.tuban.feature.ModelTrack.State;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Observations;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Reshaping;
import org.tuban.lineage.Draft;
import org.tuban.lineage.LineageOperations;
import org.tuban.lineage.OperationReport;
import org.tuban.lineage.Undoing;
import org.tuban.link.Basis;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/**
 * Random histories against a model that is as simple as can be: for each feature, what is held to be so on each of a few
 * days; every write is a new page of that table, and the pages before stay as they were.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class BitemporalModelIT {

    private static final int SEQUENCES = Integer.getInteger("tuban.sequences", 200);
    private static final int STEPS = 60;
    private static final int FEATURES = 4;
    private static final int QUESTIONS = 30;

    /** Every so many questions are also asked of the layer as a whole: that looks at what all sequences have written. */
    private static final int OF_THE_LAYER = 6;

    /** So many features a sequence makes by itself and by operations. */
    private static final int MOST_FEATURES = 12;

    private static final int WIDTH = 1024;
    private static final FeatureRef BLOCK = new FeatureRef("block", "V");
    private static final long SEED = Long.getLong("tuban.seed", 20_261_124L);

    private static final Instant DAY_0 = Instant.parse("2020-01-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Caller WRITER = Caller.system("test");
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final List<String> STATES = List.of("SURVEYED", "CONSULTED", "SIGNING", "CLEARED", "BANKED");

    private static TubanServer server;
    private static Features features;
    private static FeatureCorrections corrections;
    private static Links links;
    private static Observations figures;
    private static LineageOperations operations;
    private static Undoing undoing;
    private static Layer parcel;

    BitemporalModelIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        features = server.bean(Features.class);
        corrections = server.bean(FeatureCorrections.class);
        links = server.bean(Links.class);
        figures = server.bean(Observations.class);
        operations = server.bean(LineageOperations.class);
        undoing = server.bean(Undoing.class);
        parcel = server.bean(Layers.class).find("parcel").orElseThrow();
        Map<String, @Nullable Object> block = new HashMap<>();
        block.put("name", "V");
        block.put("geometry_accuracy", "none");
        block.put("source", parcel.source());
        features.create(
                BLOCK, new Edit(Operation.CREATE, block, new Edit.Shape(null), DAY_0, null, Map.of()), WRITER);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** One page of the table: what was held to be so of each feature. */
    private record Page(Instant recorded, Map<String, State> states) {}

    private final Random random = new Random(SEED);
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, ModelTrack> tracks = new LinkedHashMap<>();
    private Instant lastRecorded = Instant.EPOCH;
    private final List<Done> done = new ArrayList<>();
    private int words;

    @Test
    void everyAnswerIsTheModels() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            pages.clear();
            tracks.clear();
            done.clear();
            lastRecorded = Instant.EPOCH;
            String group = "G%d".formatted(sequence);
            for (int step = 0; step < STEPS; step++) {
                step(group);
                Map<String, State> states = new HashMap<>();
                tracks.forEach((id, track) -> states.put(id, track.state()));
                pages.add(new Page(lastRecorded, states));
            }
            for (int question = 0; question < QUESTIONS; question++) {
                ask(group, random.nextInt(DAYS), random.nextInt(STEPS), sequence, question % OF_THE_LAYER == 0);
            }
        }
    }

    private void step(String group) {
        if (tracks.size() < FEATURES && (tracks.isEmpty() || random.nextInt(6) == 0)) {
            create(group);
            return;
        }
        List<ModelTrack> all = new ArrayList<>(tracks.values());
        ModelTrack track = all.get(random.nextInt(all.size()));
        if (!track.living()) {
            restore(track);
            return;
        }
        switch (random.nextInt(17)) {
            case 12, 13 -> split(track);
            case 14 -> mergeOrAdjust(track);
            case 15, 16 -> undo();
            case 0, 1, 2 -> edit(track, false);
            case 3, 4 -> edit(track, true);
            case 5, 6, 7, 8 -> correct(track);
            case 9 -> restore(track);
            case 10 -> move(track);
            default -> end(track);
        }
    }

    private void create(String group) {
        FeatureRef ref = new FeatureRef("parcel", group + "-" + tracks.size());
        ModelTrack track = new ModelTrack(ref);
        Said said = place(word(), "SURVEYED", null, WIDTH);
        int day = random.nextInt(DAYS);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", said.name());
        values.put("status", said.state());
        values.put("block_no", group);
        values.put("geometry_accuracy", "digitised");
        values.put("source", parcel.source());
        Feature made = features.create(
                ref,
                new Edit(Operation.CREATE, values, new Edit.Shape(square(said)), day(day), null, Map.of()),
                WRITER);
        tracks.put(ref.id(), track);
        track.from(day, said);
        written(track, made);
        if (random.nextBoolean()) {
            links.create(
                    new Link(
                            ref.id(),
                            "located_in",
                            ref,
                            BLOCK,
                            Basis.STATED,
                            null,
                            date(day),
                            null,
                            parcel.source(),
                            null,
                            0),
                    WRITER);
            track.linkFrom(day);
            recorded(links.history(ref.id()).get(0).recordedAt());
        }
        if (random.nextBoolean()) {
            track.figure = (double) random.nextInt(100);
            figures.record(
                    new Observation(
                            ref.id(),
                            ref,
                            "households",
                            track.figure,
                            null,
                            "count",
                            null,
                            "2019",
                            parcel.source(),
                            ObservationBasis.STATED,
                            null,
                            0),
                    WRITER);
            recorded(figures.history(ref.id()).get(0).recordedAt());
        }
    }

    private void edit(ModelTrack track, boolean transition) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        Map<String, @Nullable Object> values = new HashMap<>();
        Said after;
        if (transition) {
            String state = STATES.get(random.nextInt(STATES.size()));
            values.put("status", state);
            after = new Said(before.name(), state, before.note(), before.west(), before.east());
            written(
                    track,
                    features.write(
                            track.ref, track.version, Edit.transition(values, day(day), null, Map.of()), WRITER));
        } else {
            after = new Said(
                    word(),
                    before.state(),
                    random.nextBoolean() ? word() : before.note(),
                    before.west(),
                    before.east());
            values.put("name", after.name());
            values.put("location", after.note());
            Edit edit = new Edit(Operation.UPDATE, values, null, day(day), null, Map.of());
            written(track, features.write(track.ref, track.version, edit, WRITER));
        }
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void move(ModelTrack track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        Said after = place(before.name(), before.state(), before.note(), before.east() - before.west());
        Edit edit = new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(square(after)), day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void end(ModelTrack track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said last = track.now();
        Edit edit = new Edit(Operation.DELETE, Map.of(), null, day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, null);
        track.versions.put(track.version, last);
    }

    /** The state stays that of now, or that of the end. */
    private void restore(ModelTrack track) {
        List<Long> versions = new ArrayList<>(track.versions.keySet());
        long wanted = versions.get(random.nextInt(versions.size()));
        Said said = track.versions.get(wanted);
        Said last = track.living() ? track.now() : track.versions.get(track.version);
        int day = track.since + random.nextInt(DAYS - track.since);
        Said after = new Said(said.name(), last.state(), said.note(), said.west(), said.east());
        written(track, corrections.restore(track.ref, track.version, wanted, day(day), null, WRITER));
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void correct(ModelTrack track) {
        int first = 0;
        while (track.days[first] == null) {
            first++;
        }
        int from = random.nextInt(DAYS);
        int to = from + 1 + random.nextInt(DAYS - from);
        if (to < DAYS && to < first) {
            return;
        }
        String name = word();
        String note = random.nextInt(3) == 0 ? word() : null;
        Correction correction = new Correction(
                note == null ? Map.of("name", name) : Map.of("name", name, "location", note),
                null,
                day(from),
                to == DAYS ? null : day(to),
                "known better",
                Map.of());
        @Nullable Said[] before = track.days.clone();
        boolean any = from < first;
        for (int day = from; day < to; day++) {
            Said old = day < first ? before[first] : before[day];
            if (old != null) {
                any = true;
                track.days[day] = new Said(name, old.state(), note == null ? old.note() : note, old.west(), old.east());
            }
        }
        if (!any) {
            return;
        }
        long versionBefore = track.version;
        Feature now = corrections.correct(track.ref, track.version, correction, WRITER);
        written(track, now);
        for (HistoryEntry entry : features.history(track.ref, Sight.EVERYTHING)) {
            if (entry.feature().version() > versionBefore) {
                assertThat(entry.operation()).isEqualTo(Operation.CORRECT);
                track.versions.put(entry.feature().version(), Said.of(entry.feature()));
            }
        }
        track.since = (int) ChronoUnit.DAYS.between(DAY_0, now.validFrom());
    }

    private void written(ModelTrack track, Feature feature) {
        track.version = feature.version();
        track.versions.putIfAbsent(track.version, Said.of(feature));
        recorded(feature.recordedAt());
    }

    private void recorded(Instant at) {
        assertThat(at).isAfterOrEqualTo(lastRecorded);
        lastRecorded = at;
    }

    private void split(ModelTrack track) {
        if (tracks.size() > MOST_FEATURES - 2
                || track.now().east() - track.now().west() < 64) {
            return;
        }
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        int middle = (before.west() + before.east()) / 2;
        Geometry line = SHAPES.createLineString(
                new Coordinate[] {new Coordinate(121 + middle / 1e6, 28.5), new Coordinate(121 + middle / 1e6, 28.7)});
        OperationReport report = operations.run(
                draft(Reshaping.Kind.SPLIT, List.of(track), (LineString) line, List.of(), day), false, WRITER);
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

    private void mergeOrAdjust(ModelTrack track) {
        List<ModelTrack> beside = tracks.values().stream()
                .filter(other -> other != track
                        && other.living()
                        && other.now().touches(track.now())
                        && other.now().state().equals(track.now().state()))
                .toList();
        if (beside.isEmpty()) {
            return;
        }
        ModelTrack other = beside.get(random.nextInt(beside.size()));
        ModelTrack west = track.now().west() < other.now().west() ? track : other;
        List<ModelTrack> pair = List.of(west, west == track ? other : track);
        int since = Math.max(track.since, other.since);
        int day = since + random.nextInt(DAYS - since);
        if (tracks.size() < MOST_FEATURES && random.nextBoolean()) {
            merge(pair, day);
        } else {
            adjust(pair, day);
        }
    }

    private void merge(List<ModelTrack> pair, int day) {
        String name = word();
        OperationReport report = operations.run(
                draft(
                        Reshaping.Kind.MERGE,
                        pair,
                        null,
                        List.of(new Draft.Child(null, null, Map.of("name", name))),
                        day),
                false,
                WRITER);
        ModelTrack child = child(report, 0);
        Said before = pair.get(0).now();
        Said said = new Said(
                name, before.state(), null, before.west(), pair.get(1).now().east());
        succeed(report, day, pair, List.of(child), List.of(said));
        Double one = pair.get(0).figure;
        Double other = pair.get(1).figure;
        child.figure = one == null || other == null ? null : one + other;
    }

    private void adjust(List<ModelTrack> pair, int day) {
        Said west = pair.get(0).now();
        Said east = pair.get(1).now();
        int border = west.west() + (east.east() - west.west()) * (1 + random.nextInt(7)) / 8;
        List<Said> after = List.of(
                new Said(west.name(), west.state(), west.note(), west.west(), border),
                new Said(east.name(), east.state(), east.note(), border, east.east()));
        List<Part> parents = pair.stream()
                .map(track -> Part.of(track, track.version, track.now()))
                .toList();
        List<Draft.Child> children = List.of(
                new Draft.Child(pair.get(0).ref.id(), square(after.get(0)), Map.of()),
                new Draft.Child(pair.get(1).ref.id(), square(after.get(1)), Map.of()));
        OperationReport report = operations.run(draft(Reshaping.Kind.ADJUST, pair, null, children, day), false, WRITER);
        for (int i = 0; i < 2; i++) {
            next(pair.get(i), day, after.get(i));
        }
        recorded(report.recordedAt());
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
    private void succeed(OperationReport report, int day, List<ModelTrack> from, List<ModelTrack> to, List<Said> said) {
        boolean linked = from.stream().anyMatch(track -> track.linkOpen);
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
                to.get(i).linkFrom(day);
            }
        }
        recorded(report.recordedAt());
        done.add(new Done(
                report.id(),
                day,
                false,
                parents,
                to.stream()
                        .map(track -> Part.of(track, track.version, track.now()))
                        .toList()));
    }

    private static void next(ModelTrack track, int day, Said said) {
        track.from(day, said);
        track.versions.put(++track.version, said);
    }

    private void undo() {
        if (done.isEmpty()) {
            return;
        }
        Done operation = done.get(random.nextInt(done.size()));
        boolean possible = operation.children().stream()
                        .allMatch(part -> part.track().living() && part.track().version == part.version())
                && (operation.adjusts()
                        || operation.parents().stream().allMatch(part -> part.track().version == part.version() + 1));
        if (!possible) {
            assertThatThrownBy(() -> undoing.undo(operation.id(), "by mistake", WRITER))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_UNDOABLE));
            return;
        }
        OperationReport report = undoing.undo(operation.id(), "by mistake", WRITER);
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
        recorded(report.recordedAt());
    }

    private ModelTrack child(OperationReport report, int number) {
        ModelTrack child = new ModelTrack(
                new FeatureRef("parcel", report.children().get(number).id()));
        tracks.put(child.ref.id(), child);
        return child;
    }

    private static @Nullable Double figureOf(ModelTrack track) {
        return figures.of(track.ref).stream()
                .map(Observation::value)
                .findFirst()
                .orElse(null);
    }

    private static Draft draft(
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
                day(day).toString(),
                Map.of(),
                Map.of());
    }

    private void ask(String group, int day, int page, int sequence, boolean ofTheLayer) {
        // Of several pages written in the same millisecond the last one holds.
        int last = page;
        while (last + 1 < pages.size()
                && !pages.get(last + 1).recorded().isAfter(pages.get(page).recorded())) {
            last++;
        }
        boolean newest = last == pages.size() - 1 && random.nextBoolean();
        AsOf then = new AsOf(
                TimeInterval.at(day(day)), newest ? null : pages.get(page).recorded());
        Map<String, Said> expected = new TreeMap<>();
        Map<String, State> states = pages.get(last).states();
        states.forEach((id, state) -> {
            if (state.days()[day] != null) {
                expected.put(id, state.days()[day]);
            }
        });
        String question = "seed %d, sequence %d, day %d, page %d".formatted(SEED, sequence, day, page);
        if (ofTheLayer) {
            FeatureQuery query = FeatureQuery.all(SeenLayer.whole(parcel))
                    .where("block_no", group)
                    .asOf(then);
            Map<String, Said> found = new TreeMap<>();
            features.each(query, feature -> found.put(feature.ref().id(), Said.of(feature)));
            assertThat(found).as(question).isEqualTo(expected);
            assertThat(features.count(query)).as(question).isEqualTo(expected.size());
        }
        tracks.forEach((id, track) -> assertThat(features.find(track.ref, then, Sight.EVERYTHING)
                        .map(Said::of)
                        .orElse(null))
                .as(question + " " + id)
                .isEqualTo(expected.get(id)));
        states.forEach((id, state) -> {
            FeatureRef ref = new FeatureRef("parcel", id);
            assertThat(links.of(ref, then, ZONE)).as(question + " " + id).hasSize(state.linked()[day] ? 1 : 0);
            assertThat(figures.of(ref, then, ZONE))
                    .as(question + " " + id)
                    .extracting(Observation::value)
                    .containsExactlyElementsOf(state.figure() == null ? List.of() : List.of(state.figure()));
        });
    }

    private String word() {
        return "w" + ++words;
    }

    private static Instant day(int day) {
        return DAY_0.plus(day, ChronoUnit.DAYS);
    }

    private static String date(int day) {
        return LocalDate.ofInstant(day(day), ZONE).toString();
    }

    private Said place(String name, String state, @Nullable String note, int width) {
        int west = random.nextInt(500) * WIDTH;
        return new Said(name, state, note, west, west + width);
    }

    private static Geometry square(Said said) {
        double west = 121 + said.west() / 1e6;
        double east = 121 + said.east() / 1e6;
        return SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(west, 28.6),
            new Coordinate(east, 28.6),
            new Coordinate(east, 28.601),
            new Coordinate(west, 28.601),
            new Coordinate(west, 28.6)
        });
    }
}
