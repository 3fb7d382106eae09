package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.access.Caller;
import org.tuban.feature.ModelTrack.Said;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Observations;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.link.Basis;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.TubanServer;

/** Parcels with the model of them: each write is done to both. Ordinary writes; operations are those of {@link ModelOperations}. */
final class ModelParcels {

    static final Instant DAY_0 = Instant.parse("2020-01-01T00:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Caller WRITER = Caller.system("test");
    static final GeometryFactory SHAPES = new GeometryFactory();

    private static final int WIDTH = 1024;
    private static final FeatureRef BLOCK = new FeatureRef("block", "V");
    private static final List<String> STATES = List.of("SURVEYED", "CONSULTED", "SIGNING", "CLEARED", "BANKED");

    final Features features;
    final Links links;
    final Observations figures;
    final Layer parcel;
    final Random random;
    final Map<String, ModelTrack> tracks = new LinkedHashMap<>();

    private final FeatureCorrections corrections;
    private Instant lastRecorded = Instant.EPOCH;
    private int words;

    ModelParcels(TubanServer server, long seed) {
        features = server.bean(Features.class);
        corrections = server.bean(FeatureCorrections.class);
        links = server.bean(Links.class);
        figures = server.bean(Observations.class);
        parcel = server.bean(Layers.class).find("parcel").orElseThrow();
        random = new Random(seed);
        Map<String, @Nullable Object> block = new HashMap<>();
        block.put("name", "V");
        block.put("geometry_accuracy", "none");
        block.put("source", parcel.source());
        features.create(BLOCK, new Edit(Operation.CREATE, block, new Edit.Shape(null), DAY_0, null, Map.of()), WRITER);
    }

    void forget() {
        tracks.clear();
        lastRecorded = Instant.EPOCH;
    }

    /** When the last write was written down. */
    Instant lastRecorded() {
        return lastRecorded;
    }

    void create(String group) {
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

    void edit(ModelTrack track, boolean transition) {
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

    void move(ModelTrack track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said before = track.now();
        Said after = place(before.name(), before.state(), before.note(), before.east() - before.west());
        Edit edit = new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(square(after)), day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, after);
        track.versions.put(track.version, after);
    }

    void end(ModelTrack track) {
        int day = track.since + random.nextInt(DAYS - track.since);
        Said last = track.now();
        Edit edit = new Edit(Operation.DELETE, Map.of(), null, day(day), null, Map.of());
        written(track, features.write(track.ref, track.version, edit, WRITER));
        track.from(day, null);
        track.versions.put(track.version, last);
    }

    /** The state stays that of now, or that of the end. */
    void restore(ModelTrack track) {
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

    void correct(ModelTrack track) {
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

    void written(ModelTrack track, Feature feature) {
        track.version = feature.version();
        track.versions.putIfAbsent(track.version, Said.of(feature));
        recorded(feature.recordedAt());
    }

    void recorded(Instant at) {
        assertThat(at).isAfterOrEqualTo(lastRecorded);
        lastRecorded = at;
    }

    String word() {
        return "w" + ++words;
    }

    static Instant day(int day) {
        return DAY_0.plus(day, ChronoUnit.DAYS);
    }

    static String date(int day) {
        return LocalDate.ofInstant(day(day), ZONE).toString();
    }

    Said place(String name, String state, @Nullable String note, int width) {
        int west = random.nextInt(500) * WIDTH;
        return new Said(name, state, note, west, west + width);
    }

    static Geometry square(Said said) {
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
