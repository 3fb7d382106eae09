package org.tuban.tile;

import org.tuban.geo.EllipsoidArea;

/**
 * The whole-number grid that shapes are kept on: the Mercator world in 2<sup>32</sup> cells each way, which are 9.3 mm
 * wide at the equator.
 *
 * <p>A place is a pair of signed numbers, 0 where the equator meets Greenwich, x to the east, y to the <em>south</em>, as
 * tiles count their rows. The edge of a Mercator tile of level 32 or less lies on a cell's edge.
 */
final class WorldGrid {

    /** Cells from west to east and from north to south. */
    static final double CELLS = 0x1p32;

    private static final double EQUATOR = Projection.MERCATOR.x(180) - Projection.MERCATOR.x(-180);

    private WorldGrid() {}

    /** The column of a longitude in degrees; what lies outside the world is put on its edge. */
    static int x(double longitude) {
        return onGrid(longitude / 360 * CELLS);
    }

    /** The row of a latitude in degrees; what lies beyond the world's end at ±85.0511° is put there. */
    static int y(double latitude) {
        return onGrid(Projection.MERCATOR.y(latitude) / -EQUATOR * CELLS);
    }

    /** Longitude of a place on the grid in degrees. */
    static double longitude(double x) {
        return x / CELLS * 360;
    }

    /** Latitude of a place on the grid in degrees. */
    static double latitude(double y) {
        return Projection.MERCATOR.latitude(y / -CELLS * EQUATOR);
    }

    /** Ground of a cell at a latitude in square metres. */
    static double squareMetres(double latitude) {
        double degrees = 360 / CELLS;
        // A cell is as many degrees wide as high on the map, and on the ground that many times the cosine high.
        return EllipsoidArea.squareMetresOfADegree(latitude) * degrees * degrees * Math.cos(Math.toRadians(latitude));
    }

    private static int onGrid(double place) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.rint(place)));
    }
}
