package org.tuban.tile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.TimeInterval;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;

/** Tiles of running services follow the store: after each write, over a restart, from one service to another. */
class TilesFollowIT {

    private static final Caller WRITER = Caller.system("test");
    /** After all of the demo data became so. */
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    private static final TileMatrixSet GRID = TileMatrixSets.webMercatorQuad();

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void showAWriteToItsWriterAtOnce(Backend backend) {
        try (TubanServer server = TubanServer.start(backend)) {
            Layer parcels = indexed(server);
            Random random = new Random(9);
            for (int k = 0; k < 50; k++) {
                change(server, random);
                assertThat(tiles(server, parcels)).containsExactlyElementsOf(stored(server, parcels));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void showThePastAsTheStoreHasIt(Backend backend) {
        try (TubanServer server = TubanServer.start(backend)) {
            Layer parcels = indexed(server);
            Features features = server.bean(Features.class);
            Random random = new Random(13);
            for (int day = 1; day <= 20; day++) {
                changeSince(server, random, NOVEMBER.plus(day, ChronoUnit.DAYS));
            }
            Feature ended =
                    features.list(FeatureQuery.all(SeenLayer.whole(parcels))).get(3);
            features.write(ended, new Edit(Operation.DELETE, Map.of(), null, null, "gone", Map.of()), WRITER);
            Instant known = Instant.now().plus(1, ChronoUnit.DAYS);
            for (int day = 0; day <= 21; day += 3) {
                Instant then = NOVEMBER.plus(day, ChronoUnit.DAYS).plusSeconds(90);
                assertThat(past(server, parcels, AsOf.during(TimeInterval.at(then))))
                        .as("day %d", day)
                        .isEqualTo(past(server, parcels, new AsOf(TimeInterval.at(then), known)))
                        .isNotEqualTo(tiles(server, parcels));
            }
        }
    }

    /** Tiles of the past from the index, which are those from the store. */
    private static List<String> past(TubanServer server, Layer layer, AsOf then) {
        LayerIndex index = Objects.requireNonNull(server.bean(TileIndexes.class).find(layer));
        LiveTiles live = server.bean(LiveTiles.class);
        TilePart part = new TilePart(FeatureQuery.all(SeenLayer.whole(layer)).asOf(then), null);
        List<String> packed = places(server, layer)
                .map(tile -> told(
                        tile,
                        TileMaker.make(
                                tile,
                                List.of(Objects.requireNonNull(
                                        server.bean(PastTiles.class).read(index.state(), then, tile))))))
                .toList();
        assertThat(packed)
                .containsExactlyElementsOf(places(server, layer)
                        .map(tile -> told(tile, TileMaker.make(tile, List.of(live.read(part, tile)))))
                        .toList());
        return packed;
    }

    @Test
    void followWhatIsWrittenOnAnotherService() {
        try (TubanServer one = TubanServer.start(Backend.POSTGIS);
                TubanServer other = TubanServer.startBeside(one)) {
            Layer parcels = indexed(one);
            indexed(other);
            Random random = new Random(10);
            for (int k = 0; k < 100; k++) {
                change(random.nextBoolean() ? one : other, random);
            }

            for (TubanServer server : List.of(one, other)) {
                await().atMost(20, SECONDS)
                        .untilAsserted(() ->
                                assertThat(tiles(server, parcels)).containsExactlyElementsOf(stored(server, parcels)));
            }
        }
    }

    @Test
    void comeFromTheFileAfterARestartUnlessItIsDamagedOrOld() throws IOException {
        Path file = home.resolve("var/tiles/parcel.index");
        TubanServer first = TubanServer.startIn(home, "--tuban.tile.file-from=1");
        Layer parcels = indexed(first);
        await().atMost(20, SECONDS).until(() -> Files.exists(file));
        change(first, new Random(11));
        List<String> before = tiles(first, parcels);
        first.stop();
        byte[] whole = Files.readAllBytes(file);

        assertThat(after(parcels)).containsExactlyElementsOf(before);
        byte[] flipped = Files.readAllBytes(file);
        flipped[flipped.length / 2] ^= 4;
        Files.write(file, flipped);
        assertThat(after(parcels)).containsExactlyElementsOf(before);
        Files.write(file, whole);
        TubanServer second = TubanServer.startIn(home, "--tuban.tile.file-from=1");
        change(second, new Random(12));
        List<String> changed = tiles(second, parcels);
        second.stop();
        Files.write(file, whole);
        assertThat(after(parcels)).containsExactlyElementsOf(changed);
    }

    @Test
    void areReadByGdal() {
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE)) {
            Layer parcels = indexed(server);
            for (TileAddress tile : places(server, parcels).toList()) {
                long drawn = VectorTileReader.read(find(server, parcels, tile)).stream()
                        .filter(layer -> layer.name().equals("parcel"))
                        .mapToLong(layer -> layer.features().size())
                        .sum();
                if (drawn > 0) {
                    String address = "MVT:/vsicurl/"
                            + server.uri("/ogc/collections/parcel/tiles/WebMercatorQuad/%d/%d/%d?f=mvt"
                                    .formatted(tile.level(), tile.row(), tile.column()));
                    String read =
                            Program.output("gdal-bin", "ogrinfo", "-ro", "-so", "-oo", "CLIP=NO", address, "parcel");
                    assertThat(read).as(address).contains("Feature Count: " + drawn);
                }
            }
        }
    }

    private List<String> after(Layer parcels) {
        TubanServer next = TubanServer.startIn(home, "--tuban.tile.file-from=1");
        try {
            indexed(next);
            List<String> found = tiles(next, parcels);
            assertThat(found).containsExactlyElementsOf(stored(next, parcels));
            return found;
        } finally {
            next.stop();
        }
    }

    /** The layer of parcels, once its index is there. */
    private static Layer indexed(TubanServer server) {
        Layer parcels = server.bean(Layers.class).find("parcel").orElseThrow();
        await().atMost(30, SECONDS).until(() -> server.bean(TileIndexes.class).find(parcels) != null);
        return parcels;
    }

    /** Moves a parcel and gives it another name. */
    private static void change(TubanServer server, Random random) {
        changeSince(server, random, null);
    }

    private static void changeSince(TubanServer server, Random random, @Nullable Instant since) {
        Features features = server.bean(Features.class);
        Layer layer = server.bean(Layers.class).find("parcel").orElseThrow();
        List<Feature> all = features.list(FeatureQuery.all(SeenLayer.whole(layer)));
        Feature parcel = all.get(random.nextInt(all.size()));
        if (parcel.geometry() == null) {
            return;
        }
        Geometry moved = AffineTransformation.translationInstance(
                        0.002 * (random.nextDouble() - 0.5), 0.002 * (random.nextDouble() - 0.5))
                .transform(parcel.geometry());
        features.write(
                parcel.ref(),
                parcel.version(),
                new Edit(
                        Operation.UPDATE,
                        Map.of("name", "图斑" + random.nextInt(1000)),
                        new Edit.Shape(moved),
                        since,
                        "moved",
                        Map.of()),
                WRITER);
    }

    private static List<String> tiles(TubanServer server, Layer layer) {
        return places(server, layer)
                .map(tile -> told(tile, find(server, layer, tile)))
                .toList();
    }

    /** A tile as one line: where it is, its bytes, and what to look for if they differ. */
    private static String told(TileAddress tile, byte[] bytes) {
        List<String> features = VectorTileReader.read(bytes).stream()
                .flatMap(layer -> layer.features().stream())
                .map(feature -> feature.id() + "=" + feature.properties().get("name"))
                .toList();
        return "%d/%d/%d %s %08x".formatted(tile.level(), tile.row(), tile.column(), features, Arrays.hashCode(bytes));
    }

    private static byte[] find(TubanServer server, Layer layer, TileAddress tile) {
        return server.bean(TileSource.class)
                .find(tile, List.of(TilePart.of(SeenLayer.whole(layer))))
                .bytes();
    }

    /** The same tiles as the store has them. */
    private static List<String> stored(TubanServer server, Layer layer) {
        LiveTiles live = server.bean(LiveTiles.class);
        return places(server, layer)
                .map(tile ->
                        told(tile, TileMaker.make(tile, List.of(live.read(TilePart.of(SeenLayer.whole(layer)), tile)))))
                .toList();
    }

    private static Stream<TileAddress> places(TubanServer server, Layer layer) {
        var extent = server.bean(Features.class).extent(SeenLayer.whole(layer)).orElseThrow();
        List<TileAddress> places = new ArrayList<>();
        for (int level : new int[] {8, 12, 14, 16}) {
            TileLimits limits = TileLimits.of(GRID, level, extent);
            for (int row = limits.minRow(); row <= limits.maxRow() && places.size() < 200; row++) {
                for (int column = limits.minColumn(); column <= limits.maxColumn(); column++) {
                    places.add(new TileAddress(GRID, level, row, column));
                }
            }
        }
        return places.stream();
    }
}
