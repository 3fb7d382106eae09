package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuban.feature.ModelTrack.DAYS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.feature.ModelTrack.Said;
import org.tuban.feature.ModelTrack.State;
import org.tuban.indicator.Observation;
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
    private static final int QUESTIONS = 12;

    /** Every so many questions are also asked of the layer as a whole: that looks at what all sequences have written. */
    private static final int OF_THE_LAYER = 4;

    /** Sequences after which a new store is begun: questions to the layer grow with all that was ever written. */
    private static final int OF_ONE_STORE = 40;

    /** Each store has the next one. */
    private static long seed = Long.getLong("tuban.seed", 20_261_124L) - 1;

    private static TubanServer server;
    private static ModelParcels parcels;
    private static ModelOperations operations;

    private final List<Page> pages = new ArrayList<>();

    private final Backend backend;

    BitemporalModelIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        parcels = new ModelParcels(server, ++seed);
        operations = new ModelOperations(server, parcels);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** One page of the table: what was held to be so of each feature. */
    private record Page(Instant recorded, Map<String, State> states) {}

    @Test
    void everyAnswerIsTheModels() {
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            if (sequence > 0 && sequence % OF_ONE_STORE == 0) {
                stop();
                start(backend);
            }
            pages.clear();
            parcels.forget();
            operations.forget();
            String group = "G%d".formatted(sequence);
            for (int step = 0; step < STEPS; step++) {
                step(group);
                Map<String, State> states = new HashMap<>();
                parcels.tracks.forEach((id, track) -> states.put(id, track.state()));
                pages.add(new Page(parcels.lastRecorded(), states));
            }
            for (int question = 0; question < QUESTIONS; question++) {
                int day = parcels.random.nextInt(DAYS);
                ask(group, day, parcels.random.nextInt(STEPS), question % OF_THE_LAYER == 0);
            }
        }
    }

    private void step(String group) {
        if (parcels.tracks.size() < FEATURES && (parcels.tracks.isEmpty() || parcels.random.nextInt(6) == 0)) {
            parcels.create(group);
            return;
        }
        List<ModelTrack> all = new ArrayList<>(parcels.tracks.values());
        ModelTrack track = all.get(parcels.random.nextInt(all.size()));
        if (!track.living()) {
            parcels.restore(track);
            return;
        }
        switch (parcels.random.nextInt(17)) {
            case 12, 13 -> operations.split(track);
            case 14 -> operations.mergeOrAdjust(track);
            case 15, 16 -> operations.undo();
            case 0, 1, 2 -> parcels.edit(track, false);
            case 3, 4 -> parcels.edit(track, true);
            case 5, 6, 7, 8 -> parcels.correct(track);
            case 9 -> parcels.restore(track);
            case 10 -> parcels.move(track);
            default -> parcels.end(track);
        }
    }

    private void ask(String group, int day, int page, boolean ofTheLayer) {
        // Of several pages written in the same millisecond the last one holds.
        int last = page;
        while (last + 1 < pages.size()
                && !pages.get(last + 1).recorded().isAfter(pages.get(page).recorded())) {
            last++;
        }
        boolean newest = last == pages.size() - 1 && parcels.random.nextBoolean();
        AsOf then = new AsOf(
                TimeInterval.at(ModelParcels.day(day)),
                newest ? null : pages.get(page).recorded());
        Map<String, Said> expected = new TreeMap<>();
        Map<String, State> states = pages.get(last).states();
        states.forEach((id, state) -> {
            if (state.days()[day] != null) {
                expected.put(id, state.days()[day]);
            }
        });
        String question = "seed %d, sequence %s, day %d, page %d".formatted(seed, group, day, page);
        if (ofTheLayer) {
            FeatureQuery query = FeatureQuery.all(SeenLayer.whole(parcels.parcel))
                    .where("block_no", group)
                    .asOf(then);
            Map<String, Said> found = new TreeMap<>();
            parcels.features.each(query, feature -> found.put(feature.ref().id(), Said.of(feature)));
            assertThat(found).as(question).isEqualTo(expected);
            assertThat(parcels.features.count(query)).as(question).isEqualTo(expected.size());
        }
        parcels.tracks.forEach((id, track) -> assertThat(parcels.features
                        .find(track.ref, then, Sight.EVERYTHING)
                        .map(Said::of)
                        .orElse(null))
                .as(question + " " + id)
                .isEqualTo(expected.get(id)));
        states.forEach((id, state) -> {
            FeatureRef ref = new FeatureRef("parcel", id);
            assertThat(parcels.links.of(ref, then, ModelParcels.ZONE))
                    .as(question + " " + id)
                    .hasSize(state.linked()[day] ? 1 : 0);
            assertThat(parcels.figures.of(ref, then, ModelParcels.ZONE))
                    .as(question + " " + id)
                    .extracting(Observation::value)
                    .containsExactlyElementsOf(state.figure() == null ? List.of() : List.of(state.figure()));
        });
    }
}
