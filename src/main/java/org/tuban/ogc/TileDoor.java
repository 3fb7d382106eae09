package org.tuban.ogc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.tuban.access.Caller;
import org.tuban.access.OpenDoor;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.tile.Tile;
import org.tuban.tile.TileAddress;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;
import org.tuban.tile.TilePart;
import org.tuban.tile.TileSource;

/**
 * Hands out tiles that anybody may see at the door: a map asks for dozens at each move, and the way through everything
 * that other requests need costs more than the tile.
 *
 * <p>Only the plainest request is answered here, by the same {@link TileAnswers} as others; whoever has an account, a parameter, a
 * wish for another form, or is to be refused, goes the way that all go. So does who asks for a tile that is not made
 * from memory, which can fail, or that is empty.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class TileDoor extends OncePerRequestFilter {

    private static final String PATTERN =
            "/ogc/collections/{layer}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";
    private static final String NUMBER = "/(0|[1-9][0-9]{0,8})";
    private static final Pattern TILE =
            Pattern.compile("/ogc/collections/([A-Za-z0-9_-]+)/tiles/([A-Za-z0-9_-]+)" + NUMBER + NUMBER + NUMBER);
    private static final String ANYTHING = "*/*";

    private final Sights sights;
    private final OpenDoor door;
    private final TileSource tiles;

    TileDoor(Sights sights, OpenDoor door, TileSource tiles) {
        this.sights = sights;
        this.door = door;
        this.tiles = tiles;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Asked> asked = isPlain(request) ? asked(request) : Optional.empty();
        if (asked.isEmpty() || !door.lets(request)) {
            chain.doFilter(request, response);
            return;
        }
        List<TilePart> parts = List.of(asked.get().part());
        Tile tile = tiles.find(asked.get().tile(), parts);
        if (tile.bytes().length == 0) {
            chain.doFilter(request, response);
            return;
        }
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(seen -> seen.setPathPattern(PATTERN));
        TileAnswers.send(tile, parts, request, response);
    }

    private static boolean isPlain(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && request.getQueryString() == null
                && request.getContentLengthLong() <= 0
                && (accepted == null || accepted.equals(ANYTHING) || accepted.equals(TileSetDocuments.MVT));
    }

    private record Asked(TileAddress tile, TilePart part) {}

    private Optional<Asked> asked(HttpServletRequest request) {
        Matcher path = TILE.matcher(request.getRequestURI());
        if (!path.matches()) {
            return Optional.empty();
        }
        Optional<SeenLayer> seen = sights.find(path.group(1), Caller.ANONYMOUS);
        Optional<TileMatrixSet> set = TileMatrixSets.find(path.group(2));
        if (seen.isEmpty() || set.isEmpty() || !tiles.isPacked(seen.get().layer())) {
            return Optional.empty();
        }
        int level = Integer.parseInt(path.group(3));
        int row = Integer.parseInt(path.group(4));
        int column = Integer.parseInt(path.group(5));
        return level <= set.get().lastLevel() && TileAddress.isOn(set.get(), level, row, column)
                ? Optional.of(new Asked(new TileAddress(set.get(), level, row, column), TilePart.of(seen.get())))
                : Optional.empty();
    }
}
