package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.tuban.geo.PartitionException.Reason;

class CoverageTest {

    private static final Geometry WEST = wkt("POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28))");
    private static final Geometry EAST =
            wkt("POLYGON ((121.001 28, 121.002 28, 121.002 28.001, 121.001 28.001, 121.001 28))");
    private static final Geometry FAR =
            wkt("POLYGON ((121.003 28, 121.004 28, 121.004 28.001, 121.003 28.001, 121.003 28))");

    @Test
    void mergesNeighboursAndKeepsTheVerticesWhereTheyMet() {
        Geometry whole = Coverage.merge(List.of(WEST, EAST));

        assertThat(whole).isInstanceOf(Polygon.class);
        assertThat(whole.equalsTopo(wkt("POLYGON ((121 28, 121.002 28, 121.002 28.001, 121 28.001, 121 28))")))
                .isTrue();
        assertThat(whole.getCoordinates()).contains(new Coordinate(121.001, 28), new Coordinate(121.001, 28.001));
    }

    @Test
    void mergesWhatWasDivided() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            Polygon whole = PartitionTest.star(random, 30);
            List<Polygon> parts = Partition.byLine(
                    whole, (org.locationtech.jts.geom.LineString) wkt("LINESTRING (120 27.7, 122 28.3)"));

            Geometry again = Coverage.merge(parts);

