package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layers;
import org.tuban.layer.Style;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes styles for MapLibre and Mapbox, on our own vector tiles.
 *
 * <p>Patterns and signs of the page are left out: they would need pictures. Names are left out: they would need fonts.
 * Source: MapLibre Style Specification, version 8.
 */
@Component
final class MapStyles {

    private static final String SOURCE = "tuban";
    private static final double POINT_RADIUS = 5;

    private final Layers layers;
    private final TileAreas areas;

    MapStyles(Layers layers, TileAreas areas) {
        this.layers = layers;
        this.areas = areas;
    }

    /**
     * The style of some layers on top of each other.
     *
     * @param name what people read
     * @param styles how each layer is drawn, the lowest first
     * @param tiles the tiles that have these layers
     */
    ObjectNode describe(String name, List<LayerStyle> styles, TileSetRequest tiles) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("version", 8);
        document.put("name", name);
        ArrayNode center = document.putArray("center");
        layers.instance().centre().forEach(center::add);
        // Zoom is reckoned in tiles 512 pixels wide here, and in tiles of 256 in the catalogue.
        document.put("zoom", Math.max(0, layers.instance().zoom() - 1));
        source(document.putObject("sources").putObject(SOURCE), tiles);
        ArrayNode drawn = document.putArray("layers");
        styles.forEach(style -> draw(style).forEach(drawn::add));
        return document;
    }

    private void source(ObjectNode source, TileSetRequest tiles) {
        TileMatrixSet grid = TileMatrixSets.webMercatorQuad();
        source.put("type", "vector");
        source.putArray("tiles").add(TileSetDocuments.xyz(tiles, grid));
        source.put("minzoom", 0).put("maxzoom", grid.lastLevel());
        areas.extent(tiles.seen())
                .ifPresent(box -> source.putArray("bounds")
                        .add(box.getMinX())
                        .add(box.getMinY())
                        .add(box.getMaxX())
                        .add(box.getMaxY()));
        source.put("attribution", tiles.language().of(layers.instance().notice()));
    }

    private static List<ObjectNode> draw(LayerStyle style) {
        Style look = style.layer().style();
        List<ObjectNode> drawn = new ArrayList<>();
        if (style.filled()) {
            ObjectNode areas = layer(style, "fill", "fill");
            filter(areas, style, LayerStyle.Kind.AREA);
            areas.putObject("paint").put("fill-opacity", look.fillOpacity()).set("fill-color", colour(style));
            drawn.add(areas);
        }
        if (style.draws(LayerStyle.Kind.AREA) || style.draws(LayerStyle.Kind.LINE)) {
            // Dashes cannot depend on a property, so sketches are lines of their own.
            drawn.add(line(style, "line", true, style.dash()));
            drawn.add(line(style, "sketch", false, style.sketchDash()));
        }
        if (style.draws(LayerStyle.Kind.POINT)) {
            ObjectNode points = layer(style, "point", "circle");
            filter(points, style, LayerStyle.Kind.POINT);
            points.putObject("paint")
                    .put("circle-radius", POINT_RADIUS)
                    .put("circle-opacity", LayerStyle.POINT_OPACITY)
                    .put("circle-stroke-width", look.width())
                    .put("circle-stroke-color", "#ffffff")
                    .set("circle-color", colour(style));
            drawn.add(points);
        }
        return drawn;
    }

    private static ObjectNode line(LayerStyle style, String name, boolean reliable, List<Double> dash) {
        Style look = style.layer().style();
        ObjectNode line = layer(style, name, "line");
        ArrayNode all = line.putArray("filter").add("all");
        ArrayNode accuracy = all.addArray();
        accuracy.add("match").addArray().add("get").add(Honesty.ACCURACY);
        ArrayNode accurate = accuracy.addArray();
        Honesty.RELIABLE.forEach(accurate::add);
        accuracy.add(reliable).add(!reliable);
        if (style.draws(LayerStyle.Kind.POINT)) {
            all.add(not(shapes(LayerStyle.Kind.POINT)));
        }
        line.putObject("layout").put("line-join", "round");
        ObjectNode paint = line.putObject("paint").put("line-width", look.width());
        // An area that is filled by class keeps its outline, so that neighbours of one class stay apart.
        if (style.filled()) {
            paint.put("line-color", look.color());
        } else {
            paint.set("line-color", colour(style));
        }
        if (!dash.isEmpty()) {
            ArrayNode lengths = paint.putArray("line-dasharray");
            // In widths of the line, here; the catalogue has pixels.
            dash.forEach(length -> lengths.add(length / look.width()));
        }
        return line;
    }

    private static ObjectNode layer(LayerStyle style, String name, String type) {
        ObjectNode layer = JsonNodeFactory.instance.objectNode();
        layer.put("id", style.layer().id() + "-" + name);
        layer.put("type", type);
        layer.put("source", SOURCE);
        layer.put("source-layer", style.layer().id());
        layer.put("minzoom", Math.max(0, style.layer().style().minZoom() - 1));
        return layer;
    }

    /** Only where a layer may hold shapes of several kinds. */
    private static void filter(ObjectNode layer, LayerStyle style, LayerStyle.Kind kind) {
        if (style.mixed()) {
            layer.set("filter", shapes(kind));
        }
    }

    private static ArrayNode shapes(LayerStyle.Kind kind) {
        ArrayNode match = JsonNodeFactory.instance.arrayNode();
        match.add("match").addArray().add("geometry-type");
        match.addArray().add(kind.shape()).add("Multi" + kind.shape());
        return match.add(true).add(false);
    }

    private static ArrayNode not(ArrayNode condition) {
        return JsonNodeFactory.instance.arrayNode().add("!").add(condition);
    }

    private static JsonNode colour(LayerStyle style) {
        String usual = style.layer().style().color().toLowerCase(Locale.ROOT);
        if (style.classes().isEmpty()) {
            return JsonNodeFactory.instance.stringNode(usual);
        }
        ArrayNode match = JsonNodeFactory.instance.arrayNode();
        match.add("match").addArray().add("get").add(style.colourField());
        style.classes().forEach(each -> match.add(each.code()).add(each.colour().toLowerCase(Locale.ROOT)));
        return match.add(usual);
    }
}
