package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
import org.tuban.cql2.Condition;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Columns;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A value of every kind of field, from the write through both stores to the answer. */
@ParameterizedClass
@EnumSource(Backend.class)
class KindsOfValuesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static Features features;

    KindsOfValuesIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.data=src/test/resources/store/kinds");
        features = server.bean(Features.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void keepsAValueOfEveryKind() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("NAME", "图斑 𠮷 \"'\\");
        values.put("letter", "B");
        values.put("whole", 9_007_199_254_740_991L);
        values.put("Size", 0.1);
        values.put("open", false);
        values.put("day", LocalDate.of(2024, 2, 29));
        values.put("since", "2023-12");
        values.put("seen", Instant.parse("2022-04-16T10:13:19.123Z"));
        values.put("tags", List.of("甲", "𠮷,\"}{\\", "NULL", " a b "));

        Feature written = create(values);

        assertThat(features.get(written.ref(), Sight.EVERYTHING).properties()).containsAllEntriesOf(values);
        assertThat(features.history(written.ref(), Sight.EVERYTHING)
                        .get(0)
                        .feature()
                        .properties())
                .isEqualTo(written.properties());
    }

    @Test
    void tellsAnEmptyListFromNone() {
        Feature empty = create(Map.of("tags", List.of()));
        Feature none = create(Map.of());

        assertThat(features.get(empty.ref(), Sight.EVERYTHING).properties()).containsEntry("tags", List.of());
        assertThat(features.get(none.ref(), Sight.EVERYTHING).properties()).containsEntry("tags", null);
    }

    @Test
    void answersTimesAndListsInJson() {
        Feature feature = create(
                Map.of("seen", Instant.parse("2022-04-16T10:13:19Z"), "tags", List.of("甲", "b"), "NAME", "answered"));
        String id = feature.ref().id();

        JsonNode item = TubanServer.json(server.get("/ogc/collections/thing/items/" + id))
                .get("properties");
        JsonNode shown =
                TubanServer.json(server.get("/api/features/thing/" + id)).at("/feature/properties");

        for (JsonNode properties : List.of(item, shown)) {
            assertThat(properties.get("seen").asString()).isEqualTo("2022-04-16T10:13:19Z");
            assertThat(properties.get("tags").valueStream().map(JsonNode::asString))
                    .containsExactly("甲", "b");
        }
        assertThat(server.get("/ogc/collections/thing/items/" + id + "?f=html").body())
                .contains("甲");
    }

    @Test
    void findsByTimeAndByATextOfTheList() {
        Feature feature =
                create(Map.of("seen", Instant.parse("2021-01-01T00:00:00.5Z"), "tags", List.of("sought", "x%'")));
        create(Map.of("tags", List.of("soughtafter")));

        assertThat(found("tags=sought")).containsExactly(feature.ref().id());
        assertThat(found("tags=x%25%27")).containsExactly(feature.ref().id());
        assertThat(found("seen=2021-01-01T08:00:00.5%2B08:00"))
                .containsExactly(feature.ref().id());
    }

    /** Texts of a long list are handed to the database at once, and values of other kinds as what they are. */
    @Test
    void findsAmongHundredsOfValuesOfEveryKind() {
        LocalDate day = LocalDate.of(1990, 1, 1);
        Instant time = Instant.parse("1990-01-01T00:00:00Z");
        Feature feature = create(Map.of(
                "NAME",
                "n-7",
                "whole",
                77_007L,
                "Size",
                77_007.5,
                "day",
                day.plusDays(7),
                "seen",
                time.plusSeconds(7)));
        create(Map.of("NAME", "n-400", "whole", 77_400L, "Size", 77_400.5, "day", day.plusDays(400), "seen", time));

        assertThat(among("NAME", Kind.TEXT, number -> "n-" + number)).containsExactly(feature.ref());
        assertThat(among("whole", Kind.NUMBER, number -> 77_000L + number)).containsExactly(feature.ref());
        assertThat(among("Size", Kind.NUMBER, number -> 77_000.5 + number)).containsExactly(feature.ref());
        assertThat(among("day", Kind.DATE, day::plusDays)).containsExactly(feature.ref());
        assertThat(among("seen", Kind.TIMESTAMP, time::plusSeconds)).containsExactly(feature.ref());
        assertThat(among(Columns.KEY, Kind.NUMBER, number -> feature.key() + number - 1))
                .contains(feature.ref());
    }

    @Test
    void namesWhatIsWrongWithAList() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> create(Map.of("tags", List.of("good", "much too long for a tag"))));

        assertThat(problem.getMessage()).contains("tags").contains("at most 20 characters");
    }

    /** Databases do not relate them to other shapes. */
    @Test
    void refusesACollectionOfShapesOfSeveralKinds() {
        Geometry collection = new GeometryFactory()
                .buildGeometry(List.of(
                        new GeometryFactory().createPoint(new Coordinate(1, 1)),
                        new GeometryFactory()
                                .createLineString(new Coordinate[] {new Coordinate(1, 1), new Coordinate(2, 2)})));
        Edit edit = new Edit(
                Operation.CREATE,
                Map.of("geometry_accuracy", "surveyed", "source", "src-drawn"),
                new Edit.Shape(collection),
                null,
                null,
                Map.of());

        Problem problem = catchThrowableOfType(
                Problem.class, () -> features.create(new FeatureRef("thing", "C-1"), edit, WRITER));

        assertThat(problem.getMessage()).contains("geometry").contains("several kinds");
    }

    private static Feature create(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.put("geometry_accuracy", "none");
        all.put("source", "src-drawn");
        return features.create(
                new FeatureRef("thing", "K-" + SERIAL.incrementAndGet()),
                new Edit(Operation.CREATE, all, null, null, null, Map.of()),
                WRITER);
    }

    /** Things whose value is one of those of the numbers 1 to 300. */
    private static List<FeatureRef> among(String field, Kind kind, LongFunction<Object> values) {
        List<Scalar> list = LongStream.rangeClosed(1, 300)
                .<Scalar>mapToObj(number -> new Scalar.Literal(values.apply(number), kind))
                .toList();
        Layer thing = server.bean(Layers.class).find("thing").orElseThrow();
        FeatureQuery query = FeatureQuery.all(SeenLayer.whole(thing))
                .matching(new Condition.In(new Scalar.Property(field, kind), list));
        return features.list(query).stream().map(Feature::ref).toList();
    }

    private static Stream<String> found(String query) {
        return TubanServer.json(server.get("/ogc/collections/thing/items?" + query))
                .get("features")
                .valueStream()
                .map(feature -> feature.get("id").asString());
    }
}
