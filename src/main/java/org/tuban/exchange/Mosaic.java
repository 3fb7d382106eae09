package org.tuban.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Parcels of a town, the same for the same number: blocks of eight by eight parcels with lanes between them and a road
 * after every eighth block. Within a block neighbours share their outline, vertex for vertex; nothing overlaps. A parcel
 * has 6 to 20 vertices, 10.2 in the mean, and there are about 11 million to a square degree however many there are.
 */
public final class Mosaic {

    private static final double WEST = 121.1;
    private static final double SOUTH = 28.5;

    /** Parcels along the side of a block, and blocks between two roads. */
    private static final int BLOCK = 8;

    private static final int ROAD = BLOCK * BLOCK;

    /** Widths as shares of a parcel's side. */
    private static final double LANE_WIDTH = 0.15;

    private static final double ROAD_WIDTH = 0.7;

    /** Mean side of a parcel in degrees, about 30 m, with its share of lanes and roads. */
    private static final double PITCH = 0.0003;

    private static final double SIDE = PITCH * ROAD / (ROAD + (BLOCK - 1) * LANE_WIDTH + ROAD_WIDTH);

    /** Of how many sides in a hundred have at most 0, 1, 2, 3 vertices between their ends; the others have 4. */
    private static final int[] BENDS_ACROSS = {0, 50, 75, 90};

    private static final int[] BENDS_ALONG = {35, 65, 83, 92};

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

    /** Serial numbers of a cadastral zone: five digits of the parcel code's nineteen. */
    private static final int SERIALS = 100_000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final int parcels;
    private final long seed;
    private final int columns;

    /** The mosaic of so many parcels. */
    public Mosaic(int parcels) {
        this(parcels, 0);
    }

    /** Another one for each seed. */
    public Mosaic(int parcels, long seed) {
        this.parcels = parcels;
        this.seed = seed;
        columns = (int) Math.ceil(Math.sqrt(parcels));
    }

    /** A parcel of the mosaic, without what is the same for all. */
    public record Parcel(
            String id, String name, String code, String status, String landUse, double area, Polygon shape) {}

    /** All parcels, from the south-west, row by row. */
    public Stream<Parcel> parcels() {
        return IntStream.range(0, parcels).mapToObj(this::parcel);
    }

    /** One parcel; 0 is the first. */
    public Parcel parcel(int number) {
        int column = number % columns;
        int row = number / columns;
        double share = unit(column, row, 7);
        return new Parcel(
                "P-" + number,
                "图斑" + Long.toString(hash(column, row, 5) >>> 24, 36) + "号",
                "331003%03d999JB%05d".formatted(number / SERIALS, number % SERIALS),
                STATES[(int) (share * STATES.length)],
                LAND_USES[(int) (unit(column, row, 8) * LAND_USES.length)],
                Math.round(400 + 1200 * unit(column, row, 9)),
                shape(column, row));
    }

    /** Where a mosaic lies, in degrees. */
    public record Extent(double west, double south, double east, double north) {}

    /** Where so many parcels lie, but for a bent outline. */
    public static Extent extent(int parcels) {
        int columns = (int) Math.ceil(Math.sqrt(parcels));
        int rows = (parcels + columns - 1) / columns;
        return new Extent(WEST, SOUTH, WEST + place(columns) * SIDE, SOUTH + place(rows) * SIDE);
    }

    private Polygon shape(int column, int row) {
        Coordinate southWest = corner(column, row, 0, 0);
        Coordinate southEast = corner(column + 1, row, gap(column + 1), 0);
        Coordinate northEast = corner(column + 1, row + 1, gap(column + 1), gap(row + 1));
        Coordinate northWest = corner(column, row + 1, 0, gap(row + 1));
        List<Coordinate> ring = new ArrayList<>();
        ring.addAll(across(southWest, southEast, column, row));
        ring.addAll(along(southEast, northEast, column + 1, row));
        ring.addAll(back(across(northWest, northEast, column, row + 1), northEast));
        ring.addAll(back(along(southWest, northWest, column, row), northWest));
        ring.add(southWest.copy());
        return GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new));
    }

    /** The line from west to east, without its end. */
    private List<Coordinate> across(Coordinate from, Coordinate to, int column, int row) {
        return side(from, to, bends(BENDS_ACROSS, unit(column, row, 3)), new int[] {column, row, 1});
    }

    /** The line from south to north, without its end. */
    private List<Coordinate> along(Coordinate from, Coordinate to, int column, int row) {
        return side(from, to, bends(BENDS_ALONG, unit(column, row, 4)), new int[] {column, row, 2});
    }

    private List<Coordinate> side(Coordinate from, Coordinate to, int bends, int[] seed) {
        List<Coordinate> side = new ArrayList<>();
        side.add(from);
        for (int bend = 1; bend <= bends; bend++) {
            double at = bend / (bends + 1.0);
            double aside = (unit(seed[0], seed[1], 10 * bend + seed[2]) - 0.5) * SIDE * 0.05;
            boolean across = seed[2] == 1;
            side.add(new Coordinate(
                    round(from.x + (to.x - from.x) * at + (across ? 0 : aside)),
                    round(from.y + (to.y - from.y) * at + (across ? aside : 0))));
        }
        return side;
    }

    /** The same line walked from its end, without its beginning. */
    private static List<Coordinate> back(List<Coordinate> side, Coordinate end) {
        List<Coordinate> back = new ArrayList<>(side.subList(1, side.size()));
        back.add(end);
        Collections.reverse(back);
        return back;
    }

    private static int bends(int[] shares, double drawn) {
        int bends = 0;
        while (bends < shares.length && drawn * 100 >= shares[bends]) {
            bends++;
        }
        return bends;
    }

    /** Where lines cross; the gap is taken off on the western or southern side of a lane or road. */
    private Coordinate corner(int column, int row, double gapWest, double gapSouth) {
        return new Coordinate(
                round(WEST + (place(column) + 0.3 * (unit(column, row, 1) - 0.5) - gapWest) * SIDE),
                round(SOUTH + (place(row) + 0.3 * (unit(column, row, 2) - 0.5) - gapSouth) * SIDE));
    }

    /** Where a line is, counted in sides of parcels. */
    private static double place(int line) {
        return line + line / BLOCK * LANE_WIDTH + line / ROAD * (ROAD_WIDTH - LANE_WIDTH);
    }

    /** How wide the lane or road is that ends at a line. */
    private static double gap(int line) {
        if (line % BLOCK != 0) {
            return 0;
        }
        return line % ROAD == 0 ? ROAD_WIDTH : LANE_WIDTH;
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }

    private double unit(int column, int row, int salt) {
        return (hash(column, row, salt) >>> 11) * 0x1p-53;
    }

    /** Source: Steele, Lea, Flood 2014, the mixing of SplitMix64. */
    private long hash(int column, int row, int salt) {
        long mixed = column * 0x9E3779B97F4A7C15L
                + row * 0xBF58476D1CE4E5B9L
                + salt * 0x94D049BB133111EBL
                + seed * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
