package org.tuban.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.feature.Feature;
import org.tuban.tile.VectorTileReader.TileFeature;
import org.tuban.tile.VectorTileReader.TileLayer;

/** Tiles from the index against tiles made from scratch by JTS, while features come, change and go. */
class LayerIndexTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final Envelope WINDOW = new Envelope(-64, 4160, -64, 4160);
    /** One cell to each side, seen from corner to corner, and a little for the world's own cells. */
    private static final double ONE_CELL = Math.sqrt(2) + 0.1;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void givesTheTilesThatJtsMakesFromScratch(int seed) {
        Random random = new Random(seed);
        Map<Long, Feature> stored = new TreeMap<>();
        for (long key = 1; key <= 100 + random.nextInt(200); key++) {
            stored.put(key, TestTiles.feature(key, 1, TestShapes.shape(random), status(random)));
        }
        LayerIndex index = TestTiles.index(new ArrayList<>(stored.values()));
        for (int step = 0; step < 25; step++) {
            change(random, index, stored);
            if (random.nextInt(4) == 0) {
                index.smooth();
            }
            compare(tile(random), index, stored, random);
        }
    }

    @Test
    void showsEveryReaderOneStateWhileItIsWritten() throws Exception {
        Random random = new Random(8);
        int features = 300;
        List<Feature> first = IntStream.rangeClosed(1, features)
                .mapToObj(key -> TestTiles.feature(key, 1, point(random), "0"))
                .toList();
        LayerIndex index = TestTiles.index(first);
        TileAddress tile = TileAddress.of(TileMatrixSets.webMercatorQuad(), 8, TestShapes.WEST, TestShapes.SOUTH);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(9);
        List<Future<Integer>> readers = new ArrayList<>();
        Callable<Integer> reader = () -> {
            int read = 0;
            while (!over.get() || read == 0) {
                List<TileFeature> seen = TestTiles.read(tile, index).get(0).features();
                assertThat(seen).hasSize(features);
                assertThat(seen.stream().map(feature -> feature.properties().get("status")))
                        .as("one state")
                        .containsOnly(seen.get(0).properties().get("status"));
                read++;
            }
            return read;
        };
        for (int k = 0; k < 8; k++) {
            readers.add(threads.submit(reader));
        }
        try {
            for (int version = 2; version <= 150; version++) {
                String status = Integer.toString(version);
                int next = version;
                index.apply(first.stream()
                        .map(feature -> TestTiles.word(TestTiles.feature(feature.key(), next, point(random), status)))
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
        assertThat(TestTiles.read(tile, index).get(0).features())
                .allMatch(feature -> feature.properties().get("status").equals("150"));
    }

    @Test
    void givesATileAnotherTagWhenSomethingOnItChangesAndOnlyThen() {
        Random random = new Random(3);
        List<Feature> features = IntStream.rangeClosed(1, 50)
                .mapToObj(key -> TestTiles.feature(key, 1, point(random), "a"))
                .toList();
        LayerIndex index = TestTiles.index(features);
        TileWindow here = new TileFrame(tileAt(features.get(0).geometry())).window();
        TileWindow elsewhere =
                new TileFrame(new TileAddress(TileMatrixSets.webMercatorQuad(), 16, 27_400, 54_000)).window();
        String tagHere = index.view(here).etag();
        String tagElsewhere = index.view(elsewhere).etag();

        index.apply(
                List.of(TestTiles.word(TestTiles.feature(1, 2, features.get(0).geometry(), "b"))));
        String tagAfter = index.view(here).etag();
        index.smooth();

        assertThat(tagAfter).isNotEqualTo(tagHere);
        assertThat(index.view(here).etag()).isEqualTo(tagAfter);
        assertThat(index.view(elsewhere).etag()).isEqualTo(tagElsewhere);
    }

    @Test
    void passesOverAnOlderWordThatComesLater() {
        Random random = new Random(4);
        Feature first = TestTiles.feature(1, 1, point(random), "a");
        LayerIndex index = TestTiles.index(List.of(first));
        Feature third = TestTiles.feature(1, 3, first.geometry(), "c");

        index.apply(List.of(TestTiles.word(third)));
        index.apply(List.of(TestTiles.word(TestTiles.feature(1, 2, first.geometry(), "b"))));
        assertThat(only(index, first).properties()).containsEntry("status", "c");

        index.apply(List.of(TestTiles.deletion(third), TestTiles.word(TestTiles.feature(1, 3, point(random), "d"))));
        assertThat(TestTiles.read(tileAt(first.geometry()), index)).isEmpty();
    }

    @Test
    void keepsTheOrderOfFeaturesHoweverTheyWereWritten() {
        Random random = new Random(5);
        List<Feature> features = IntStream.rangeClosed(1, 400)
                .mapToObj(key -> TestTiles.feature(key, 1, TestShapes.shape(random), "a"))
                .toList();
        LayerIndex whole = TestTiles.index(features);
        LayerIndex written = TestTiles.index(features.subList(0, 300));
        features.subList(300, 400).forEach(feature -> written.apply(List.of(TestTiles.word(feature))));
        TileAddress tile = new TileAddress(TileMatrixSets.webMercatorQuad(), 14, 6831, 13710);
        byte[] expected = TileMaker.make(tile, List.of(whole.state()));

        assertThat(TileMaker.make(tile, List.of(written.state()))).isEqualTo(expected);
        written.smooth();
        assertThat(TileMaker.make(tile, List.of(written.state()))).isEqualTo(expected);
    }

    @Test
    void statesWhatItLeavesOutAndDrawsTheLargest() {
        Random random = new Random(6);
        List<Feature> features = new ArrayList<>();
        for (long key = 1; key <= 4000; key++) {
            double side = key <= 20 ? 0.004 : 0.0001 + 0.0002 * random.nextDouble();
            double x = TestShapes.WEST + TestShapes.SPAN * random.nextDouble();
            double y = TestShapes.SOUTH + TestShapes.SPAN * random.nextDouble();
            features.add(TestTiles.feature(
                    key, 1, SHAPES.toGeometry(new Envelope(x, x + side, y, y + side)), key % 2 == 0 ? "even" : "odd"));
        }
        LayerIndex index = TestTiles.index(features);
        Set<Long> drawn = new HashSet<>();
        long counted = 0;
        long even = 0;
        for (TileAddress tile : tilesOf(11)) {
            Map<String, TileLayer> layers =
                    TestTiles.read(tile, index).stream().collect(Collectors.toMap(TileLayer::name, layer -> layer));
            if (layers.containsKey("test")) {
                assertThat(layers.get("test").features()).hasSizeBetween(1, 1300);
                layers.get("test").features().stream()
                        .map(TileFeature::id)
                        .filter(key -> isOwn(features.get((int) (key - 1)), tile))
                        .forEach(drawn::add);
            }
            if (layers.containsKey("test-aggregate")) {
                for (TileFeature square : layers.get("test-aggregate").features()) {
                    counted += (long) square.properties().get("count");
                    even += (long) square.properties().getOrDefault("status=even", 0L);
                    assertThat(TestTiles.shape(square).isValid()).isTrue();
                }
            }
        }

        assertThat(drawn).contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(counted).isGreaterThan(0);
        assertThat(even).isBetween(counted / 3, counted * 2 / 3);
        assertThat(drawn.size() + counted).isEqualTo(4000);
    }

    /** True if the middle of a feature lies on a tile without its margin. */
    private static boolean isOwn(Feature feature, TileAddress tile) {
        Coordinate middle =
                TestTiles.onTile(feature.geometry(), tile).getEnvelopeInternal().centre();
        return middle.x >= 0 && middle.x < 4096 && middle.y >= 0 && middle.y < 4096;
    }

    private static List<TileAddress> tilesOf(int level) {
        TileMatrixSet set = TileMatrixSets.webMercatorQuad();
        TileLimits limits = TileLimits.of(
                set,
                level,
                new Envelope(
                        TestShapes.WEST,
                        TestShapes.WEST + TestShapes.SPAN * 1.1,
                        TestShapes.SOUTH,
                        TestShapes.SOUTH + TestShapes.SPAN * 1.1));
        List<TileAddress> tiles = new ArrayList<>();
        for (int row = limits.minRow(); row <= limits.maxRow(); row++) {
            for (int column = limits.minColumn(); column <= limits.maxColumn(); column++) {
                tiles.add(new TileAddress(set, level, row, column));
            }
        }
        return tiles;
    }

    private static TileFeature only(LayerIndex index, Feature feature) {
        List<TileFeature> found =
                TestTiles.read(tileAt(feature.geometry()), index).get(0).features();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static TileAddress tileAt(Geometry shape) {
        Coordinate place = shape.getCoordinate();
        return TileAddress.of(TileMatrixSets.webMercatorQuad(), 16, place.x, place.y);
    }

    private static void change(Random random, LayerIndex index, Map<Long, Feature> stored) {
        List<LayerIndex.Word> words = new ArrayList<>();
        for (int k = random.nextInt(20); k >= 0; k--) {
            long key = 1 + random.nextInt(400);
            Feature known = stored.get(key);
            if (known != null && random.nextInt(5) == 0) {
                stored.remove(key);
                words.add(TestTiles.deletion(known));
            } else {
                Geometry shape = random.nextInt(3) == 0 && known != null ? known.geometry() : TestShapes.shape(random);
                long version = known == null ? 1000 + random.nextInt(1000) : known.version() + 1;
                Feature next = TestTiles.feature(key, version, shape, status(random));
                if (!index.knows(next.ref().id(), version)) {
                    stored.put(key, next);
                    words.add(TestTiles.word(next));
                }
            }
        }
        index.apply(words);
    }

    private static void compare(TileAddress tile, LayerIndex index, Map<Long, Feature> stored, Random random) {
        Map<Long, TileFeature> found = new HashMap<>();
        for (TileLayer layer : TestTiles.read(tile, index)) {
            if (layer.name().equals("test")) {
                layer.features().forEach(feature -> found.put(feature.id(), feature));
            }
        }
        Geometry window = SHAPES.toGeometry(WINDOW);
        for (Feature feature : stored.values()) {
            Geometry whole = TestTiles.onTile(feature.geometry(), tile);
            TileFeature drawn = found.remove(feature.key());
            if (drawn == null && !whole.getEnvelopeInternal().intersects(WINDOW)) {
                continue;
            }
            Geometry cut = whole.intersection(window);
            String what = "%s on %s %d: %s should be %s"
                    .formatted(
                            feature.ref(),
                            tile.set().id(),
                            tile.level(),
                            drawn == null ? "nothing" : TestTiles.shape(drawn),
                            cut);
            if (drawn == null) {
                assertThat(cut.isEmpty() || isSliver(cut, whole)).as(what).isTrue();
            } else {
                Geometry shape = TestTiles.shape(drawn);
                checkRings(drawn, what);
                assertThat(shape.isValid()).as(what).isTrue();
                assertThat(drawn.properties()).as(what).containsEntry("id", "F-" + feature.key());
                assertThat(drawn.properties().get("status")).isEqualTo(feature.text("status"));
                assertThat(whole.isWithinDistance(SHAPES.toGeometry(WINDOW), ONE_CELL))
                        .as(what)
                        .isTrue();
                assertThat(near(shape, cut.isEmpty() ? whole : cut)).as(what).isTrue();
                assertThat(cut.isEmpty() || covers(shape, cut, random)).as(what).isTrue();
            }
        }
        assertThat(found).as("features that there are not").isEmpty();
    }

    /** What only touches the window may be drawn or not. */
    private static boolean isSliver(Geometry cut, Geometry whole) {
        return cut.getEnvelopeInternal().getWidth() <= ONE_CELL
                || cut.getEnvelopeInternal().getHeight() <= ONE_CELL
                || cut.getDimension() < whole.getDimension();
    }

    /** True if every place of a drawn shape is within a cell of where it should be. */
    private static boolean near(Geometry drawn, Geometry expected) {
        return Stream.of(drawn.getCoordinates())
                .allMatch(place -> SHAPES.createPoint(place).isWithinDistance(expected, ONE_CELL));
    }

    /** True if what should be drawn is, but for parts that are so narrow that they may go in rounding. */
    private static boolean covers(Geometry drawn, Geometry expected, Random random) {
        if (expected.getDimension() < 2) {
            return near(expected, drawn);
        }
        Envelope box = expected.getEnvelopeInternal();
        Geometry outline = expected.getBoundary();
        return Stream.generate(() -> SHAPES.createPoint(new Coordinate(
                        box.getMinX() + random.nextDouble() * box.getWidth(),
                        box.getMinY() + random.nextDouble() * box.getHeight())))
                .limit(20)
                .filter(place -> expected.covers(place) && !outline.isWithinDistance(place, ONE_CELL))
                .allMatch(drawn::covers);
    }

    private static void checkRings(TileFeature drawn, String what) {
        if (drawn.type() == 3) {
            assertThat(TestTiles.area(drawn.paths().get(0))).as(what).isPositive();
            for (List<long[]> ring : drawn.paths()) {
                assertThat(ring.size()).as(what).isGreaterThanOrEqualTo(3);
                assertThat(TestTiles.area(ring)).as(what).isNotZero();
            }
        }
        for (List<long[]> path : drawn.paths()) {
            assertThat(path).allMatch(place -> WINDOW.contains(place[0], place[1]));
        }
    }

    private static TileAddress tile(Random random) {
        TileMatrixSet set = TileMatrixSets.list().get(random.nextInt(2));
        int level = 6 + random.nextInt(12);
        return TileAddress.of(
                set,
                level,
                TestShapes.WEST + TestShapes.SPAN * random.nextDouble(),
                TestShapes.SOUTH + TestShapes.SPAN * random.nextDouble());
    }

    private static String status(Random random) {
        return "S" + random.nextInt(5);
    }

    private static Geometry point(Random random) {
        return SHAPES.createPoint(TestShapes.place(random));
    }
}
