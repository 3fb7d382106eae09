package org.tuban.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.tuban.layer.Layer;

/**
 * Makes tiles from the indexes in memory, and from the store what they don't have: filtered, of the past, with other
 * fields, or of a layer whose index is not finished.
 *
 * <p>Finished tiles are kept under the numbers of the changes they were made after, so none is ever old.
 */
@Service
@EnableConfigurationProperties(TileSettings.class)
class PackedTiles implements TileSource {

    private final TileIndexes indexes;
    private final LiveTiles live;
    private final PastTiles past;
    private final Cache<Name, Tile> finished;

    PackedTiles(TileIndexes indexes, LiveTiles live, PastTiles past, TileSettings settings) {
        this.indexes = indexes;
        this.live = live;
        this.past = past;
        finished = Caffeine.newBuilder()
                .maximumWeight((long) settings.cacheMb() << 20)
                .weigher((Name name, Tile tile) -> weight(tile))
                .executor(Runnable::run)
                .build();
    }

    /** What is on a tile, whatever it is like; the grid by its id, which is quicker to look up than all it is. */
    private record Name(String grid, int level, int row, int column, List<String> layers) {

        static Name of(TileAddress tile, List<TilePart> parts) {
            List<String> layers = parts.size() == 1
                    ? List.of(parts.get(0).layer().id())
                    : parts.stream().map(part -> part.layer().id()).toList();
            return new Name(tile.set().id(), tile.level(), tile.row(), tile.column(), layers);
        }
    }

    @Override
    public Tile find(TileAddress tile, List<TilePart> parts) {
        TileWindow window = new TileFrame(tile).window();
        List<LayerState> states = new ArrayList<>(parts.size());
        StringBuilder etag = new StringBuilder();
        boolean packed = true;
        for (TilePart part : parts) {
            LayerIndex index = part.isPlain() ? indexes.find(part.layer()) : null;
            if (index == null) {
                packed = false;
                states.add(notAsItIs(part, tile));
            } else {
                LayerIndex.View view = index.view(window);
                states.add(view.state());
                etag.append(etag.isEmpty() ? "" : ".").append(view.etag());
            }
        }
        if (!packed) {
            byte[] bytes = TileMaker.make(tile, states);
            return new Tile(UUID.nameUUIDFromBytes(bytes).toString(), () -> bytes, made -> {});
        }
        Name name = Name.of(tile, parts);
        String wanted = etag.isEmpty() ? "none" : etag.toString();
        Tile known = finished.getIfPresent(name);
        if (known != null && known.etag().equals(wanted)) {
            return known;
        }
        return new Tile(wanted, () -> TileMaker.make(tile, states), made -> finished.put(name, made));
    }

    /** What the index of a layer does not have as it is asked for. */
    private LayerState notAsItIs(TilePart part, TileAddress tile) {
        LayerIndex index = part.isPlainPast() ? indexes.find(part.layer()) : null;
        LayerState then = index == null
                ? null
                : past.read(index.state(), Objects.requireNonNull(part.query().asOf()), tile);
        return then == null ? live.read(part, tile) : then;
    }

    @Override
    public boolean isPacked(Layer layer) {
        return indexes.find(layer) != null;
    }

    private static int weight(Tile tile) {
        return 256 + tile.etag().getBytes(StandardCharsets.UTF_8).length + 2 * tile.bytes().length;
    }
}
