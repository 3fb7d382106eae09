package org.tuban.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** What two areas share, against the overlay of JTS. */
class SharedAreaTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final SharedArea shared = new SharedArea();
    private final Edges one = new Edges();
    private final Edges other = new Edges();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatAnOverlayHas(int seed) {
        Random random = new Random(seed);
        int compared = 0;
        for (int k = 0; k < 2_000; k++) {
            Geometry a = TestShapes.shape(random);
            Geometry b = shifted(random.nextInt(4) == 0 ? a : TestShapes.shape(random), a, random);
            Geometry cellsA = onGrid(a);
            Geometry cellsB = onGrid(b);
            if (cellsA.isValid() && cellsB.isValid()) {
                double expected = OverlayNGRobust.overlay(cellsA, cellsB, OverlayNG.INTERSECTION)
                        .getArea();
                double least = Math.min(cellsA.getArea(), cellsB.getArea());
                one.read(a);
                other.read(b);
                assertThat(shared.of(one, other, WorldGrid.y(TestShapes.SOUTH)))
                        .as("seed %d, pair %d: %s %s", seed, k, a, b)
                        .isCloseTo(expected, within(1e-6 * least + 1e-3));
                compared += expected > 0 ? 1 : 0;
            }
        }
        assertThat(compared).as("pairs that share something").isGreaterThan(300);
    }

    @Test
    void isNothingWhereNeighboursMeet() {
        Polygon west = SHAPES.createPolygon(places(0, 0, 7, 3, 5, 9, 6, 20, -4, 12, 0, 0));
        Polygon east = SHAPES.createPolygon(places(7, 3, 30, 2, 25, 18, 6, 20, 5, 9, 7, 3));
        one.read(west);
        other.read(east);

        assertThat(shared.of(one, other, WorldGrid.y(28.6))).isCloseTo(0, within(1e-3));
    }

    @Test
    void readsRowsAsItReadsShapes() {
        Random random = new Random(11);
        for (int k = 0; k < 500; k++) {
            Geometry shape = TestShapes.shape(random);
            LayerIndex index = TestTiles.index(List.of(TestTiles.feature(1, 1, shape, "0")));
            one.read(shape);
            other.read(index.state().segments().get(0), 0, new PackedShapes.Reader());
            int base = WorldGrid.y(TestShapes.SOUTH);

            assertThat(other.size()).isEqualTo(one.size());
            assertThat(shared.of(other, other, base)).isEqualTo(shared.of(one, one, base));
        }
    }

    @Test
    void knowsTheGroundOfACell() {
        // A hundred metres square at 28.6° north by the lengths of a degree there: 110 826 m and 97 805 m.
        double cells = WorldGrid.x(121.24 + 100 / 97_805.0) - WorldGrid.x(121.24);
        double rows = WorldGrid.y(28.6) - WorldGrid.y(28.6 + 100 / 110_826.0);

        assertThat(cells * rows * WorldGrid.squareMetres(28.6)).isCloseTo(10_000, within(5.0));
    }

    /** Another shape moved so that the two probably meet, or stay where both are. */
    private static Geometry shifted(Geometry shape, Geometry to, Random random) {
        if (random.nextInt(8) == 0) {
            return shape;
        }
        Coordinate from = shape.getCoordinate();
        double reach = to.getEnvelopeInternal().getWidth();
        double x = to.getCoordinate().x - from.x + reach * (random.nextDouble() - 0.5);
        double y = to.getCoordinate().y - from.y + reach * (random.nextDouble() - 0.5);
        return moved(shape, place -> place.setCoordinate(new Coordinate(place.x + x, place.y + y)));
    }

    private static Geometry onGrid(Geometry shape) {
        return moved(shape, place -> place.setCoordinate(new Coordinate(WorldGrid.x(place.x), WorldGrid.y(place.y))));
    }

    private static Geometry moved(Geometry shape, CoordinateFilter move) {
        Geometry copy = shape.copy();
        copy.apply(move);
        copy.geometryChanged();
        return copy;
    }

    private static Coordinate[] places(double... metres) {
        Coordinate[] places = new Coordinate[metres.length / 2];
        for (int k = 0; k < places.length; k++) {
            places[k] = new Coordinate(121.24 + metres[2 * k] * 1e-5, 28.6 + metres[2 * k + 1] * 1e-5);
        }
        return places;
    }
}
