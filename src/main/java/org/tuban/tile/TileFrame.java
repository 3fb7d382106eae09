package org.tuban.tile;

/**
 * How places of the {@link WorldGrid} become places on one tile: x to the east, y to the south, 0 to {@value #EXTENT}
 * across the tile.
 *
 * <p>A tile keeps a margin around itself so that outlines along its edge are not drawn as edges. On the Mercator grid the
 * way is a straight line; on the grid of degrees the latitude of a row is reckoned by a polynomial about the middle of
 * the tile, which on levels finer than {@value #LAST_EXACT_LEVEL} is off by less than a thousandth of a cell.
 */
final class TileFrame {

    /** Cells along each side of a tile. */
    static final int EXTENT = 4096;

    /** Cells kept around the tile: four pixels of a tile 256 pixels wide. */
    static final int MARGIN = 64;

    private static final int LAST_EXACT_LEVEL = 7;

    /** Lifts every place on a tile and its margin above 0, where cutting off a fraction rounds down. */
    private static final int LIFT = 2 * EXTENT;

    private final Projection projection;
    private final boolean exact;
    private final double west;
    private final double north;
    private final double cell;
    private final double scaleX;
    private final double offsetX;
    /** Coefficients of the row on the tile by the distance from the middle. */
    private final double middle;

    private final double constant;
    private final double linear;
    private final double square;
    private final double cube;
    private final TileWindow window;
    private final TileWindow own;

    TileFrame(TileAddress tile) {
        double span = tile.set().matrix(tile.level()).span();
        projection = tile.set().projection();
        west = tile.west();
        north = tile.north();
        cell = span / EXTENT;
        scaleX = projection.x(360) / WorldGrid.CELLS / cell;
        offsetX = -west / cell;
        exact = projection == Projection.GEOGRAPHIC && tile.level() <= LAST_EXACT_LEVEL;
        double margin = cell * MARGIN;
        window = new TileWindow(
                within(column(west - margin)),
                within(row(north + margin)),
                within(column(west + span + margin)),
                within(row(north - span - margin)));
        // A place on the edge between two tiles is the eastern or southern one's own.
        own = new TileWindow(
                within(column(west)),
                within(row(north)),
                within(column(west + span) - 1),
                within(row(north - span) - 1));
        if (projection == Projection.MERCATOR) {
            middle = 0;
            constant = north / cell;
            linear = scaleX;
            square = 0;
            cube = 0;
        } else {
            middle = ((double) window.minY() + window.maxY()) / 2;
            // Latitude by Mercator's y is the Gudermannian function; its derivatives by the angle of y are these.
            double latitude = Math.toRadians(WorldGrid.latitude(middle));
            double angle = 2 * Math.PI / WorldGrid.CELLS;
            double cos = Math.cos(latitude);
            double sin = Math.sin(latitude);
            double degrees = Math.toDegrees(1) / cell;
            constant = (north - WorldGrid.latitude(middle)) / cell;
            linear = cos * angle * degrees;
            square = sin * cos * angle * angle / 2 * degrees;
            cube = cos * (sin * sin - cos * cos) * angle * angle * angle / 6 * degrees;
        }
    }

    /** What the tile covers with its margin. */
    TileWindow window() {
        return window;
    }

    /** What the tile covers without its margin; the tiles of a level share the world among them. */
    TileWindow own() {
        return own;
    }

    double x(int worldX) {
        return worldX * scaleX + offsetX;
    }

    double y(int worldY) {
        if (exact) {
            return (north - WorldGrid.latitude(worldY)) / cell;
        }
        double away = worldY - middle;
        return constant + away * (linear + away * (square + away * cube));
    }

    /** Places of the world, x and y by turns, as places on the tile. */
    void place(int[] world, int numbers, double[] to) {
        for (int k = 0; k < numbers; k += 2) {
            to[k] = x(world[k]);
            to[k + 1] = y(world[k + 1]);
        }
    }

    /** Places of the world, x and y by turns, as the nearest cells of the tile; they lie on it or on its margin. */
    void round(int[] world, int numbers, int[] to) {
        for (int k = 0; k < numbers; k += 2) {
            to[k] = cell(x(world[k]));
            to[k + 1] = cell(y(world[k + 1]));
        }
    }

    /** The cell nearest to a place on the tile or its margin: cutting off a fraction is far quicker than rounding it. */
    static int cell(double place) {
        return (int) (place + LIFT + 0.5) - LIFT;
    }

    private static int within(long place) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, place));
    }

    private long column(double place) {
        return Math.round(projection.longitude(place) / 360 * WorldGrid.CELLS);
    }

    private long row(double place) {
        double mercator = Projection.MERCATOR.y(projection.latitude(place));
        return Math.round(mercator / -Projection.MERCATOR.x(360) * WorldGrid.CELLS);
    }
}
