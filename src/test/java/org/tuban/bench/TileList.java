package org.tuban.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.tuban.exchange.Mosaic;

/** Tiles of the town to ask for, the same each time: where parcels are, on the grid of web maps. */
final class TileList {

    /** How many tiles of each level; parcels on one are 1050 in the mean. */
    private static final int[] FINE_LEVELS = {14, 15, 16, 17};

    private static final int[] FINE_TILES = {55, 100, 120, 125};
    private static final int TRIES = 100;

    private final int parcels;
    private final Random random;

    TileList(int parcels, long seed) {
        this.parcels = parcels;
        this.random = new Random(seed);
    }

    /** A tile of the grid of web maps; rows from the north. */
    record Tile(int level, int row, int column) {

        /** The tile that a place lies on. Source: OGC 17-083r4, annex D.1. */
        static Tile at(int level, double longitude, double latitude) {
            double tiles = Math.scalb(1.0, level);
            double radians = Math.toRadians(latitude);
            double north = Math.log(Math.tan(Math.PI / 4 + radians / 2)) / Math.PI;
            return new Tile(level, (int) Math.floor((1 - north) / 2 * tiles), (int)
                    Math.floor((longitude + 180) / 360 * tiles));
        }

        /** Its address below a service. */
        String path() {
            return "/ogc/collections/parcel/tiles/WebMercatorQuad/%d/%d/%d".formatted(level, row, column);
        }
    }

    /** 400 tiles of levels 14 to 17. */
    List<Tile> fine() {
        List<Tile> tiles = new ArrayList<>();
        for (int k = 0; k < FINE_LEVELS.length; k++) {
            tiles.addAll(some(FINE_LEVELS[k], FINE_TILES[k]));
        }
        return tiles;
    }

    /** 30 tiles of levels 12 and 13. */
    List<Tile> middle() {
        List<Tile> tiles = new ArrayList<>(some(12, 10));
        tiles.addAll(some(13, 20));
        return tiles;
    }

    /** The tiles of levels 0 to 11 that have parcels, at most ten of a level. */
    List<Tile> coarse() {
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; level <= 11; level++) {
            tiles.addAll(new LinkedHashSet<>(some(level, 10)));
        }
        return tiles;
    }

    /** Tiles of a level, different ones as long as there are enough. */
    List<Tile> some(int level, int number) {
        Set<Tile> different = new LinkedHashSet<>();
        for (int k = 0; k < number * TRIES && different.size() < number; k++) {
            different.add(anywhere(level));
        }
        List<Tile> tiles = new ArrayList<>(different);
        for (int k = 0; tiles.size() < number; k++) {
            tiles.add(tiles.get(k));
        }
        return tiles;
    }

    /** Tiles of a level that the town covers from edge to edge, so that they hold as much however large the town is. */
    List<Tile> covered(int level, int number) {
        Set<Tile> different = new LinkedHashSet<>();
        Mosaic.Extent extent = Mosaic.extent(parcels);
        for (int k = 0; k < number * TRIES && different.size() < number; k++) {
            Tile tile = anywhere(level);
            Tile southWest = Tile.at(level, extent.west(), extent.south());
            Tile northEast = Tile.at(level, extent.east(), extent.north());
            if (tile.column() > southWest.column()
                    && tile.column() < northEast.column()
                    && tile.row() < southWest.row()
                    && tile.row() > northEast.row()) {
                different.add(tile);
            }
        }
        return List.copyOf(different);
    }

    private Tile anywhere(int level) {
        Mosaic.Extent extent = Mosaic.extent(parcels);
        return Tile.at(
                level,
                extent.west() + random.nextDouble() * (extent.east() - extent.west()),
                extent.south() + random.nextDouble() * (extent.north() - extent.south()));
    }
}
