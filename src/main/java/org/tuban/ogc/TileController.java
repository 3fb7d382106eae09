package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
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
    private static final Pattern GZIP = Pattern.compile("(^|[,\\s])(x-)?gzip\\s*(;|,|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_GZIP =
            Pattern.compile("gzip\\s*;\\s*q\\s*=\\s*0(\\.0*)?\\s*(,|$)", Pattern.CASE_INSENSITIVE);
    private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;
    private static final String OPEN = "no-cache";
    private static final String CLOSED = "no-cache, private";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Layers layers;
    private final TileRequests tileRequests;
    private final TileAreas areas;
    private final TileSource tiles;

    TileController(Layers layers, TileRequests tileRequests, TileAreas areas, TileSource tiles) {
        this.layers = layers;
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
        Layer layer = layers.get(text(path, "layer"), caller);
        send(tileRequests.parts(layer, caller, request), path, request, response);
    }

    private void send(
            List<TilePart> parts, Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TileMatrixSet set = TileMatrixSets.get(text(path, "tileMatrixSetId"));
        Offer.wanted(request, OFFERS);
        TileAddress address = tile(set, path);
        List<Layer> seen = parts.stream().map(TilePart::layer).toList();
        if (address.level() > set.lastLevel()) {
            throw missing(address);
        }
        Tile tile = tiles.find(address, parts);
        response.addHeader(HttpHeaders.VARY, VARY);
        boolean open = seen.stream().allMatch(layer -> layer.visibility().allows(Caller.ANONYMOUS));
        response.setHeader(HttpHeaders.CACHE_CONTROL, open ? OPEN : CLOSED);
        boolean zip = acceptsGzip(request);
        response.setHeader(HttpHeaders.ETAG, etag(tile, zip));
        if (isKnown(tile, request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
        } else if (tile.bytes().length > 0) {
            send(tile, zip, response);
        } else if (areas.offers(address, seen)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else {
            response.setHeader(HttpHeaders.ETAG, null);
            throw missing(address);
        }
    }

    private static void send(Tile tile, boolean zip, HttpServletResponse response) throws IOException {
        byte[] body = zip ? tile.zipped() : tile.bytes();
        if (zip) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentType(TileSetDocuments.MVT);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** One tile in two encodings has two tags. Source: RFC 9110, section 8.8.3.3. */
    private static String etag(Tile tile, boolean zip) {
        return '"' + tile.etag() + (zip ? "-gzip\"" : "\"");
    }

    /** True if the client has the tile in either encoding. Source: RFC 9110, section 13.1.2. */
    private static boolean isKnown(Tile tile, HttpServletRequest request) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        for (String tag : known.split(",")) {
            String bare = tag.strip().replaceFirst("^W/", "");
            if (bare.equals("*") || bare.equals(etag(tile, false)) || bare.equals(etag(tile, true))) {
                return true;
            }
        }
        return false;
    }

    /** Source: RFC 9110, section 12.5.3; what is refused with a weight of 0 is not sent. */
    private static boolean acceptsGzip(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && GZIP.matcher(accepted).find()
                && !NO_GZIP.matcher(accepted).find();
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
