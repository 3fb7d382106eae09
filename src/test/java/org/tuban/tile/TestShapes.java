package org.tuban.tile;

import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Shapes of all kinds and sizes, by chance, in a part of the world five kilometres wide. */
final class TestShapes {

    static final double WEST = 121.24;
    static final double SOUTH = 28.60;
    static final double SPAN = 0.05;

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private TestShapes() {}

    static Coordinate place(Random random) {
        return new Coordinate(WEST + SPAN * random.nextDouble(), SOUTH + SPAN * random.nextDouble());
    }

    static Geometry shape(Random random) {
        Coordinate middle = place(random);
        double radius = Math.pow(10, -5 + 3.5 * random.nextDouble());
        return switch (random.nextInt(6)) {
            case 0 -> SHAPES.createPoint(middle);
            case 1 -> SHAPES.createMultiPointFromCoords(new Coordinate[] {middle, place(random), place(random)});
            case 2 -> line(random, middle, radius);
            case 3 ->
                SHAPES.createMultiPolygon(new Polygon[] {
                    star(random, middle, radius), star(random, new Coordinate(middle.x + 3 * radius, middle.y), radius)
                });
            default -> star(random, middle, radius);
        };
    }

    private static Geometry line(Random random, Coordinate middle, double radius) {
        Coordinate[] places = new Coordinate[2 + random.nextInt(20)];
        for (int k = 0; k < places.length; k++) {
            places[k] = new Coordinate(
                    middle.x + radius * (random.nextDouble() * 2 - 1),
                    middle.y + radius * (random.nextDouble() * 2 - 1));
        }
        return SHAPES.createLineString(places);
    }

    /** A star, which has bays, or a ring; each turned either way. */
    private static Polygon star(Random random, Coordinate middle, double radius) {
        int corners = 3 + random.nextInt(30);
        double phase = random.nextDouble();
        int turn = random.nextBoolean() ? 1 : -1;
        Coordinate[] outer = new Coordinate[corners + 1];
        Coordinate[] inner = new Coordinate[corners + 1];
        for (int k = 0; k < corners; k++) {
            double angle = turn * (k + phase) * 2 * Math.PI / corners;
            double reach = radius * (0.5 + 0.5 * random.nextDouble());
            outer[k] = new Coordinate(middle.x + reach * Math.cos(angle), middle.y + reach * Math.sin(angle));
            inner[k] = new Coordinate(
                    middle.x + 0.2 * radius * Math.cos(angle), middle.y + 0.2 * radius * Math.sin(angle));
        }
        outer[corners] = outer[0].copy();
        inner[corners] = inner[0].copy();
        LinearRing[] holes = random.nextInt(3) == 0 && corners > 5
                ? new LinearRing[] {SHAPES.createLinearRing(inner)}
                : new LinearRing[0];
        return SHAPES.createPolygon(SHAPES.createLinearRing(outer), holes);
    }
}
