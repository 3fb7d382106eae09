package org.tuban.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Mosaic;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.DataFolder;

/** How long the steps to a tile take over 250 000 parcels, and how long an edit takes to be in the index. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TileKernels {

    private static final int PARCELS = 250_000;
    private static final double LONGITUDE = 121.17;
    private static final double LATITUDE = 28.57;
    private static final Instant DAY = Instant.parse("2024-01-01T00:00:00Z");

    /** Level of the tile; 14 has about 4700 parcels, 17 about 95. */
    @Param({"12", "14", "16", "17"})
    private int level;

    private TileAddress tile;
    private TileFrame frame;
    private TileWindow window;
    private LayerIndex index;
    private List<Feature> features;
    private int edited;
    private final Clip clip = new Clip();
    private int[][] rings;

    /** Packs the parcels. */
    @Setup
    public void pack() throws IOException {
        TileFields fields = fields();
        tile = TileAddress.of(TileMatrixSets.webMercatorQuad(), level, LONGITUDE, LATITUDE);
        frame = new TileFrame(tile);
        window = frame.window();
        features = new Mosaic(PARCELS).parcels().map(TileKernels::feature).toList();
        List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(fields);
        SegmentBuilder rows = new SegmentBuilder(dictionaries, features.size());
        features.forEach(feature -> rows.add(feature, fields));
        index = new LayerIndex(fields, dictionaries, rows.build(dictionaries), List.of());
        rings = rings();
    }

    private static TileFields fields() throws IOException {
        Path copy = Files.createTempDirectory("kernels");
        try {
            return DataFolder.copyOf(Path.of("data", "demo"), copy).layers().list().stream()
                    .filter(layer -> layer.id().equals("parcel"))
                    .map(TileFields::of)
                    .findFirst()
                    .orElseThrow();
        } finally {
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    private static Feature feature(Mosaic.Parcel parcel) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", parcel.name());
        properties.put("status", parcel.status());
        properties.put("landuse_code", parcel.landUse());
        properties.put("geometry_accuracy", "surveyed");
        long key = 1 + Long.parseLong(parcel.id().substring(2));
        return feature(parcel.id(), key, 1, parcel.shape(), properties);
    }

    private static Feature feature(String id, long key, long version, Geometry shape, Map<String, ?> properties) {
        return new Feature(
                new FeatureRef("parcel", id), key, version, shape, new LinkedHashMap<>(properties), DAY, DAY, "bench");
    }

    /** A thousand outlines as cells around the western edge of the tile, which cuts half of them. */
    /** Outlines that lie across the western edge of the tile. */
    private int[][] rings() {
        int[][] found = new int[1000][];
        for (int k = 0; k < found.length; k++) {
            Coordinate[] ring = features.get(k).geometry().getCoordinates();
            found[k] = new int[2 * (ring.length - 1)];
            int left = WorldGrid.x(ring[0].x) - window.minX();
            int up = WorldGrid.y(ring[0].y) - (window.minY() + window.maxY()) / 2;
            for (int place = 0; place + 1 < ring.length; place++) {
                found[k][2 * place] = WorldGrid.x(ring[place].x) - left;
                found[k][2 * place + 1] = WorldGrid.y(ring[place].y) - up;
            }
        }
        return found;
    }

    /** A whole tile: find, cut, write. */
    @Benchmark
    public byte[] makeTile() {
        return TileMaker.make(tile, List.of(index.view(window).state()));
    }

    /** Finds the parcels of a tile. */
    @Benchmark
    public int[] query() {
        int[] found = new int[1];
        index.state().visit(window, (source, segment, row) -> ++found[0] > 0);
        return found;
    }

    /** Cuts a thousand outlines. */
    @Benchmark
    public int clipThousand() {
        int places = 0;
        for (int[] ring : rings) {
            clip.begin(ring, ring.length, frame);
            clip.ring(TileWindow.WEST);
            places += clip.size();
        }
        return places;
    }

    /** Takes an edit of one parcel in, and smooths when it is time to. */
    @Benchmark
    public void edit() {
        int number = (int) (edited * 7919L % PARCELS);
        long version = 2 + edited / PARCELS;
        edited++;
        Feature before = features.get(number);
        Feature after = feature(before.ref().id(), before.key(), version, before.geometry(), before.properties());
        index.apply(List.of(new LayerIndex.Word(after.ref().id(), after.key(), version, after)));
        if (index.isRagged()) {
            index.smooth();
        }
    }

    /** Makes the tile while edits pile up, as a reader beside a writer does. */
    @Benchmark
    public byte[] editAndMakeTile() {
        edit();
        return makeTile();
    }
}
