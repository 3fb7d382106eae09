package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.geo.PartitionException.Reason;

class PartitionTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** About 98 m by 111 m. */
    private static final String PARCEL = "POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28))";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Straight across, beyond both sides.
                PARCEL + " | LINESTRING (121.0004 27.9, 121.0004 28.1)"
                        + " | POLYGON ((121 28, 121.0004 28, 121.0004 28.001, 121 28.001, 121 28))"
                        + " | POLYGON ((121.0004 28, 121.001 28, 121.001 28.001, 121.0004 28.001, 121.0004 28))",
                // From corner to corner: vertices that are there are taken.
                PARCEL + " | LINESTRING (121 28, 121.001 28.001)"
                        + " | POLYGON ((121 28, 121.001 28.001, 121 28.001, 121 28))"
                        + " | POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28))",
                // From ring to ring, with a corner on the way.
                PARCEL + " | LINESTRING (121 28.0005, 121.0005 28.0005, 121.0005 28)"
                        + " | POLYGON ((121 28, 121.0005 28, 121.0005 28.0005, 121 28.0005, 121 28))"
                        + " | POLYGON ((121.0005 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28.0005,"
                        + " 121.0005 28.0005, 121.0005 28))",
                // Through a hole: each part keeps its side of it.
                "POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28),"
                        + " (121.0004 28.0004, 121.0004 28.0006, 121.0006 28.0006, 121.0006 28.0004, 121.0004 28.0004))"
                        + " | LINESTRING (121.0005 27.9, 121.0005 28.1)"
                        + " | POLYGON ((121 28, 121.0005 28, 121.0005 28.0004, 121.0004 28.0004, 121.0004 28.0006,"
                        + " 121.0005 28.0006, 121.0005 28.001, 121 28.001, 121 28))"
                        + " | POLYGON ((121.0005 28, 121.001 28, 121.001 28.001, 121.0005 28.001, 121.0005 28.0006,"
                        + " 121.0006 28.0006, 121.0006 28.0004, 121.0005 28.0004, 121.0005 28))",
            })
    void dividesByALine(String shape, String line, String west, String east) {
        List<Polygon> parts = Partition.byLine(wkt(shape), line(line));

        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).equalsTopo(wkt(west))).as(parts.get(0).toText()).isTrue();
        assertThat(parts.get(1).equalsTopo(wkt(east))).as(parts.get(1).toText()).isTrue();
    }

    @Test
    void makesAsManyPartsAsTheLineDivides() {
        String comb = "POLYGON ((121 28, 121.005 28, 121.005 28.002, 121.004 28.002, 121.004 28.001, 121.003 28.001,"
                + " 121.003 28.002, 121.002 28.002, 121.002 28.001, 121.001 28.001, 121.001 28.002, 121 28.002, 121 28))";

        List<Polygon> parts = Partition.byLine(wkt(comb), line("LINESTRING (120 28.0015, 122 28.0015)"));

        assertThat(parts).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINESTRING (121.002 27.9, 121.002 28.1) | LINE_MISSES | misses the shape by 98.36",
                "LINESTRING (121.001 27.9, 121.001 28.1) | LINE_MISSES | does not divide",
                "LINESTRING (121 28.0011, 121.001 28.001, 121.002 28.0011) | LINE_MISSES | does not divide",
                "LINESTRING (121.0005 27.9, 121.0005 28.0005) | LINE_ENDS_INSIDE | ends inside",
                "LINESTRING (121.0002 28.0002, 121.0008 28.0008) | LINE_ENDS_INSIDE | ends inside",
                "LINESTRING (120.9 28.0005, 121.1 28.0005, 121.1 28.1, 121.0005 28.1, 121.0005 28.0007)"
                        + " | LINE_ENDS_INSIDE | ends inside",
                "LINESTRING (121.0005 27.9, 121.0005 28.1, 121.1 28.1, 120.9 28.0005) | LINE_CROSSES_ITSELF | crosses",
                "LINESTRING (121.0005 28.0005, 121.0005 28.0005) | LINE_MISSES | no length",
                "LINESTRING (121.0000001 27.9, 121.0000001 28.1) | SLIVER | sliver",
                "LINESTRING (121.000001 27.9, 121.000001 28.1) | SLIVER | sliver",
            })
    void refusesALineThatDoesNotDivide(String line, Reason reason, String words) {
        PartitionException refused =
                catchThrowableOfType(PartitionException.class, () -> Partition.byLine(wkt(PARCEL), line(line)));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining(words);
        assertThat(refused.place()).startsWith("POINT (");
    }

    @Test
    void refusesALineFromTheRingToAHole() {
        String ring = "POLYGON ((121 28, 121.001 28, 121.001 28.001, 121 28.001, 121 28),"
                + " (121.0004 28.0004, 121.0004 28.0006, 121.0006 28.0006, 121.0006 28.0004, 121.0004 28.0004))";

        PartitionException refused = catchThrowableOfType(
                PartitionException.class,
                () -> Partition.byLine(wkt(ring), line("LINESTRING (121.0005 27.9, 121.0005 28.0005)")));

        assertThat(refused.reason()).isEqualTo(Reason.LINE_MISSES);
    }

    @Test
    void refusesToDivideSeveralPolygonsByALine() {
        String two =
                "MULTIPOLYGON (((121 28, 121.001 28, 121 28.001, 121 28)), ((122 28, 122.001 28, 122 28.001, 122 28)))";

        PartitionException refused = catchThrowableOfType(
                PartitionException.class,
                () -> Partition.byLine(wkt(two), line("LINESTRING (121.0005 27.9, 121.0005 28.1)")));

        assertThat(refused.reason()).isEqualTo(Reason.NO_POLYGON);
        assertThat(refused).hasMessageContaining("2 parts");
    }

    /** Slanting lines over rings of many corners: parts share their vertices, and nothing is gained or lost. */
    @Test
    void keepsVerticesAndAreaWhateverTheLine() {
        Random random = new Random(20_261_201);
        for (int run = 0; run < 300; run++) {
            Polygon whole = star(random, 3 + random.nextInt(40));
            double angle = random.nextDouble() * Math.PI;
            LineString line = SHAPES.createLineString(new Coordinate[] {
                new Coordinate(121 - Math.cos(angle), 28 - Math.sin(angle)),
                new Coordinate(121 + Math.cos(angle), 28 + Math.sin(angle))
            });

            List<Polygon> parts = Partition.byLine(whole, line);

            double sum = parts.stream().mapToDouble(EllipsoidArea::squareMetres).sum();
            // A side of up to a kilometre is measured anew where a vertex was added.
            assertThat(sum).as("run %d", run).isCloseTo(EllipsoidArea.squareMetres(whole), within(5.0));
            ShapeDifference difference = ShapeDifference.of(whole, Coverage.merge(parts));
            assertThat(squareMetres(difference.added()) + squareMetres(difference.removed()))
                    .as("run %d", run)
                    .isLessThan(0.2);
            assertThat(CoverageValidator.isValid(parts.toArray(Geometry[]::new)))
                    .isTrue();
            Set<Coordinate> vertices = new HashSet<>();
            parts.forEach(part -> vertices.addAll(Arrays.asList(part.getCoordinates())));
            assertThat(vertices).contains(whole.getCoordinates());
        }
    }

    @Test
    void dividesARingOfManyVertices() {
        Polygon whole = (Polygon) SHAPES.createPoint(new Coordinate(121, 28)).buffer(0.005, 25_000);

        List<Polygon> parts = Partition.byLine(whole, line("LINESTRING (120 27.9, 122 28.1)"));

        assertThat(whole.getNumPoints()).isGreaterThan(100_000);
        assertThat(parts).hasSize(2);
    }

    @Test
    void givesUpOnARingOfManySpikes() {
        PartitionException refused = catchThrowableOfType(
                PartitionException.class,
                () -> Partition.byLine(star(new Random(1), 100_000), line("LINESTRING (120 28, 122 28)")));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_COMPLEX);
    }

    @Test
    void takesALineThatEndsAHairBeforeTheRing() {
        List<Polygon> parts =
                Partition.byLine(wkt(PARCEL), line("LINESTRING (121.0005 28.00000000001, 121.0005 28.00099999999)"));

        assertThat(parts).hasSize(2);
    }

    @Test
    void givesUpOnALineThatCrossesAThousandTeethAThousandTimes() {
        List<Coordinate> comb = new ArrayList<>();
        for (int tooth = 0; tooth < 20_000; tooth++) {
            comb.add(new Coordinate(121 + tooth * 1e-6, 28));
            comb.add(new Coordinate(121 + tooth * 1e-6 + 5e-7, 29));
        }
        comb.add(new Coordinate(121.02, 27.9));
        comb.add(new Coordinate(121, 27.9));
        comb.add(comb.get(0));
        Polygon whole = SHAPES.createPolygon(comb.toArray(Coordinate[]::new));
        Coordinate[] zigzag = new Coordinate[900];
        for (int i = 0; i < zigzag.length; i++) {
            zigzag[i] = new Coordinate(i % 2 == 0 ? 120 : 122, 28.1 + i * 1e-4);
        }

        PartitionException refused = catchThrowableOfType(
                PartitionException.class, () -> Partition.byLine(whole, SHAPES.createLineString(zigzag)));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_COMPLEX);
    }

    @Test
    void refusesALineOfTooManyVertices() {
        Coordinate[] many = new Coordinate[Partition.MOST_LINE_VERTICES + 1];
        Arrays.setAll(many, i -> new Coordinate(121 + i * 1e-6, 28.0005));

        PartitionException refused = catchThrowableOfType(
                PartitionException.class, () -> Partition.byLine(wkt(PARCEL), SHAPES.createLineString(many)));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_COMPLEX);
        assertThat(refused).hasMessageContaining("1001 vertices");
    }

    /** A ring round 121° E, 28° N whose vertices lie 300 m to 500 m from it. */
    static Polygon star(Random random, int corners) {
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = 0.003 + 0.002 * random.nextDouble();
            ring[i] = new Coordinate(121 + reach * Math.cos(angle), 28 + reach * Math.sin(angle));
        }
        ring[corners] = ring[0];
        return SHAPES.createPolygon(ring);
    }

    private static double squareMetres(@Nullable Geometry part) {
        return part == null ? 0 : EllipsoidArea.squareMetresOfStraightSides(part);
    }

    private static LineString line(String text) {
        return (LineString) wkt(text);
    }

    static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
