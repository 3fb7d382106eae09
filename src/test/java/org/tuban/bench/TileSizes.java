package org.tuban.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tuban.bench.TileList.Tile;
import org.tuban.tile.VectorTileReader;

/** How large tiles are, level by level. */
final class TileSizes {

    private TileSizes() {}

    /** Name of the tile layer that counts what a tile does not draw, and of the number in it. */
    private static final String SUMS = "parcel-aggregate";

    private static final String COUNT = "count";

    /** What one tile weighs, how many parcels it draws and how many it says that it does not draw. */
    private record Size(double kilobytes, long drawn, long counted) {}

    /** Asks for each tile once and prints the largest of each level; a tile of the whole town holds all parcels. */
    static void print(ServiceProcess service, List<List<Tile>> lists) throws IOException, InterruptedException {
        Map<Integer, List<Size>> levels = new TreeMap<>();
        for (List<Tile> list : lists) {
            for (Tile tile : list) {
                HttpResponse<byte[]> plain = service.ask(tile.path());
                if (plain.statusCode() == 200) {
                    levels.computeIfAbsent(tile.level(), level -> new ArrayList<>())
                            .add(size(service.ask(tile.path(), "Accept-Encoding", "gzip"), plain.body()));
                }
            }
        }
        Report.print("%n| Level | Tiles | Most kB gzipped | Most drawn | Most drawn and counted |");
        Report.print("|---|---|---|---|---|");
        levels.forEach((level, sizes) -> Report.print(
                "| %d | %d | %.1f | %,d | %,d |",
                level,
                sizes.size(),
                sizes.stream().mapToDouble(Size::kilobytes).max().orElseThrow(),
                sizes.stream().mapToLong(Size::drawn).max().orElseThrow(),
                sizes.stream()
                        .mapToLong(size -> size.drawn() + size.counted())
                        .max()
                        .orElseThrow()));
    }

    private static Size size(HttpResponse<byte[]> zipped, byte[] plain) {
        long drawn = 0;
        long counted = 0;
        for (VectorTileReader.TileLayer layer : VectorTileReader.read(plain)) {
            if (layer.name().equals("parcel")) {
                drawn += layer.features().size();
            } else if (layer.name().equals(SUMS)) {
                counted += layer.features().stream()
                        .mapToLong(square -> ((Number) square.properties().get(COUNT)).longValue())
                        .sum();
            }
        }
        boolean small = zipped.headers().firstValue("Content-Encoding").isEmpty();
        return new Size((small ? plain.length : zipped.body().length) / 1000.0, drawn, counted);
    }
}
