package org.tuban.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.tile.VectorTileReader.TileFeature;

/** Grids, and shapes brought onto a tile and read back from its bytes. */
class VectorTileTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** The tile that Nancheng's block lies on: 121.2451 to 121.2671 E, 28.6135 to 28.6328 N. */
    private static final TileAddress TILE = new TileAddress(TileMatrixSets.get("WebMercatorQuad"), 14, 6831, 13710);

    static List<TileMatrixSet> sets() {
        return TileMatrixSets.list();
    }

    /** Figures of OGC 17-083r4, annex D.1 and D.2 (WorldCRS84Quad has the scales of CGCS2000Quad). */
    @ParameterizedTest
    @CsvSource({
        "WebMercatorQuad, 0, 559082264.028717, 156543.033928041, 1, 1",
        "WebMercatorQuad, 24, 33.3238997477, 0.00933069192934, 16777216, 16777216",
        "CGCS2000Quad, 0, 279541132.0143589, 0.703125, 2, 1",
        "CGCS2000Quad, 17, 2132.729, 0.00000536441803, 262144, 131072"
    })
    void haveTheScalesOfTheStandard(String id, int level, double scale, double cell, int width, int height) {
        TileMatrix matrix = TileMatrixSets.get(id).matrix(level);

        assertThat(matrix.scaleDenominator()).isCloseTo(scale, within(scale * 1e-6));
        assertThat(matrix.cellSize()).isCloseTo(cell, within(cell * 1e-6));
        assertThat(matrix.width()).isEqualTo(width);
        assertThat(matrix.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void findTheTileThatAPlaceLiesOn(TileMatrixSet set) {
        Random random = new Random(20_057);
        for (int k = 0; k < 1_000; k++) {
            double longitude = random.nextDouble(-180, 180);
            double latitude = random.nextDouble(-85, 85);
            int level = random.nextInt(set.lastLevel() + 1);

            TileAddress tile = TileAddress.of(set, level, longitude, latitude);

            assertThat(tile.envelope(1e-9).contains(longitude, latitude)).isTrue();
        }
    }

    @Test
    void knowWhichTilesABoxMeets() {
        TileLimits limits = TileLimits.of(TILE.set(), TILE.level(), new Envelope(121.25, 121.26, 28.62, 28.63));

        assertThat(limits).isEqualTo(new TileLimits(14, 6831, 6831, 13710, 13710));
        assertThat(limits.contains(TILE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON ((121.25 28.62, 121.26 28.62, 121.26 28.63, 121.25 28.63, 121.25 28.62))",
                "POLYGON ((121.25 28.62, 121.25 28.63, 121.26 28.63, 121.26 28.62, 121.25 28.62), "
                        + "(121.252 28.622, 121.258 28.622, 121.258 28.628, 121.252 28.628, 121.252 28.622))",
                "MULTIPOLYGON (((121.25 28.62, 121.251 28.62, 121.251 28.621, 121.25 28.62)), "
                        + "((121.26 28.62, 121.261 28.62, 121.261 28.621, 121.26 28.62)))",
                "POLYGON ((121.2 28.5, 121.4 28.5, 121.4 28.7, 121.2 28.7, 121.2 28.5))"
            })
    void drawsPolygonsThatAreValidAndTurnAsTheSpecificationSays(String wkt) throws ParseException {
        TileFeature feature = written(wkt, Map.of());

        assertThat(feature.type()).isEqualTo(3);
        assertThat(area(feature.paths().get(0)))
                .as("first ring is an outer one")
                .isPositive();
        assertThat(polygons(feature)).allMatch(Geometry::isValid);
        double all = feature.paths().stream().mapToDouble(VectorTileTest::area).sum();
        assertThat(all).isCloseTo(onTile(wkt).getArea(), within(all * 0.01 + 20));
        feature.paths()
                .forEach(path -> path.forEach(place -> assertThat(place[0]).isBetween(-64L, 4160L)));
    }

    @Test
    void drawsHolesTheOtherWayRound() throws ParseException {
        TileFeature feature = written(
                "POLYGON ((121.25 28.62, 121.25 28.63, 121.26 28.63, 121.26 28.62, 121.25 28.62), "
                        + "(121.252 28.622, 121.258 28.622, 121.258 28.628, 121.252 28.628, 121.252 28.622))",
                Map.of());

        assertThat(feature.paths()).hasSize(2);
        assertThat(area(feature.paths().get(1))).isNegative();
    }

    @Test
    void cutsLinesAtTheMargin() throws ParseException {
        TileFeature feature = written("LINESTRING (121 28.62, 122 28.62)", Map.of());

        assertThat(feature.type()).isEqualTo(2);
        assertThat(feature.paths()).singleElement().satisfies(line -> {
            assertThat(line.get(0)[0]).isEqualTo(-64);
            assertThat(line.get(line.size() - 1)[0]).isEqualTo(4160);
        });
    }

    @Test
    void putsPointsWhereTheyAre() throws ParseException {
        TileFeature feature = written("MULTIPOINT ((121.25 28.62), (121.26 28.63), (10 10))", Map.of());
        Coordinate[] expected =
                onTile("MULTIPOINT ((121.25 28.62), (121.26 28.63))").getCoordinates();

        assertThat(feature.type()).isEqualTo(1);
        assertThat(feature.paths()).hasSize(2);
        for (int k = 0; k < 2; k++) {
            assertThat((double) feature.paths().get(k).get(0)[0]).isCloseTo(expected[k].x, within(0.5));
            assertThat((double) feature.paths().get(k).get(0)[1]).isCloseTo(expected[k].y, within(0.5));
        }
    }

    @Test
    void leavesOutWhatIsElsewhere() throws ParseException {
        assertThat(tile("POINT (10 10)")).isEmpty();
        assertThat(tile("POLYGON ((10 10, 11 10, 11 11, 10 10))")).isEmpty();
        assertThat(tile("POLYGON EMPTY")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON ((121.25 28.62, 121.2500001 28.62, 121.25 28.6200001, 121.25 28.62))",
                "LINESTRING (121.25 28.62, 121.2500001 28.62)",
                "MULTILINESTRING ((121.25 28.62, 121.2500001 28.62), (10 10, 20 20))"
            })
    void drawsWhatIsSmallerThanACellAsSmallAsItCanBe(String wkt) throws ParseException {
        List<long[]> path = written(wkt, Map.of()).paths().get(0);
        double expected = onTile("POINT (121.25 28.62)").getCoordinate().x;

        assertThat(path).hasSizeBetween(2, 4);
        path.forEach(place -> assertThat((double) place[0]).isCloseTo(expected, within(2.0)));
    }

    @Test
    void drawsAnAreaThatCrossesItself() throws ParseException {
        assertThat(written("POLYGON ((121 28, 122 29, 122 28, 121 29, 121 28))", Map.of())
                        .type())
                .isEqualTo(3);
    }

    @Test
    void refusesAPlaceThatIsNoNumber() {
        Geometry broken = SHAPES.createPoint(new Coordinate(Double.NaN, 28));

        LayerIndex index = TestTiles.index(List.of(TestTiles.feature(7, 1, broken, "a")));

        assertThat(index.refused()).containsExactly(7L);
        assertThat(index.size()).isZero();
    }

    @Test
    void takesACollectionApartByKind() throws ParseException {
        assertThat(tile("GEOMETRYCOLLECTION (POINT (121.25 28.62), LINESTRING (121.25 28.62, 121.26 28.63))"))
                .extracting(TileFeature::type)
                .containsExactly(2, 1);
    }

    @Test
    void keepsTheKindsOfValues() throws ParseException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", "方山下");
        properties.put("households", -7L);
        properties.put("far", 2.57);
        properties.put("vacant", true);
        properties.put("cleared_on", LocalDate.of(2024, 2, 29));
        properties.put("remark", null);
        properties.put("brands", List.of("一", "\"二\""));

        TileFeature feature = written("POINT (121.25 28.62)", properties);

        assertThat(feature.id()).isEqualTo(1L << 53);
        assertThat(feature.properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name",
                        "方山下",
                        "households",
                        -7L,
                        "far",
                        2.57,
                        "vacant",
                        true,
                        "cleared_on",
                        "2024-02-29",
                        "brands",
                        "[\"一\",\"\\\"二\\\"\"]"));
    }

    private static TileFeature written(String wkt, Map<String, Object> properties) throws ParseException {
        LayerMessage layer = new LayerMessage("test", 16, 16);
        ShapeDrawing drawing = new ShapeDrawing(new TileFrame(TILE));
        List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(TestTiles.FIELDS);
        SegmentBuilder rows = new SegmentBuilder(dictionaries, 1);
        rows.add(TestTiles.feature(1L << 53, 1, shape(wkt), "SIGNING"), TestTiles.FIELDS);
        drawing.open(rows.build(dictionaries), 0);
        Protobuf commands = drawing.next();
        properties.forEach((key, value) -> {
            if (value != null) {
                byte[] message = Values.encode(value);
                layer.tag(layer.key(key), layer.value(message));
            }
        });
        layer.feature(1L << 53, drawing.kind(), commands);
        Protobuf tile = new Protobuf();
        layer.writeTo(tile);
        VectorTileReader.TileLayer read = VectorTileReader.read(tile.toBytes()).get(0);
        assertThat(read.name()).isEqualTo("test");
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.extent()).isEqualTo(4096);
        return read.features().get(0);
    }

    private static List<TileFeature> tile(String wkt) throws ParseException {
        Geometry shape = shape(wkt);
        return TestTiles.read(
                        TILE,
                        TestTiles.index(shape.isEmpty() ? List.of() : List.of(TestTiles.feature(1, 1, shape, "a"))))
                .stream()
                .flatMap(layer -> layer.features().stream())
                .toList();
    }

    private static Geometry shape(String wkt) throws ParseException {
        return new WKTReader().read(wkt);
    }

    /** Where a shape is on the tile, cut at its margin but not rounded, by the plain formulas of web maps. */
    private static Geometry onTile(String wkt) throws ParseException {
        Geometry shape = shape(wkt);
        for (Coordinate place : shape.getCoordinates()) {
            double x = (place.x + 180) / 360;
            double latitude = Math.toRadians(place.y);
            double y = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2;
            place.x = (x * (1 << 14) - TILE.column()) * 4096;
            place.y = (y * (1 << 14) - TILE.row()) * 4096;
        }
        shape.geometryChanged();
        return shape.intersection(SHAPES.toGeometry(new Envelope(-64, 4160, -64, 4160)));
    }

    private static List<Polygon> polygons(TileFeature feature) {
        List<List<LinearRing>> rings = new ArrayList<>();
        for (List<long[]> path : feature.paths()) {
            List<Coordinate> places = new ArrayList<>();
            path.forEach(place -> places.add(new Coordinate(place[0], place[1])));
            places.add(places.get(0));
            LinearRing ring = SHAPES.createLinearRing(places.toArray(Coordinate[]::new));
            if (area(path) > 0) {
                rings.add(new ArrayList<>());
            }
            rings.get(rings.size() - 1).add(ring);
        }
        return rings.stream()
                .map(of ->
                        SHAPES.createPolygon(of.get(0), of.subList(1, of.size()).toArray(LinearRing[]::new)))
                .toList();
    }

    /** Surveyor's formula. */
    private static double area(List<long[]> ring) {
        double twice = 0;
        for (int k = 0; k < ring.size(); k++) {
            long[] a = ring.get(k);
            long[] b = ring.get((k + 1) % ring.size());
            twice += (double) a[0] * b[1] - (double) b[0] * a[1];
        }
        return twice / 2;
    }
}
