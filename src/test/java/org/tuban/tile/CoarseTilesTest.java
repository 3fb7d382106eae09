package org.tuban.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.tuban.feature.Feature;
import org.tuban.tile.VectorTileReader.TileFeature;
import org.tuban.tile.VectorTileReader.TileLayer;

/** Tiles that draw some features and count the others, against a plain count, while features come, change and go. */
class CoarseTilesTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int FEATURES = 5000;
    private static final Envelope WORLD = new Envelope(
            TestShapes.WEST - 0.1,
            TestShapes.WEST + TestShapes.SPAN + 0.2,
            TestShapes.SOUTH - 0.1,
            TestShapes.SOUTH + TestShapes.SPAN + 0.1);
    private static final TileAddress WHOLE =
            TileAddress.of(TileMatrixSets.webMercatorQuad(), 8, TestShapes.WEST, TestShapes.SOUTH);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void drawsOrCountsEveryFeatureOnOneTileOfALevel(int seed) {
        Random random = new Random(seed);
        Map<Long, Feature> stored = features(random);
        LayerIndex index = TestTiles.index(new ArrayList<>(stored.values()));
        for (int step = 0; step < 8; step++) {
            change(random, index, stored);
            if (random.nextInt(3) == 0) {
                index.smooth();
            }
            TileMatrixSet set = TileMatrixSets.list().get(step % 2);
            int level = 7 + random.nextInt(6);
            Map<String, Long> found = new TreeMap<>();
            for (TileAddress tile : tiles(set, level)) {
                tally(tile, index.state()).forEach((status, number) -> found.merge(status, number, Long::sum));
            }
            Map<String, Long> expected = new TreeMap<>();
            stored.values().forEach(feature -> expected.merge(feature.text("status"), 1L, Long::sum));
            expected.put("", (long) stored.size());
            assertThat(found).as("%s %d, step %d", set.id(), level, step).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7})
    void drawsTheFirstOfTheOrderHoweverTheyWereWritten(int seed) {
        Random random = new Random(seed);
        Map<Long, Feature> stored = features(random);
        LayerIndex index = TestTiles.index(new ArrayList<>(stored.values()));
        for (int step = 0; step < 10; step++) {
            change(random, index, stored);
            LayerState state = index.state();
            TileAddress tile = tile(random);
            TileWindow window = new TileFrame(tile).window();
            Selection.Budget budget = new Selection.Budget(1 + random.nextInt(1500), 1 + random.nextInt(200_000));

            assertThat(drawn(state, window, budget)).isEqualTo(firstOf(state, window, budget));
            byte[] bytes = TileMaker.make(tile, List.of(state));
            LayerState fresh = TestTiles.index(new ArrayList<>(stored.values())).state();
            assertThat(drawn(fresh, window, budget)).isEqualTo(drawn(state, window, budget));
            assertThat(tally(tile, fresh)).isEqualTo(tally(tile, state));
            index.smooth();
            assertThat(Arrays.equals(TileMaker.make(tile, List.of(index.state())), bytes))
                    .as("the same tile when smooth")
                    .isTrue();
        }
    }

    @Test
    void countsOneStateForEveryReaderWhileItIsWritten() throws Exception {
        Random random = new Random(8);
        List<Feature> first = IntStream.rangeClosed(1, FEATURES)
                .mapToObj(key -> TestTiles.feature(key, 1, small(random), "1"))
                .toList();
        LayerIndex index = TestTiles.index(first);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Integer> reader = () -> {
            int read = 0;
            LayerState before = index.state();
            byte[] then = TileMaker.make(WHOLE, List.of(before));
            while (!over.get() || read == 0) {
                Map<String, Long> tally = tally(WHOLE, index.state());
                assertThat(tally.get("")).isEqualTo(FEATURES);
                assertThat(tally).as("all of one state").hasSize(2).doesNotContainValue(0L);
                read++;
            }
            assertThat(Arrays.equals(TileMaker.make(WHOLE, List.of(before)), then))
                    .as("the state of the beginning")
                    .isTrue();
            return read;
        };
        List<Future<Integer>> readers = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            readers.add(threads.submit(reader));
        }
        try {
            for (int version = 2; version <= 40; version++) {
                int next = version;
                index.apply(first.stream()
                        .map(feature -> TestTiles.word(
                                TestTiles.feature(feature.key(), next, small(random), Integer.toString(next))))
                        .toList());
                if (version % 5 == 0) {
                    index.smooth();
                }
            }
        } finally {
            over.set(true);
        }
        for (Future<Integer> done : readers) {
            assertThat(done.get()).isPositive();
        }
        threads.shutdown();
        assertThat(tally(WHOLE, index.state())).isEqualTo(Map.of("", (long) FEATURES, "40", (long) FEATURES));
    }

    @Test
    void countsAPlaceInTheSquareThatItIsDrawnIn() {
        Random random = new Random(9);
        for (int k = 0; k < 300; k++) {
            TileMatrixSet set = TileMatrixSets.list().get(k % 2);
            TileMatrix matrix = set.matrix(random.nextInt(18));
            TileFrame frame = new TileFrame(new TileAddress(
                    set, matrix.level(), random.nextInt(matrix.height()), random.nextInt(matrix.width())));
            Squares squares = new Squares(frame);
            TileWindow own = frame.own();
            for (int n = 0; n < 50; n++) {
                int x = within(random, own.minX(), own.maxX());
                int y = within(random, own.minY(), own.maxY());
                int column = Math.max(0, Math.min(15, (int) Math.floor(frame.x(x) / 256)));
                int row = Math.max(0, Math.min(15, (int) Math.floor(frame.y(y) / 256)));
                assertThat(squares.at(x, y)).isEqualTo(16 * row + column);
                assertThat(squares.around(x, y, x, y)).isEqualTo(16 * row + column);
            }
            assertThat(squares.around(own.minX(), own.minY(), own.maxX(), own.maxY()))
                    .isNegative();
        }
    }

    @Test
    void drawsTheLargestHoweverManyPlacesItHas() {
        Random random = new Random(10);
        List<Feature> features = new ArrayList<>(features(random).values());
        Geometry lake = SHAPES.createPoint(new Coordinate(TestShapes.WEST, TestShapes.SOUTH))
                .buffer(0.05, 30_000);
        features.add(TestTiles.feature(FEATURES + 1, 1, lake, "lake"));
        LayerIndex index = TestTiles.index(features);

        assertThat(TestTiles.read(WHOLE, index).get(0).features())
                .extracting(TileFeature::id)
                .containsExactly(FEATURES + 1L);
        assertThat(tally(WHOLE, index.state())).containsEntry("", FEATURES + 1L);
    }

    @Test
    void bearsAnAreaWhoseHoleIsLargerThanItself() {
        Random random = new Random(11);
        List<Feature> features = new ArrayList<>(features(random).values());
        Polygon area = SHAPES.createPolygon(ring(0.0001), new LinearRing[] {ring(0.01)});
        features.add(TestTiles.feature(FEATURES + 1, 1, area, "wrong"));
        LayerIndex index = TestTiles.index(features);

        assertThat(tally(WHOLE, index.state())).containsEntry("", FEATURES + 1L).containsEntry("wrong", 1L);
    }

    private static LinearRing ring(double side) {
        Envelope box = new Envelope(TestShapes.WEST, TestShapes.WEST + side, TestShapes.SOUTH, TestShapes.SOUTH + side);
        return ((Polygon) SHAPES.toGeometry(box)).getExteriorRing();
    }

    /** How many features are a tile's own, drawn or counted: in all under the empty name, and of each state. */
    private static Map<String, Long> tally(TileAddress tile, LayerState state) {
        Map<String, Long> tally = new HashMap<>();
        TileWindow own = new TileFrame(tile).own();
        for (TileLayer layer : VectorTileReader.read(TileMaker.make(tile, List.of(state)))) {
            if (layer.name().equals("test")) {
                Set<Long> seen = new HashSet<>();
                for (TileFeature feature : layer.features()) {
                    if (seen.add(feature.id()) && isIn(own, state, feature.id())) {
                        tally.merge("", 1L, Long::sum);
                        tally.merge((String) feature.properties().get("status"), 1L, Long::sum);
                    }
                }
            } else if (layer.name().equals("test-aggregate")) {
                for (TileFeature square : layer.features()) {
                    square.properties()
                            .forEach((key, number) -> tally.merge(
                                    key.equals("count") ? "" : key.substring("status=".length()),
                                    (long) number,
                                    Long::sum));
                }
            }
        }
        return tally;
    }

    private static boolean isIn(TileWindow own, LayerState state, long key) {
        for (Segment segment : state.segments()) {
            int row = segment.find(key);
            if (row >= 0 && segment.has(row, state.change())) {
                return own.contains(segment.labelX(row), segment.labelY(row));
            }
        }
        throw new AssertionError("drawn, and not there: " + key);
    }

    private static Set<Long> drawn(LayerState state, TileWindow window, Selection.Budget budget) {
        Selection selection = Selection.of(state, window, budget);
        Set<Long> keys = new HashSet<>();
        for (int k = 0; k < selection.size(); k++) {
            keys.add(selection.segment(k).keys()[selection.row(k)]);
        }
        assertThat(keys).hasSize(selection.size());
        return keys;
    }

    /** What a selection should be, by looking at every row and sorting them. */
    private static Set<Long> firstOf(LayerState state, TileWindow window, Selection.Budget budget) {
        record Row(long rank, long key, int bytes) {}
        List<Row> rows = new ArrayList<>();
        for (Segment segment : state.segments()) {
            for (int row = 0; row < segment.size(); row++) {
                if (segment.has(row, state.change()) && segment.boxes().meets(0, row, window)) {
                    rows.add(new Row(
                            segment.order().rank(0, row),
                            segment.keys()[row],
                            segment.shapes().length(row)));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Row::rank).reversed());
        boolean all = rows.size() <= budget.features()
                && rows.stream().mapToLong(Row::bytes).sum() <= budget.bytes();
        Set<Long> keys = new HashSet<>();
        long bytes = 0;
        for (Row row : rows) {
            if (all || keys.size() < budget.features() && bytes < budget.bytes()) {
                keys.add(row.key());
                bytes += row.bytes();
            }
        }
        return keys;
    }

    private static Map<Long, Feature> features(Random random) {
        Map<Long, Feature> features = new TreeMap<>();
        for (long key = 1; key <= FEATURES; key++) {
            features.put(key, TestTiles.feature(key, 1, shape(random), status(random)));
        }
        return features;
    }

    private static void change(Random random, LayerIndex index, Map<Long, Feature> stored) {
        List<LayerIndex.Word> words = new ArrayList<>();
        Set<Long> keys = new HashSet<>();
        for (int k = random.nextInt(random.nextInt(4) == 0 ? 1500 : 20); k >= 0; k--) {
            keys.add(1L + random.nextInt(FEATURES + 500));
        }
        for (long key : keys) {
            Feature known = stored.get(key);
            if (known != null && random.nextInt(4) == 0) {
                stored.remove(key);
                words.add(TestTiles.deletion(known));
            } else {
                long version = known == null ? 1000 + random.nextInt(1000) : known.version() + 1;
                Geometry shape = known != null && random.nextBoolean() ? known.geometry() : shape(random);
                Feature next = TestTiles.feature(key, version, shape, status(random));
                if (!index.knows(next.ref().id(), version)) {
                    stored.put(key, next);
                    words.add(TestTiles.word(next));
                }
            }
        }
        index.apply(words);
    }

    private static Geometry shape(Random random) {
        return random.nextInt(20) == 0 ? TestShapes.shape(random) : small(random);
    }

    /** A point, or a square of one of a few sizes. */
    private static Geometry small(Random random) {
        Coordinate place = TestShapes.place(random);
        double side = 0.0001 * random.nextInt(4);
        return side == 0
                ? SHAPES.createPoint(place)
                : SHAPES.toGeometry(new Envelope(place.x, place.x + side, place.y, place.y + side));
    }

    private static String status(Random random) {
        return "S" + random.nextInt(random.nextInt(10) == 0 ? 300 : 5);
    }

    private static TileAddress tile(Random random) {
        Coordinate place = TestShapes.place(random);
        TileMatrixSet set = TileMatrixSets.list().get(random.nextInt(2));
        return TileAddress.of(set, 7 + random.nextInt(6), place.x, place.y);
    }

    private static List<TileAddress> tiles(TileMatrixSet set, int level) {
        TileLimits limits = TileLimits.of(set, level, WORLD);
        List<TileAddress> tiles = new ArrayList<>();
        for (int row = limits.minRow(); row <= limits.maxRow(); row++) {
            for (int column = limits.minColumn(); column <= limits.maxColumn(); column++) {
                tiles.add(new TileAddress(set, level, row, column));
            }
        }
        return tiles;
    }

    private static int within(Random random, int first, int last) {
        return (int) (first + (long) (random.nextDouble() * ((long) last - first + 1)));
    }
}
