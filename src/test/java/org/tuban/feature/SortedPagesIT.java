package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.access.Caller;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Lists in an order, page by page, forwards and backwards, now and in the past. */
@ParameterizedClass
@EnumSource(Backend.class)
class SortedPagesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final Instant LATER = Instant.parse("2024-06-01T00:00:00Z");
    private static final int THINGS = 60;

    private static TubanServer server;
    private static Features features;
    private static Layer thing;
    private static int serial;

    SortedPagesIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.data=src/test/resources/store/kinds");
        features = server.bean(Features.class);
        thing = server.bean(Layers.class).find("thing").orElseThrow();
        Random random = new Random(20);
        IntStream.range(0, THINGS).forEach(number -> create(random, "listed"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    static Stream<List<Sort>> orders() {
        return Stream.of(
                List.of(),
                List.of(new Sort("NAME", false)),
                List.of(new Sort("NAME", true)),
                List.of(new Sort("whole", false)),
                List.of(new Sort("Size", true)),
                List.of(new Sort("open", true), new Sort("day", false)),
                List.of(new Sort("day", true), new Sort("open", false), new Sort("NAME", true)),
                List.of(new Sort("seen", false)),
                List.of(new Sort("id", true)),
                List.of(new Sort("valid_from", true), new Sort("letter", false)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void putsFeaturesInTheOrderThatMemoryPutsThemIn(List<Sort> order) {
        FeatureQuery query = listed().sortedBy(order);

        List<Feature> all = features.list(query);

        List<Feature> expected = new ArrayList<>(features.list(listed()));
        Collections.shuffle(expected, new Random(1));
        Ordering ordering = Ordering.of(query);
        expected.sort(
                (one, other) -> ordering.comparator().compare(ordering.positionOf(one), ordering.positionOf(other)));
        assertThat(keys(all)).isEqualTo(keys(expected)).hasSize(THINGS);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void walksForwardsAndBackWithoutGapsOrRepeats(List<Sort> order) {
        for (FeatureQuery query : List.of(
                listed().sortedBy(order),
                listed().asOf(AsOf.during(new TimeInterval(LATER, LATER))).sortedBy(order))) {
            List<Long> all = keys(features.list(query));

            List<List<Long>> pages = new ArrayList<>();
            List<Position> begins = new ArrayList<>();
            FeatureQuery page = query.page(null, 7);
            while (page != null) {
                FeaturePage read = features.page(page);
                assertThat(keys(features.list(read, 0, read.keys().size()))).isEqualTo(read.keys());
                pages.add(read.keys());
                begins.add(page.after());
                page = read.last() == null ? null : query.page(read.last(), 7);
            }

            assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
            for (int number = 1; number < pages.size(); number++) {
                Position begin = features.beginOfPageUpTo(query.page(null, 7), begins.get(number))
                        .orElse(null);
                assertThat(features.page(query.page(begin, 7)).keys()).isEqualTo(pages.get(number - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void givesEachFeatureOnceWhileOthersAreWritten(List<Sort> order) {
        Random random = new Random(3);
        FeatureQuery query = named("busy").sortedBy(order);
        IntStream.range(0, 20).forEach(number -> create(random, "busy"));
        List<Long> there = keys(features.list(query));

        List<Long> walked = new ArrayList<>();
        FeatureQuery page = query.page(null, 3);
        while (page != null && walked.size() < 500) {
            FeaturePage read = features.page(page);
            walked.addAll(read.keys());
            if (walked.size() < 60) {
                create(random, "busy");
            }
            page = read.last() == null ? null : query.page(read.last(), 3);
        }

        assertThat(walked).doesNotHaveDuplicates().containsAll(there);
        features.list(named("busy")).forEach(SortedPagesIT::delete);
    }

    @Test
    void goesOnBehindAFeatureThatWasDeleted() {
        Random random = new Random(4);
        FeatureQuery query = named("gone").sortedBy(List.of(new Sort("whole", true)));
        IntStream.range(0, 6).forEach(number -> create(random, "gone"));
        List<Feature> all = features.list(query);
        FeaturePage first = features.page(query.page(null, 3));

        delete(all.get(2));
        delete(all.get(3));

        assertThat(features.page(query.page(first.last(), 10)).keys()).isEqualTo(keys(all.subList(4, 6)));
    }

    @Test
    void countsAgainOnceSomethingWasWritten() {
        Random random = new Random(5);
        FeatureQuery query = named("counted");

        for (int number = 0; number < 3; number++) {
            assertThat(features.countOrEstimate(query)).isEqualTo(new Count(number, true));
            assertThat(features.countOrEstimate(query)).isEqualTo(new Count(number, true));
            create(random, "counted");
        }
    }

    private static FeatureQuery listed() {
        return named("listed");
    }

    private static FeatureQuery named(String tag) {
        return FeatureQuery.all(SeenLayer.whole(thing)).where("tags", tag);
    }

    private static List<Long> keys(List<Feature> list) {
        return list.stream().map(Feature::key).toList();
    }

    private static void create(Random random, String tag) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("NAME", some(random, "a", "B", "é", "𠮷", "\uFFFD", ""));
        values.put("letter", some(random, "a", "B", "c"));
        values.put("whole", some(random, -5L, 0L, 3L, 9_007_199_254_740_991L));
        values.put("Size", some(random, -1e300, -0.0, 0.0, 0.1, 5e-324));
        values.put("open", some(random, true, false));
        values.put("day", some(random, LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31)));
        values.put(
                "seen", some(random, Instant.parse("2022-04-16T10:13:19.001Z"), Instant.parse("0001-01-01T00:00:00Z")));
        values.put("tags", List.of(tag));
        values.put("geometry_accuracy", "none");
        values.put("source", "src-drawn");
        Instant since = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(3));
        features.create(
                new FeatureRef("thing", "S-" + (serial++ * 7919 % 1000) + "-" + serial),
                new Edit(Operation.CREATE, values, null, since, null, Map.of()),
                WRITER);
    }

    private static void delete(Feature feature) {
        features.write(
                feature.ref(),
                feature.version(),
                new Edit(Operation.DELETE, Map.of(), null, null, null, Map.of()),
                WRITER);
    }

    private static @Nullable Object some(Random random, Object... values) {
        int index = random.nextInt(values.length + 1);
        return index == values.length ? null : values[index];
    }
}
