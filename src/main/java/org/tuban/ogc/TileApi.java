package org.tuban.ogc;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes tiles; ids of operations end as OGC 20-057, /req/oas30/operation-id, asks. */
@Component
@Order(20)
final class TileApi implements ApiPart, Conforming {

    private static final String SET = "/{tileMatrixSetId}";
    private static final String TILE = SET + "/{tileMatrix}/{tileRow}/{tileCol}";

    @Override
    public List<String> conformsTo() {
        return List.of("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30");
    }

    @Override
    public void describe(ApiDefinition api) {
        api.addTag("tiles", "Vector tiles, their sets and grids");
        api.addComponents(ApiDefinition.read("/ogc/openapi-tiles.json"));
        document(api, TileMatrixSetsController.PATH, "getTileMatrixSetsList")
                .says("All tile grids", "The tile matrix sets that tiles are offered on")
                .parameters("f")
                .answers(200, "The tile matrix sets")
                .content(ResourceKind.DOCUMENT, "TileMatrixSets");
        document(api, TileMatrixSetsController.PATH + SET, "getTileMatrixSet")
                .says("One tile grid", "The levels of a tile matrix set with scales and numbers of tiles")
                .parameter("path", "tileMatrixSetId", "Name of the grid", sets())
                .parameters("f")
                .answers(200, "The tile matrix set")
                .content(ResourceKind.DOCUMENT, "TileMatrixSet")
                .problems("404 NotFound");
        tiles(api, "/tiles", "dataset.vector.", "All layers", "collections");
        for (Layer layer : api.layers()) {
            tiles(
                    api,
                    Addresses.collection(layer.id()) + "/tiles",
                    layer.id() + ".collection.vector.",
                    "%s (%s)".formatted(layer.title().en(), layer.title().zh()));
        }
    }

    private static void tiles(ApiDefinition api, String path, String id, String what, String... shared) {
        document(api, path, id + "getTileSetsList")
                .says(what + ": tile sets", "The sets of vector tiles, one for each grid")
                .parameters(shared)
                .parameters("f")
                .answers(200, "The tile sets")
                .content(ResourceKind.DOCUMENT, "TileSets")
                .problems("404 NotFound");
        document(api, path + SET, id + "getTileSet")
                .says(what + ": a tile set", "Layers, extent and limits of the tiles on a grid, and their address")
                .parameter("path", "tileMatrixSetId", "Name of the grid", sets())
                .parameters(shared)
                .parameter("query", "f", "Form of the answer; tilejson on WebMercatorQuad alone", forms())
                .answers(200, "The tile set")
                .content(ResourceKind.DOCUMENT, "TileSet")
                .content(TileSetDocuments.TILE_JSON, ApiOperation.schema("TileJson"))
                .problems("404 NotFound");
        ApiOperation tile = api.operation(HttpMethod.GET, path + TILE, id + "getTile")
                .tag("tiles")
                .says(
                        what + ": a tile",
                        "A Mapbox Vector Tile (2.1); each layer is a layer of the tile under its id, with -aggregate behind it "
                                + "squares that count what is not drawn, with -label places for names")
                .parameter("path", "tileMatrixSetId", "Name of the grid", sets())
                .parameter("path", "tileMatrix", "Level, 0 the coarsest", number())
                .parameter("path", "tileRow", "Row from the north, from 0", number())
                .parameter("path", "tileCol", "Column from the west, from 0", number())
                .parameters(shared)
                .parameter(
                        "query", "f", "Form of the answer", ApiOperation.text().set("enum", list("mvt")));
        if (shared.length > 0) {
            tile.parameters("datetime", "recorded");
        } else {
            tile.parameters("filter", "filterLang", "filterCrs", "properties", "datetime", "recorded");
        }
        tile.answers(204, "No feature lies on the tile").header("ETag", "Of an empty tile");
        tile.answers(200, "The tile")
                .header("ETag", "Changes when something on the tile does; another one for each encoding")
                .content(TileSetDocuments.MVT, ApiOperation.text().put("format", "binary"))
                .problems("304 NotModified", "404 NotFound", "406 NotAcceptable");
    }

    private static ApiOperation document(ApiDefinition api, String path, String id) {
        return api.operation(HttpMethod.GET, path, id).tag("tiles").parameters("acceptLanguage");
    }

    private static ObjectNode sets() {
        return ApiOperation.text()
                .set(
                        "enum",
                        list(TileMatrixSets.list().stream()
                                .map(TileMatrixSet::id)
                                .toArray(String[]::new)));
    }

    private static ObjectNode forms() {
        return ApiOperation.text()
                .set("enum", list(Representation.JSON.id(), TileSetDocuments.TILE_JSON_ID, Representation.HTML.id()));
    }

    private static ObjectNode number() {
        ObjectNode number = ApiOperation.text();
        return number.put("type", "integer").put("minimum", 0).put("maximum", 999_999_999);
    }

    private static ArrayNode list(String... values) {
        ArrayNode list = ApiOperation.text().arrayNode();
        Stream.of(values).forEach(list::add);
        return list;
    }
}
