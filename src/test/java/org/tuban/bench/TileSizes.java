package org.tuban.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tuban.bench.TileList.Tile;
import org.tuban.tile.VectorTileReader;

/** How large tiles are, level by level. */
final class TileSizes {

    private TileSizes() {}

    /** What one tile weighs. */
    private record Size(double kilobytes, int features) {}

    /** Asks for each tile once and prints the largest of each level. */
    static void print(ServiceProcess service, List<List<Tile>> lists) throws IOException, InterruptedException {
        Map<Integer, List<Size>> levels = new TreeMap<>();
        for (List<Tile> list : lists) {
            for (Tile tile : list) {
                HttpResponse<byte[]> zipped = service.ask(tile.path(), "Accept-Encoding", "gzip");
                HttpResponse<byte[]> plain = service.ask(tile.path());
                if (plain.statusCode() == 200) {
                    boolean small =
                            zipped.headers().firstValue("Content-Encoding").isEmpty();
                    int features = VectorTileReader.read(plain.body()).stream()
                            .mapToInt(layer -> layer.features().size())
                            .sum();
                    levels.computeIfAbsent(tile.level(), level -> new ArrayList<>())
                            .add(new Size((small ? plain.body().length : zipped.body().length) / 1000.0, features));
                }
            }
        }
        Report.print("%n| Level | Tiles | Most kB gzipped | Most features |");
        Report.print("|---|---|---|---|");
        levels.forEach((level, sizes) -> Report.print(
                "| %d | %d | %.1f | %d |",
                level,
                sizes.size(),
                sizes.stream()
                        .max(Comparator.comparing(Size::kilobytes))
                        .orElseThrow()
                        .kilobytes(),
                sizes.stream().mapToInt(Size::features).max().orElseThrow()));
    }
}