            assertThat(EllipsoidArea.squareMetres(again)).isCloseTo(EllipsoidArea.squareMetres(whole), within(0.1));
        }
    }

    @Test
    void keepsARoundsHole() {
        Geometry lower = wkt("POLYGON ((121 28, 121.003 28, 121.003 28.0015, 121.002 28.0015, 121.002 28.001,"
                + " 121.001 28.001, 121.001 28.0015, 121 28.0015, 121 28))");
        Geometry upper = wkt("POLYGON ((121 28.0015, 121.001 28.0015, 121.001 28.002, 121.002 28.002,"
                + " 121.002 28.0015, 121.003 28.0015, 121.003 28.003, 121 28.003, 121 28.0015))");

        Polygon whole = (Polygon) Coverage.merge(List.of(lower, upper));

        assertThat(whole.getNumInteriorRing()).isEqualTo(1);
    }

    @Test
    void refusesToMergeWhatDoesNotTouch() {
        PartitionException refused =
                catchThrowableOfType(PartitionException.class, () -> Coverage.merge(List.of(WEST, EAST, FAR)));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_TOUCHING);
        assertThat(refused).hasMessageContaining("shape 3 does not touch the others: 98.36");
        assertThat(refused.place()).isEqualTo("POINT (121.003000000 28.000000000)");
    }

    @Test
    void refusesToMergeWhatTouchesInAPointOnly() {
        Geometry corner =
                wkt("POLYGON ((121.001 28.001, 121.002 28.001, 121.002 28.002, 121.001 28.002, 121.001 28.001))");

        PartitionException refused =
                catchThrowableOfType(PartitionException.class, () -> Coverage.merge(List.of(WEST, corner)));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_TOUCHING);
        assertThat(refused).hasMessageContaining("in a point only");
        assertThat(refused.place()).isEqualTo("POINT (121.001000000 28.001000000)");
    }

    @Test
    void refusesToMergeWhatOverlaps() {
        Geometry over = wkt("POLYGON ((121.0009 28, 121.002 28, 121.002 28.001, 121.0009 28.001, 121.0009 28))");

        PartitionException refused =
                catchThrowableOfType(PartitionException.class, () -> Coverage.merge(List.of(WEST, over)));

        assertThat(refused.reason()).isEqualTo(Reason.OVERLAP);
        assertThat(refused.squareMetres()).isCloseTo(1090, within(5.0));
    }

    /** The same areas in another place are not the same ground. */
    @Test
    void refusesGroundThatWasMoved() {
        Geometry moved = wkt("POLYGON ((121.0001 28, 121.0011 28, 121.0011 28.001, 121.0001 28.001, 121.0001 28))");

        PartitionException refused = catchThrowableOfType(
                PartitionException.class, () -> Coverage.requireSameGround(List.of(WEST), List.of(moved)));

        assertThat(refused.reason()).isEqualTo(Reason.DIFFERENCE);
        assertThat(refused).hasMessageMatching(".* 1090\\.\\d\\d m² are missing, 1090\\.\\d\\d m² are added");
        assertThat(refused.place()).matches("POINT \\(121\\.00(0|1)050000 28\\.0005\\d+\\)");
    }

    @Test
    void refusesAGapOfOneSquareMetreAndTakesOneOfAHalf() {
        // 111 m high: 1e-7 degrees of longitude are 9.84 mm.
        Geometry gap =
                wkt("POLYGON ((121.0000001 28, 121.001 28, 121.001 28.001, 121.0000001 28.001, 121.0000001 28))");
        Geometry half =
                wkt("POLYGON ((121.00000005 28, 121.001 28, 121.001 28.001, 121.00000005 28.001, 121.00000005 28))");

        assertThatCode(() -> Coverage.requireSameGround(List.of(WEST), List.of(half)))
                .doesNotThrowAnyException();
        PartitionException refused = catchThrowableOfType(
                PartitionException.class, () -> Coverage.requireSameGround(List.of(WEST), List.of(gap)));
        assertThat(refused.squareMetres()).isCloseTo(1.09, within(0.01));
    }

    @Test
    void refusesPartsThatOverlap() {
        Geometry left = wkt("POLYGON ((121 28, 121.0006 28, 121.0006 28.001, 121 28.001, 121 28))");
        Geometry right = wkt("POLYGON ((121.0005 28, 121.001 28, 121.001 28.001, 121.0005 28.001, 121.0005 28))");

        PartitionException refused = catchThrowableOfType(
                PartitionException.class, () -> Coverage.requireSameGround(List.of(WEST), List.of(left, right)));

        assertThat(refused.reason()).isEqualTo(Reason.OVERLAP);
        assertThat(refused).hasMessageContaining("shapes 1 and 2 overlap by 109");
    }

    @Test
    void givesVerticesThatAreNearlyThereTheirPlaceAndPutsThemIntoEdges() {
        Geometry left =
                wkt("POLYGON ((121.00000003 28, 121.0004 28, 121.0004 28.001, 121 28.00099998, 121.00000003 28))");
        Geometry right = wkt("POLYGON ((121.0004 28, 121.001 28, 121.001 28.001, 121.0004 28.001,"
                + " 121.00040002 28.0004, 121.0004 28))");

        List<Geometry> parts = Coverage.aligned(List.of(WEST), List.of(left, right));

        assertThat(parts.get(0).getCoordinates())
                .contains(new Coordinate(121, 28), new Coordinate(121, 28.001), new Coordinate(121.00040002, 28.0004));
        assertThat(CoverageValidator.isValid(parts.toArray(Geometry[]::new))).isTrue();
        assertThatCode(() -> Coverage.requireSameGround(List.of(WEST), parts)).doesNotThrowAnyException();
    }

    @Test
    void refusesGivenShapesThatAreNoPolygonsOrNotValidOrTooMany() {
        Geometry bow = wkt("POLYGON ((121 28, 121.001 28.001, 121.001 28, 121 28.001, 121 28))");
        Coordinate[] ring = new Coordinate[Coverage.MOST_GIVEN_VERTICES + 1];
        Arrays.setAll(
                ring,
                i -> new Coordinate(
                        121
                                + 0.001
                                        * Math.cos(2
                                                * Math.PI
                                                * (i % Coverage.MOST_GIVEN_VERTICES)
                                                / Coverage.MOST_GIVEN_VERTICES),
                        28
                                + 0.001
                                        * Math.sin(2
                                                * Math.PI
                                                * (i % Coverage.MOST_GIVEN_VERTICES)
                                                / Coverage.MOST_GIVEN_VERTICES)));
        Geometry round = new GeometryFactory().createPolygon(ring);

        assertThat(reasonOf(bow)).isEqualTo(Reason.NO_POLYGON);
        assertThat(reasonOf(wkt("LINESTRING (121 28, 122 28)"))).isEqualTo(Reason.NO_POLYGON);
        assertThat(reasonOf(wkt("POLYGON EMPTY"))).isEqualTo(Reason.NO_POLYGON);
        assertThat(reasonOf(round)).isEqualTo(Reason.TOO_COMPLEX);
    }

    private static Reason reasonOf(Geometry given) {
        return catchThrowableOfType(
                        PartitionException.class, () -> Coverage.aligned(List.of(WEST), List.of(given, EAST)))
                .reason();
    }

    private static Geometry wkt(String text) {
        return PartitionTest.wkt(text);
    }
}
