package org.tuban.ogc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.tile.TileLimits;

/**
 * A tile set as its document says it. Source: OGC 17-083r4, clause 7; OGC 20-057, clause 9.
 *
 * @param title in the client's language
 * @param titles in both languages (Tuban's own member)
 * @param description a sentence more
 * @param dataType always {@code vector}
 * @param crs coordinate reference system of the grid
 * @param tileMatrixSetId name of the grid
 * @param tileMatrixSetURI where the grid is registered, or null
 * @param license terms of use of the layer's source, or null
 * @param mediaTypes of the tiles
 * @param tileMatrixSetLimits tiles of each level; null if there is nothing to tile
 * @param boundingBox where there are features, or null
 * @param centerPoint the middle of it, or null
 * @param layers what tiles contain
 * @param links to its forms, tiles, grid and origin
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TileSetDocument(
        String title,
        Label titles,
        String description,
        String dataType,
        String crs,
        String tileMatrixSetId,
        @Nullable String tileMatrixSetURI,
        @Nullable String license,
        List<String> mediaTypes,
        @Nullable List<Limits> tileMatrixSetLimits,
        TileMatrixSetDocument.@Nullable Box boundingBox,
        @Nullable Center centerPoint,
        List<TiledLayer> layers,
        List<Link> links) {

    /** What all tiles are. */
    static final String VECTOR = "vector";

    /**
     * The tiles of one level.
     *
     * @param tileMatrix level
     * @param minTileRow northernmost
     * @param maxTileRow southernmost
     * @param minTileCol westernmost
     * @param maxTileCol easternmost
     */
    record Limits(String tileMatrix, int minTileRow, int maxTileRow, int minTileCol, int maxTileCol) {

        static Limits of(TileLimits limits) {
            return new Limits(
                    Integer.toString(limits.level()),
                    limits.minRow(),
                    limits.maxRow(),
                    limits.minColumn(),
                    limits.maxColumn());
        }
    }

    /**
     * A place to begin at.
     *
     * @param coordinates longitude and latitude
     * @param crs of them
     * @param tileMatrix level to show
     */
    record Center(List<Double> coordinates, String crs, String tileMatrix) {}

    /**
     * A layer of the tiles.
     *
     * @param id layer id, also its name in a tile
     * @param title in the client's language
     * @param description a sentence more
     * @param dataType always {@code vector}
     * @param geometryDimension 0 points, 1 lines, 2 areas; null if mixed
     * @param featureType layer id
     * @param minTileMatrix coarsest level that has it
     * @param maxTileMatrix finest level that has it
     * @param links to the collection and its schema
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TiledLayer(
            String id,
            String title,
            String description,
            String dataType,
            @Nullable Integer geometryDimension,
            String featureType,
            String minTileMatrix,
            String maxTileMatrix,
            List<Link> links) {}

    /**
     * A tile set in a list of them.
     *
     * @param title in the client's language
     * @param dataType always {@code vector}
     * @param crs coordinate reference system of the grid
     * @param tileMatrixSetURI where the grid is registered, or null
     * @param links to the tile set and its grid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String title,
            String dataType,
            String crs,
            @Nullable String tileMatrixSetURI,
            List<Link> links) {}
}
