package org.tuban.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.tuban.bench.TileList.Tile;

/**
 * Tiles of a service as files, gzipped, for a bare server to hand out.
 *
 * @param folder holds one file for each tile and nothing else
 * @param paths a list of their addresses below the bare server
 * @param tags the entity tag of each tile that has one
 */
record KeptTiles(Path folder, Path paths, Map<Tile, String> tags) {

    /** Asks for the tiles and keeps them. */
    static KeptTiles fetch(ServiceProcess service, List<Tile> tiles, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<Tile, String> tags = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        for (Tile tile : tiles) {
            HttpResponse<byte[]> answer = service.ask(tile.path(), "Accept-Encoding", "gzip");
            String name = "%d-%d-%d".formatted(tile.level(), tile.row(), tile.column());
            boolean gzipped = answer.headers().firstValue("Content-Encoding").isPresent();
            Files.write(folder.resolve(name), gzipped ? answer.body() : gzip(answer.body()));
            answer.headers().firstValue("ETag").ifPresent(tag -> tags.put(tile, tag));
            paths.add("/files/" + name);
        }
        return new KeptTiles(folder, Files.write(folder.resolveSibling("kept-paths.txt"), paths), tags);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            out.write(bytes);
        }
        return small.toByteArray();
    }
}
