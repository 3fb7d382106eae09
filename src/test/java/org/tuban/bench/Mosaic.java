package org.tuban.bench;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Parcels that cover the land without gaps and overlaps, the same for the same number: neighbours share their vertices,
 * 4 to 20 of them each; density does not depend on how many there are.
 */
final class Mosaic {

    private static final double WEST = 121.1;
    private static final double SOUTH = 28.5;
    /** Side of a parcel in degrees, about 30 m. */
    private static final double SIDE = 0.0003;

    private static final int MOST_BENDS = 5;
    private static final String[] STATES = {
        "SURVEYED",
        "CONSULTED",
        "SIGNING",
        "CLEARED",
        "BANKED",
        "OFFERED",
        "GRANTED",
        "STARTED",
        "COMPLETED",
        "REVIEWED"
    };
    private static final String[] LAND_USES = {"0101", "0601", "0701", "0702", "1001", "100101", "1207", "1301"};
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final int columns;

    Mosaic(int parcels) {
        columns = (int) Math.ceil(Math.sqrt(parcels));
    }

    /** A parcel of the mosaic, without what is the same for all. */
    record Parcel(String id, String name, String code, String status, String landUse, double area, Polygon shape) {}

    Parcel parcel(int number) {
        int column = number % columns;
        int row = number / columns;
        double share = unit(column, row, 7);
        return new Parcel(
                "P-" + number,
                "图斑" + Long.toString(hash(column, row, 5) >>> 24, 36) + "号",
                "331003999999JB%07d".formatted(number),
                STATES[(int) (share * STATES.length)],
                LAND_USES[(int) (unit(column, row, 8) * LAND_USES.length)],
                Math.round(400 + 1200 * unit(column, row, 9)),
                shape(column, row));
    }

    private static Polygon shape(int column, int row) {
        List<Coordinate> ring = new ArrayList<>();
        edge(ring, column, row, true, false);
        edge(ring, column + 1, row, false, false);
        edge(ring, column, row + 1, true, true);
        edge(ring, column, row, false, true);
        ring.add(ring.get(0).copy());
        return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
    }

    /** One side, from its corner on, without the corner at its end. */
    private static void edge(List<Coordinate> ring, int column, int row, boolean east, boolean back) {
        List<Coordinate> side = new ArrayList<>();
        Coordinate from = corner(column, row);
        Coordinate to = east ? corner(column + 1, row) : corner(column, row + 1);
        side.add(from);
        int bends = (int) (unit(column, row, east ? 3 : 4) * MOST_BENDS);
        for (int bend = 1; bend <= bends; bend++) {
            double at = bend / (bends + 1.0);
            double aside = (unit(column, row, 10 * bend + (east ? 1 : 2)) - 0.5) * SIDE * 0.05;
            side.add(new Coordinate(
                    round(from.x + (to.x - from.x) * at + (east ? 0 : aside)),
                    round(from.y + (to.y - from.y) * at + (east ? aside : 0))));
        }
        side.add(to);
        if (back) {
            java.util.Collections.reverse(side);
        }
        ring.addAll(side.subList(0, side.size() - 1));
    }

    private static Coordinate corner(int column, int row) {
        return new Coordinate(
                round(WEST + (column + 0.3 * (unit(column, row, 1) - 0.5)) * SIDE),
                round(SOUTH + (row + 0.3 * (unit(column, row, 2) - 0.5)) * SIDE));
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }

    private static double unit(int column, int row, int salt) {
        return (hash(column, row, salt) >>> 11) * 0x1p-53;
    }

    /** Source: Steele, Lea, Flood 2014, the mixing of SplitMix64. */
    private static long hash(int column, int row, int salt) {
        long mixed = column * 0x9E3779B97F4A7C15L + row * 0xBF58476D1CE4E5B9L + salt * 0x94D049BB133111EBL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
