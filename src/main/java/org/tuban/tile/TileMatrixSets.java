package org.tuban.tile;

import java.util.List;
import java.util.Optional;
import org.tuban.http.Problem;
import org.tuban.layer.Label;

/** The grids that tiles are offered on. */
public final class TileMatrixSets {

    /** Half the width of the Mercator world in metres. */
    private static final double MERCATOR_HALF = Math.PI * 6378137.0;

    /** The grid of web maps. Source: OGC 17-083r4, annex D.1. */
    private static final TileMatrixSet WEB_MERCATOR_QUAD = new TileMatrixSet(
            "WebMercatorQuad",
            new Label("网络墨卡托瓦片网格", "Google Maps compatible, Web Mercator"),
            "http://www.opengis.net/def/crs/EPSG/0/3857",
            List.of("E", "N"),
            "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
            "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
            Projection.MERCATOR,
            new TileMatrixSet.Bounds(-MERCATOR_HALF, -MERCATOR_HALF, MERCATOR_HALF, MERCATOR_HALF),
            1,
            25,
            18,
            0);

    /**
     * Longitude and latitude of CGCS2000, two tiles at level 0: the scales of the registered WorldCRS84Quad, whose
     * coordinate system is another one. No such grid on EPSG:4490 is registered; the name is the one that Chinese map
     * servers use. Tianditu's matrix set {@code c} is the same grid but counts its levels from 1: its level 18 is level
     * 17 here.
     */
    private static final TileMatrixSet CGCS2000_QUAD = new TileMatrixSet(
            "CGCS2000Quad",
            new Label("CGCS2000 经纬度瓦片网格", "Longitude and latitude of CGCS2000"),
            "http://www.opengis.net/def/crs/EPSG/0/4490",
            List.of("Lat", "Lon"),
            null,
            null,
            Projection.GEOGRAPHIC,
            new TileMatrixSet.Bounds(-180, -90, 180, 90),
            2,
            24,
            17,
            1);

    private static final List<TileMatrixSet> ALL = List.of(WEB_MERCATOR_QUAD, CGCS2000_QUAD);

    private TileMatrixSets() {}

    /** Every grid, the most usual first. */
    public static List<TileMatrixSet> list() {
        return ALL;
    }

    /** The grid of web maps, the only one that TileJSON and MapLibre styles can speak of. */
    public static TileMatrixSet webMercatorQuad() {
        return WEB_MERCATOR_QUAD;
    }

    /** The grid of that name, if there is one. */
    public static Optional<TileMatrixSet> find(String id) {
        return ALL.stream().filter(set -> set.id().equals(id)).findFirst();
    }

    /**
     * The grid of that name.
     *
     * @throws Problem not-found if there is none; names those that there are
     */
    public static TileMatrixSet get(String id) {
        return find(id).orElseThrow(() -> Problem.notFound("tile matrix set '%s'".formatted(id))
                .with("tileMatrixSetId", id)
                .with("allowed", ALL.stream().map(TileMatrixSet::id).toList()));
    }
}
