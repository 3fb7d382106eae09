package org.tuban.ogc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.tile.TileMatrix;
import org.tuban.tile.TileMatrixSet;

/**
 * A grid as its document says it. Source: OGC 17-083r4, clause 6.
 *
 * @param id name in addresses
 * @param title in the client's language
 * @param titles in both languages (Tuban's own member)
 * @param uri where it is registered, or null
 * @param crs its coordinate reference system
 * @param orderedAxes names of the axes in that system's order
 * @param wellKnownScaleSet registered list of its scales, or null
 * @param boundingBox what its tiles cover
 * @param tileMatrices its levels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TileMatrixSetDocument(
        String id,
        String title,
        Label titles,
        @Nullable String uri,
        String crs,
        List<String> orderedAxes,
        @Nullable String wellKnownScaleSet,
        Box boundingBox,
        List<Matrix> tileMatrices) {

    /**
     * A box in a system's axis order.
     *
     * @param lowerLeft lowest of both coordinates
     * @param upperRight highest of both coordinates
     * @param crs the system
     * @param orderedAxes names of the axes
     */
    record Box(List<Double> lowerLeft, List<Double> upperRight, String crs, List<String> orderedAxes) {}

    /**
     * One level.
     *
     * @param id number of the level as text
     * @param scaleDenominator with cells of 0.28 mm
     * @param cellSize in units of the system
     * @param cornerOfOrigin always {@code topLeft}
     * @param pointOfOrigin that corner in the system's axis order
     * @param tileWidth cells
     * @param tileHeight cells
     * @param matrixWidth tiles
     * @param matrixHeight tiles
     */
    record Matrix(
            String id,
            double scaleDenominator,
            double cellSize,
            String cornerOfOrigin,
            List<Double> pointOfOrigin,
            int tileWidth,
            int tileHeight,
            int matrixWidth,
            int matrixHeight) {}

    static TileMatrixSetDocument of(TileMatrixSet set, Language language) {
        TileMatrixSet.Bounds bounds = set.bounds();
        return new TileMatrixSetDocument(
                set.id(),
                language.of(set.title()),
                set.title(),
                set.uri(),
                set.crs(),
                set.orderedAxes(),
                set.wellKnownScaleSet(),
                new Box(
                        inOrder(set, bounds.minX(), bounds.minY()),
                        inOrder(set, bounds.maxX(), bounds.maxY()),
                        set.crs(),
                        set.orderedAxes()),
                set.matrices().stream().map(matrix -> matrix(set, matrix)).toList());
    }

    private static Matrix matrix(TileMatrixSet set, TileMatrix matrix) {
        return new Matrix(
                Integer.toString(matrix.level()),
                matrix.scaleDenominator(),
                matrix.cellSize(),
                "topLeft",
                inOrder(set, set.bounds().minX(), set.bounds().maxY()),
                TileMatrix.TILE_SIZE,
                TileMatrix.TILE_SIZE,
                matrix.width(),
                matrix.height());
    }

    private static List<Double> inOrder(TileMatrixSet set, double x, double y) {
        return set.northFirst() ? List.of(y, x) : List.of(x, y);
    }
}
