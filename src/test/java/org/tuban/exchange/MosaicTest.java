package org.tuban.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.CoverageUnion;

class MosaicTest {

    private static final int SIDE = 128;

    private final Mosaic mosaic = new Mosaic(SIDE * SIDE);
    private final List<Polygon> parcels = IntStream.range(0, SIDE * SIDE)
            .mapToObj(number -> mosaic.parcel(number).shape())
            .toList();

    @Test
    void hasSixToTwentyVerticesAndTenInTheMean() {
        var vertices =
                parcels.stream().mapToInt(parcel -> parcel.getNumPoints() - 1).summaryStatistics();

        assertThat(vertices.getMin()).isGreaterThanOrEqualTo(6);
        assertThat(vertices.getMax()).isLessThanOrEqualTo(20);
        assertThat(vertices.getAverage()).isCloseTo(10.2, Offset.offset(0.1));
    }

    @Test
    void coversBlocksWithoutGapsOrOverlapsAndLeavesLanesBetweenThem() {
        Geometry union = CoverageUnion.union(parcels.get(0).getFactory().buildGeometry(parcels));

        assertThat(parcels).allMatch(Geometry::isValid);
        assertThat(union.getNumGeometries()).isEqualTo((SIDE / 8) * (SIDE / 8));
        assertThat(union.getArea())
                .isCloseTo(parcels.stream().mapToDouble(Geometry::getArea).sum(), Offset.offset(1e-12));
    }

    @Test
    void sharesEveryVertexOfABorder() {
        Polygon west = parcels.get(0);
        Polygon east = parcels.get(1);

        List<Coordinate> shared = List.of(west.getCoordinates()).stream()
                .filter(List.of(east.getCoordinates())::contains)
                .distinct()
                .toList();

        assertThat(shared).hasSizeGreaterThanOrEqualTo(2);
        assertThat(west.intersection(east).getCoordinates()).containsOnly(shared.toArray(Coordinate[]::new));
    }

    @Test
    void isAsDenseWhenThereAreMore() {
        Envelope few = new Envelope();
        parcels.forEach(parcel -> few.expandToInclude(parcel.getEnvelopeInternal()));
        double perDegree = parcels.size() / few.getArea();

        assertThat(perDegree).isCloseTo(1 / (0.0003 * 0.0003), Offset.offset(0.05 / (0.0003 * 0.0003)));
        assertThat(new Mosaic(4 * SIDE * SIDE).parcel(0).shape().getEnvelopeInternal())
                .isEqualTo(parcels.get(0).getEnvelopeInternal());
    }
}
