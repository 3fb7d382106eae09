package org.tuban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.tuban.bench.TileList.Tile;

/** Compares tiles of the service with those of ST_AsMVT, as the reader of most web maps reads them. */
final class TileCheck {

    private final ServiceProcess service;
    private final TileBaselines baselines;
    private final Path home;

    TileCheck(ServiceProcess service, TileBaselines baselines, Path home) {
        this.service = service;
        this.baselines = baselines;
        this.home = home;
    }

    /** Compares the first tiles of a list and prints what differs. */
    void compare(String list, List<Tile> tiles) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(home.resolve("compared"));
        for (int k = 0; k < tiles.size(); k++) {
            Tile tile = tiles.get(k);
            String name = "%d-%d-%d".formatted(tile.level(), tile.row(), tile.column());
            Files.write(folder.resolve(name + ".ours"), service.ask(tile.path()).body());
            Files.write(folder.resolve(name + ".theirs"), baselines.tile(list, k + 1));
        }
        Path script = Path.of("bench", "lib", "compare-tiles.mjs").toAbsolutePath();
        String printed = Load.run(List.of("node", script.toString(), folder.toString()), Map.of(), script.getParent());
        Report.print("- %s", printed.strip());
    }
}
