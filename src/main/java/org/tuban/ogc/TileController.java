package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.tile.Tile;
import org.tuban.tile.TileAddress;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;
import org.tuban.tile.TilePart;
import org.tuban.tile.TileSource;

/** The tiles themselves. Source: OGC 20-057, clauses 7 and 13 (mvt). */
@RestController
final class TileController implements Conforming {

    private static final MediaType MVT = MediaType.parseMediaType(TileSetDocuments.MVT);
    private static final List<Offer<MediaType>> OFFERS = List.of(new Offer<>(MVT, "mvt", MVT));
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Sights sights;
    private final TileRequests tileRequests;
    private final TileAreas areas;
    private final TileSource tiles;

    TileController(Sights sights, TileRequests tileRequests, TileAreas areas, TileSource tiles) {
        this.sights = sights;
        this.tileRequests = tileRequests;
        this.areas = areas;
        this.tiles = tiles;
    }

    @Override
    public List<String> conformsTo() {
        return List.of(
                "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
                "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt");
    }

    @GetMapping("/ogc/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}")
    void ofAll(
            @PathVariable Map<String, String> path,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(tileRequests.parts(null, caller, request), path, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}")
    void ofLayer(
            @PathVariable Map<String, String> path,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(text(path, "layer"), caller);
        send(tileRequests.parts(seen, caller, request), path, request, response);
    }

    private void send(
            List<TilePart> parts, Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TileMatrixSet set = TileMatrixSets.get(text(path, "tileMatrixSetId"));
        Offer.wanted(request, OFFERS);
        TileAddress address = tile(set, path);
        if (address.level() > set.lastLevel()) {
            throw missing(address);
        }
        Tile tile = tiles.find(address, parts);
        if (!TileAnswers.isKnown(tile, request) && tile.bytes().length == 0 && !isOffered(address, parts)) {
            throw missing(address);
        }
        TileAnswers.send(tile, parts, request, response);
    }

    private boolean isOffered(TileAddress tile, List<TilePart> parts) {
        return areas.offers(tile, parts.stream().map(TilePart::seen).toList());
    }

    private static TileAddress tile(TileMatrixSet set, Map<String, String> path) {
        int level = number(path, "tileMatrix");
        int row = number(path, "tileRow");
        int column = number(path, "tileCol");
        if (!TileAddress.isOn(set, level, row, column)) {
            throw missing(set, "%d/%d/%d".formatted(level, row, column));
        }
        return new TileAddress(set, level, row, column);
    }

    private static int number(Map<String, String> path, String name) {
        String text = text(path, name);
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.invalidParameter(name, text, "a whole number from 0, such as 12");
        }
        return Integer.parseInt(text);
    }

    private static String text(Map<String, String> path, String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    private static Problem missing(TileAddress tile) {
        return missing(tile.set(), "%d/%d/%d".formatted(tile.level(), tile.row(), tile.column()));
    }

    private static Problem missing(TileMatrixSet set, String place) {
        return Problem.notFound("tile %s of %s; its tile set says which there are".formatted(place, set.id()))
                .with("tileMatrixSetId", set.id())
                .with("tile", place);
    }
}
