package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.tuban.tile.Tile;
import org.tuban.tile.TilePart;

/** Sends tiles: the bytes, gzipped if the client takes that, or that it has them already. */
final class TileAnswers {

    private static final Pattern GZIP = Pattern.compile("(^|[,\\s])(x-)?gzip\\s*(;|,|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_GZIP =
            Pattern.compile("gzip\\s*;\\s*q\\s*=\\s*0(\\.0*)?\\s*(,|$)", Pattern.CASE_INSENSITIVE);
    private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;
    private static final String OPEN = "no-cache";
    private static final String CLOSED = "no-cache, private";
    private static final String WEAK = "W/";

    private TileAnswers() {}

    /** Sends a tile of some layers; one without bytes is 204 (no content). */
    static void send(Tile tile, List<TilePart> parts, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean zip = acceptsGzip(request);
        response.addHeader(HttpHeaders.VARY, VARY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, isOpen(parts) ? OPEN : CLOSED);
        response.setHeader(HttpHeaders.ETAG, etag(tile, zip));
        if (isKnown(tile, request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
        } else if (tile.bytes().length == 0) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else {
            send(tile, zip, response);
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

    /** True if everybody is given the same tile. */
    private static boolean isOpen(List<TilePart> parts) {
        for (TilePart part : parts) {
            if (!part.open()) {
                return false;
            }
        }
        return true;
    }

    /** One tile in two encodings has two tags. Source: RFC 9110, section 8.8.3.3. */
    private static String etag(Tile tile, boolean zip) {
        return '"' + tile.etag() + (zip ? "-gzip\"" : "\"");
    }

    /** True if the client has the tile in either encoding. Source: RFC 9110, section 13.1.2. */
    static boolean isKnown(Tile tile, HttpServletRequest request) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        String plain = etag(tile, false);
        String zipped = etag(tile, true);
        for (String tag : known.split(",")) {
            String strong = tag.strip();
            String bare = strong.startsWith(WEAK) ? strong.substring(WEAK.length()) : strong;
            if (bare.equals("*") || bare.equals(plain) || bare.equals(zipped)) {
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
}
