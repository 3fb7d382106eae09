package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.tuban.access.Caller;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Evaluation;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Dialect;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** A condition has one answer: PostGIS, GeoPackage and memory agree on random conditions over random things. */
class SameAnswersIT {

    private static final int THINGS = 150;
    private static final int CONDITIONS = 600;
    private static final long SEED = Long.getLong("tuban.seed", 20_261_123L);

    private static TubanServer postgis;
    private static TubanServer geoPackage;
    private static Layer thing;

    @BeforeAll
    static void start() {
        postgis = TubanServer.start(Backend.POSTGIS, "--tuban.data=src/test/resources/store/kinds");
        geoPackage = TubanServer.start(Backend.GEOPACKAGE, "--tuban.data=src/test/resources/store/kinds");
        thing = postgis.bean(Layers.class).find("thing").orElseThrow();
        for (TubanServer server : List.of(postgis, geoPackage)) {
            RandomConditions random = new RandomConditions(SEED);
            Features features = server.bean(Features.class);
            IntStream.range(0, THINGS).forEach(number -> {
                Geometry shape = random.shape();
                Map<String, @Nullable Object> values = new LinkedHashMap<>(random.values());
                values.put("geometry_accuracy", shape == null ? "none" : "surveyed");
                values.put("source", "src-drawn");
                features.create(
                        new FeatureRef("thing", "R-" + number),
                        new Edit(Operation.CREATE, values, new Edit.Shape(shape), null, null, Map.of()),
                        Caller.system("test"));
            });
        }
    }

    @AfterAll
    static void stop() {
        postgis.close();
        geoPackage.close();
    }

    @Test
    void agreeOnRandomConditions() {
        RandomConditions random = new RandomConditions(SEED + 1);
        List<Feature> all = geoPackage.bean(Features.class).list(FeatureQuery.all(SeenLayer.whole(thing)));
        int taken = 0;
        List<String> differences = new ArrayList<>();
        Map<TubanServer, Integer> said = new LinkedHashMap<>();
        for (int number = 0; number < CONDITIONS; number++) {
            Condition condition = random.condition(number % 4);
            Evaluation memory = new Evaluation(condition);
            List<String> expected = all.stream()
                    .filter(feature -> feature.version() > 0 && memory.takes(Properties.row(feature)))
                    .map(feature -> feature.ref().id())
                    .toList();
            for (TubanServer server : List.of(postgis, geoPackage)) {
                Features features = server.bean(Features.class);
                FeatureQuery query = FeatureQuery.all(SeenLayer.whole(thing)).matching(condition);
                List<String> found = features.list(query).stream()
                        .map(feature -> feature.ref().id())
                        .toList();
                if (!found.equals(expected) || features.count(query) != expected.size()) {
                    differences.add("%s, condition %d, %d instead of %d: %s"
                            .formatted(
                                    server == postgis ? "PostGIS" : "GeoPackage",
                                    number,
                                    found.size(),
                                    expected.size(),
                                    condition));
                }
                if (server.bean(Dialect.class).condition(thing, condition) != null) {
                    said.merge(server, 1, Integer::sum);
                }
            }
            taken += expected.isEmpty() || expected.size() == THINGS ? 0 : 1;
        }

        assertThat(differences).as("seed %d", SEED).isEmpty();
        assertThat(taken).as("conditions that take some and not all").isGreaterThan(CONDITIONS / 3);
        assertThat(said.values()).as("conditions that the databases decided").allMatch(n -> n > CONDITIONS * 8 / 10);
    }
}
