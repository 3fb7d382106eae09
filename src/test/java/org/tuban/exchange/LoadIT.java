package org.tuban.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A layer loaded as a whole. */
@ParameterizedClass
@EnumSource(Backend.class)
class LoadIT {

    private static final Caller PLANNER = Caller.system("planner");
    private static final int MANY = 5_000;

    private static TubanServer server;

    @TempDir
    Path folder;

    private final List<String> refused = new ArrayList<>();
    private final List<String> aside = new ArrayList<>();

    LoadIT(Backend store) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend store) {
        server = TubanServer.start(store, "--tuban.demo=false");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void servesWhatWasLoadedWithItsHistoryAndOneLineInTheLog() throws IOException {
        ChangeLog log = server.bean(ChangeLog.class);
        server.awaitSettledLog();
        int lines = log.after(ChangeLog.Place.START, 1000).size();
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < MANY; number++) {
            text.append(parcel("many-" + number, 0.0001 * number)).append('\n');
        }

        assertThat(load(text.toString(), false, false)).isEqualTo(MANY);

        JsonNode page = TubanServer.json(
                server.get("/ogc/collections/parcel/items?limit=1000&bbox=121.24995,28.59,121.25055,28.61"));
        assertThat(page.get("features")
                        .valueStream()
                        .map(feature -> feature.get("id").asString()))
                .contains("many-0", "many-5")
                .doesNotContain("many-7");
        List<HistoryEntry> history =
                server.bean(Features.class).history(new FeatureRef("parcel", "many-" + (MANY - 1)), Sight.EVERYTHING);
        assertThat(history).singleElement().satisfies(entry -> {
            assertThat(entry.operation()).isEqualTo(Operation.CREATE);
            assertThat(entry.feature())
                    .isEqualTo(server.bean(Features.class)
                            .get(new FeatureRef("parcel", "many-" + (MANY - 1)), Sight.EVERYTHING));
        });
        server.awaitSettledLog();
        List<ChangeLog.Change> changes = log.after(ChangeLog.Place.START, 1000);
        assertThat(changes).hasSize(lines + 1);
        assertThat(changes.get(lines).kind()).isEqualTo("layer");
        assertThat(changes.get(lines).operation()).isEqualTo("load");
    }

    @Test
    void writesNothingIfOneIsRefusedAndSaysWhichAndWhy() {
        String text = String.join(
                "\n",
                parcel("one-good", 0),
                "{\"type\": \"Feature\", \"id\": \"no-shape\", \"geometry\": null, \"properties\": {\"name\": \"x\", \"no_field\": 1}}",
                "{broken",
                parcel("ü", 0));

        assertThatThrownBy(() -> load(text, false, false)).isInstanceOf(LoadRefusal.class);

        assertThat(refused).hasSize(3);
        assertThat(refused.get(0)).startsWith("2: ").contains("layer parcel");
        assertThat(refused.get(1)).startsWith("3: is not JSON");
        assertThat(refused.get(2)).startsWith("4: ").contains("id");
        assertThat(find("one-good")).isEmpty();
    }

    @Test
    void putsBadOnesAsideAndLoadsTheRest() throws IOException {
        String bad = "{\"type\": \"Feature\", \"id\": \"bad\"}";

        assertThat(load(parcel("rest-1", 0) + "\n" + bad + "\n\n" + parcel("rest-2", 0.001), false, true))
                .isEqualTo(2);

        assertThat(aside).containsExactly(bad);
        assertThat(find("rest-1")).isPresent();
        assertThat(find("rest-2")).isPresent();
    }

    @Test
    void refusesIdsThatAreThereOrTwiceInTheFile() throws IOException {
        load(parcel("there", 0), false, false);

        assertThat(load(parcel("there", 0) + "\n" + parcel("twice", 0) + "\n" + parcel("twice", 0.001), false, true))
                .isEqualTo(1);

        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "1: layer parcel has a feature 'there' already", "3: id \"twice\" is in the file twice");
    }

    @Test
    void goesOnWithTheVersionsOfWhatWasThereBefore() throws IOException {
        load(parcel("ended", 0), false, false);
        Features features = server.bean(Features.class);
        FeatureRef ref = new FeatureRef("parcel", "ended");
        features.write(ref, 1, new Edit(Operation.DELETE, Map.of(), null, null, null, Map.of()), PLANNER);

        load(parcel("ended", 0), false, false);

        assertThat(features.get(ref, Sight.EVERYTHING).version()).isEqualTo(3);
        assertThat(features.write(ref, 3, Edit.update(Map.of("name", "next"), null), PLANNER)
                        .version())
                .isEqualTo(4);
    }

    @Test
    void writesNothingInARehearsal() throws IOException {
        assertThat(load(parcel("rehearsed", 0), true, false)).isEqualTo(1);

        assertThat(find("rehearsed")).isEmpty();
    }

    @Test
    void loadsWhatAServiceAnswers() throws IOException {
        try (TubanServer other = TubanServer.start(Backend.GEOPACKAGE)) {
            String answer =
                    other.get("/ogc/collections/village/items?limit=1000").body();
            Path file = Files.writeString(folder.resolve("village.geojson"), answer);
            Layer village = layer("village");

            long loaded;
            try (FeatureStream stream = new FeatureStream(file, System.in)) {
                loaded = server.bean(FeatureLoader.class).load(village, stream, wish(false, false));
            }

            JsonNode before = TubanServer.json(other.get("/ogc/collections/village/items?limit=1000"));
            JsonNode after = TubanServer.json(server.get("/ogc/collections/village/items?limit=1000"));
            assertThat(loaded).isEqualTo(before.get("features").size());
            for (int index = 0; index < loaded; index++) {
                JsonNode one = before.get("features").get(index);
                JsonNode same = after.get("features").get(index);
                assertThat(same.get("geometry")).isEqualTo(one.get("geometry"));
                assertThat(same.get("properties").get("name"))
                        .isEqualTo(one.get("properties").get("name"));
                assertThat(same.get("properties").get("valid_from"))
                        .isEqualTo(one.get("properties").get("valid_from"));
            }
        }
    }

    private long load(String text, boolean rehearsal, boolean skip) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (FeatureStream stream = new FeatureStream(null, new ByteArrayInputStream(bytes))) {
            return server.bean(FeatureLoader.class).load(layer("parcel"), stream, wish(rehearsal, skip));
        }
    }

    private FeatureLoader.Wish wish(boolean rehearsal, boolean skip) {
        return new FeatureLoader.Wish(
                rehearsal,
                skip,
                refusal -> {
                    refused.add(refusal.item().number() + ": " + refusal.reason());
                    aside.add(refusal.item().line());
                },
                done -> {});
    }

    private static Optional<Feature> find(String id) {
        return server.bean(Features.class).find(new FeatureRef("parcel", id), Sight.EVERYTHING);
    }

    private static Layer layer(String id) {
        return server.bean(Layers.class).find(id).orElseThrow();
    }

    private static String parcel(String id, double east) {
        double west = 121.25 + east;
        return """
                {"type": "Feature", "id": "%s", "geometry": {"type": "Polygon", "coordinates": \
                [[[%3$.6f, 28.6], [%4$.6f, 28.6], [%4$.6f, 28.601], [%3$.6f, 28.6]]]}, "properties": {"name": "%s", \
                "status": "SIGNING", "area_stated_m2": 120.5, "survey_date": "2024-02-29", "households_total": 3, \
                "geometry_accuracy": "surveyed", "source": "src-tuban-example", \
                "valid_from": "2024-01-01T00:00:00Z"}}""".formatted(id, "图斑", west, west + 0.00009);
    }
}
