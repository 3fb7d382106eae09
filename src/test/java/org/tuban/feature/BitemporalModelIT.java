package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.tuban.access.Caller;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/**
 * Random histories against a model that is as simple as can be: for each feature, what is held to be so on each of a few
 * days; every write is a new page of that table, and the pages before stay as they were.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class BitemporalModelIT {

    private static final int SEQUENCES = Integer.getInteger("tuban.sequences", 40);
    private static final int STEPS = 60;
    private static final int FEATURES = 4;
    private static final int DAYS = 14;
    private static final int QUESTIONS = 40;
    private static final long SEED = Long.getLong("tuban.seed", 20_261_124L);

    private static final Instant DAY_0 = Instant.parse("2020-01-01T00:00:00Z");
    private static final Caller WRITER = Caller.system("test");
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final List<String> STATES = List.of("SURVEYED", "CONSULTED", "SIGNING", "CLEARED", "BANKED");

    private static TubanServer server;
    private static Features features;
    private static FeatureCorrections corrections;
    private static Layer parcel;

    BitemporalModelIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        features = server.bean(Features.class);
        corrections = server.bean(FeatureCorrections.class);
        parcel = server.bean(Layers.class).find("parcel").orElseThrow();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** What is said of a feature: a name, a state, a note and where its shape begins. */
    private record Said(String name, String state, @Nullable String note, int place) {

        static Said of(Feature feature) {
            Geometry shape = feature.geometry();
            int place = shape == null ? -1 : (int) Math.round((shape.getCoordinates()[0].x - 121) * 1000);
            return new Said(
                    String.valueOf(feature.text("name")),
                    String.valueOf(feature.text("status")),
                    feature.text("location"),
                    place);
        }
    }

    /** One page of the table: what was held to be so on each day; null where the feature was not. */
    private record Page(Instant recorded, Map<String, @Nullable Said[]> days) {}

    /** A feature as the model follows it. */
    private static final class Track {

        private final FeatureRef ref;
        private @Nullable Said[] days = new Said[DAYS];
        private long version;
        /** The day since when what is now is so. */
        private int since;

        private final Map<Long, Said> versions = new TreeMap<>();

        Track(FeatureRef ref) {
            this.ref = ref;
        }

        boolean living() {
            return days[DAYS - 1] != null;
        }

        Said now() {
            return Objects.requireNonNull(days[DAYS - 1]);
        }

        void from(int day, @Nullable Said said) {
            Arrays.fill(days, day, DAYS, said);
            since = day;
        }
    }

    private final Random random = new Random(SEED);
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private Instant lastRecorded = Instant.EPOCH;
    private int words;

    @Test
    void everyAnswerIsTheModels() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            pages.clear();
            tracks.clear();
            lastRecorded = Instant.EPOCH;
            String group = "G%d".formatted(sequence);
            for (int step = 0; step < STEPS; step++) {
                step(group);
                Map<String, @Nullable Said[]> days = new HashMap<>();
                tracks.forEach((id, track) -> days.put(id, track.days.clone()));
                pages.add(new Page(lastRecorded, days));
            }
            for (int question = 0; question < QUESTIONS; question++) {
                ask(group, random.nextInt(DAYS), random.nextInt(STEPS), sequence);
            }
        }
    }

    private void step(String group) {
        if (tracks.size() < FEATURES && (tracks.isEmpty() || random.nextInt(6) == 0)) {
            create(group);
            return;
        }
        List<Track> all = new ArrayList<>(tracks.values());
        Track track = all.get(random.nextInt(all.size()));
        if (!track.living()) {
            restore(track);
            return;
        }
        switch (random.nextInt(12)) {
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
        Track track = new Track(ref);
        Said said = new Said(word(), "SURVEYED", null, random.nextInt(500));
        int day = random.nextInt(DAYS);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", said.name());
        values.put("status", said.state());
        values.put("block_no", group);
        values.put("geometry_accuracy", "schematic");
        values.put("source", parcel.source());
        Feature made = features.create(
                ref,
                new Edit(Operation.CREATE, values, new Edit.Shape(square(said.place())), day(day), null, Map.of()),
                WRITER);
        tracks.put(ref.id(), track);
        track.from(day, said);
        written(track, made);
    }

    private void edit(Track track, boolean transition) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        Map<String, @Nullable Object> values = new HashMap<>();
        Said after;
        if (transition) {
            String state = STATES.get(random.nextInt(STATES.size()));
            values.put("status", state);
            after = new Said(before.name(), state, before.note(), before.place());
            written(
                    track,
                    features.write(
                            track.ref, track.version, Edit.transition(values, day(day), null, Map.of()), WRITER));
        } else {
            after = new Said(word(), before.state(), random.nextBoolean() ? word() : before.note(), before.place());
            values.put("name", after.name());
            values.put("location", after.note());
            Edit edit = new Edit(Operation.UPDATE, values, null, day(day), null, Map.of());
            written(track, features.write(track.ref, track.version, edit, WRITER));
        }
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void move(Track track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        Said after = new Said(before.name(), before.state(), before.note(), random.nextInt(500));
        Edit edit =
                new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(square(after.place())), day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void end(Track track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said last = track.now();
        Edit edit = new Edit(Operation.DELETE, Map.of(), null, day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, null);
        track.versions.put(track.version, last);
    }

    /** The state stays that of now, or that of the end. */
    private void restore(Track track) {
        List<Long> versions = new ArrayList<>(track.versions.keySet());
        long wanted = versions.get(random.nextInt(versions.size()));
        Said said = track.versions.get(wanted);
        Said last = track.living() ? track.now() : track.versions.get(track.version);
        int day = track.since + random.nextInt(DAYS - track.since);
        Said after = new Said(said.name(), last.state(), said.note(), said.place());
        written(track, corrections.restore(track.ref, track.version, wanted, day(day), null, WRITER));
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    private void correct(Track track) {
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
                track.days[day] = new Said(name, old.state(), note == null ? old.note() : note, old.place());
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

    private void written(Track track, Feature feature) {
        track.version = feature.version();
        track.versions.putIfAbsent(track.version, Said.of(feature));
        assertThat(feature.recordedAt()).isAfterOrEqualTo(lastRecorded);
        lastRecorded = feature.recordedAt();
    }

    private void ask(String group, int day, int page, int sequence) {
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
        pages.get(last).days().forEach((id, days) -> {
            if (days[day] != null) {
                expected.put(id, days[day]);
            }
        });
        FeatureQuery query = FeatureQuery.all(SeenLayer.whole(parcel))
                .where("block_no", group)
                .asOf(then);
        Map<String, Said> found = new TreeMap<>();
        features.each(query, feature -> found.put(feature.ref().id(), Said.of(feature)));
        String question = "seed %d, sequence %d, day %d, page %d".formatted(SEED, sequence, day, page);

        assertThat(found).as(question).isEqualTo(expected);
        assertThat(features.count(query)).as(question).isEqualTo(expected.size());
        tracks.forEach((id, track) -> assertThat(features.find(track.ref, then, Sight.EVERYTHING)
                        .map(Said::of)
                        .orElse(null))
                .as(question + " " + id)
                .isEqualTo(expected.get(id)));
    }

    private String word() {
        return "w" + ++words;
    }

    private static Instant day(int day) {
        return DAY_0.plus(day, ChronoUnit.DAYS);
    }

    private static Geometry square(int place) {
        double west = 121 + place / 1000.0;
        return SHAPES.createPolygon(new Coordinate[] {
            new Coordinate(west, 28.6),
            new Coordinate(west + 0.001, 28.6),
            new Coordinate(west + 0.001, 28.601),
            new Coordinate(west, 28.601),
            new Coordinate(west, 28.6)
        });
    }
}
