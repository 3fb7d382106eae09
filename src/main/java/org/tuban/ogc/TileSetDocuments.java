package org.tuban.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.springframework.stereotype.Component;
import org.tuban.geo.CoordinateSystems;
import org.tuban.layer.Field;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Source;
import org.tuban.tile.TileFields;
import org.tuban.tile.TileLimits;
import org.tuban.tile.TileMatrixSet;

/** Describes tile sets: as OGC API – Tiles says it, and as TileJSON. */
@Component
final class TileSetDocuments {

    /** Media type of tiles. */
    static final String MVT = "application/vnd.mapbox-vector-tile";

    /** Media type of TileJSON, by the custom of those who serve it; none is registered. */
    static final String TILE_JSON = "application/vnd.mapbox.tile+json";

    /** Value of the parameter {@code f} for TileJSON. */
    static final String TILE_JSON_ID = "tilejson";

    /** Zoom of a web map at which a subdistrict fills a screen. */
    private static final int CENTRE_ZOOM = 12;

    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/";

    private final Layers layers;
    private final TileAreas areas;
    private final Texts texts;

    TileSetDocuments(Layers layers, TileAreas areas, Texts texts) {
        this.layers = layers;
        this.areas = areas;
        this.texts = texts;
    }

    /** A tile set in the list of them. */
    TileSetDocument.Item item(TileSetRequest asked, TileMatrixSet set) {
        Language language = asked.language();
        return new TileSetDocument.Item(
                language.of(title(asked)) + " · " + language.of(set.title()),
                TileSetDocument.VECTOR,
                set.crs(),
                set.uri(),
                List.of(
                        new Link(
                                asked.addresses().of(asked.path(set.id()), asked.parameters(), Representation.JSON),
                                "self",
                                json(),
                                null),
                        grid(asked, set)));
    }

    /** A tile set in full. */
    TileSetDocument describe(TileSetRequest asked, TileMatrixSet set, List<Link> own) {
        Language language = asked.language();
        Envelope extent = areas.extent(asked.seen()).orElse(null);
        List<TileLimits> limits = areas.limits(set, asked.seen());
        Layer one = asked.one();
        List<Link> links = new ArrayList<>(own);
        links.add(Link.template(template(asked, set), "item", MVT, texts.get("tiles", language)));
        links.add(grid(asked, set));
        links.add(new Link(
                asked.addresses().of(asked.origin(), Representation.JSON),
                RELATION + (one == null ? "dataset" : "geodata"),
                json(),
                language.of(title(asked))));
        return new TileSetDocument(
                language.of(title(asked)),
                title(asked),
                one == null ? texts.get("landingDescription", language) : language.of(one.description()),
                TileSetDocument.VECTOR,
                set.crs(),
                set.id(),
                set.uri(),
                one == null ? null : licence(one),
                List.of(MVT),
                limits.isEmpty()
                        ? null
                        : limits.stream().map(TileSetDocument.Limits::of).toList(),
                extent == null ? null : box(extent),
                extent == null ? null : center(set, extent),
                asked.layers().stream().map(layer -> layer(asked, set, layer)).toList(),
                links);
    }

    /** The tile set as TileJSON 3.0.0, which knows the grid of web maps alone. */
    Map<String, Object> tileJson(TileSetRequest asked, TileMatrixSet set) {
        Language language = asked.language();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tilejson", "3.0.0");
        document.put("name", language.of(title(asked)));
        document.put("attribution", language.of(layers.instance().notice()));
        document.put("scheme", "xyz");
        document.put("tiles", List.of(xyz(asked, set)));
        document.put("minzoom", 0);
        document.put("maxzoom", set.lastLevel());
        areas.extent(asked.seen())
                .ifPresent(box ->
                        document.put("bounds", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())));
        document.put(
                "vector_layers",
                asked.layers().stream()
                        .map(layer -> vectorLayer(layer, set, language))
                        .toList());
        return document;
    }

    /** Address of tiles with places for level, column and row as TileJSON and MapLibre name them. */
    static String xyz(TileSetRequest asked, TileMatrixSet set) {
        return address(asked, set, "{z}/{y}/{x}");
    }

    private static String template(TileSetRequest asked, TileMatrixSet set) {
        return address(asked, set, "{tileMatrix}/{tileRow}/{tileCol}");
    }

    private static String address(TileSetRequest asked, TileMatrixSet set, String places) {
        // Places to fill in are not encoded, so they are put behind the encoded path.
        String path = asked.addresses().of(asked.path(set.id())) + "/" + places;
        return asked.chosen() == null ? path : path + "?" + Addresses.query(asked.parameters());
    }

    private static Map<String, Object> vectorLayer(Layer layer, TileMatrixSet set, Language language) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(TileFields.ID, "String");
        TileFields.of(layer)
                .names()
                .forEach(name -> layer.field(name).ifPresent(field -> fields.put(name, kind(field))));
        return Map.of(
                "id",
                layer.id(),
                "description",
                language.of(layer.title()),
                "minzoom",
                0,
                "maxzoom",
                set.lastLevel(),
                "fields",
                fields);
    }

    private static String kind(Field field) {
        Class<?> binding = field.type().binding();
        if (binding == Boolean.class) {
            return "Boolean";
        }
        return Number.class.isAssignableFrom(binding) ? "Number" : "String";
    }

    private TileSetDocument.TiledLayer layer(TileSetRequest asked, TileMatrixSet set, Layer layer) {
        Language language = asked.language();
        return new TileSetDocument.TiledLayer(
                layer.id(),
                language.of(layer.title()),
                language.of(layer.description()),
                TileSetDocument.VECTOR,
                switch (layer.geometry()) {
                    case POINT -> 0;
                    case LINE_STRING, MULTI_LINE_STRING -> 1;
                    case POLYGON, MULTI_POLYGON -> 2;
                    case GEOMETRY -> null;
                },
                layer.id(),
                "0",
                Integer.toString(set.lastLevel()),
                List.of(
                        new Link(
                                asked.addresses().of(Addresses.collection(layer.id()), Representation.JSON),
                                RELATION + "geodata",
                                json(),
                                language.of(layer.title())),
                        new Link(
                                asked.addresses().of(SchemaUse.SCHEMA.path(layer)),
                                SchemaUse.SCHEMA.relation(),
                                ResourceKind.SCHEMA.linkType(Representation.JSON),
                                texts.get(SchemaUse.SCHEMA.id(), language))));
    }

    /** What a tile set is about. */
    Label title(TileSetRequest asked) {
        return asked.one() == null ? layers.instance().title() : asked.one().title();
    }

    private @Nullable String licence(Layer layer) {
        Source source = layers.sources().get(layer.source());
        return source == null ? null : source.licence();
    }

    private static Link grid(TileSetRequest asked, TileMatrixSet set) {
        return new Link(
                asked.addresses().of(TileMatrixSetsController.PATH + "/" + set.id(), Representation.JSON),
                RELATION + "tiling-scheme",
                json(),
                asked.language().of(set.title()));
    }

    private static TileMatrixSetDocument.Box box(Envelope extent) {
        return new TileMatrixSetDocument.Box(
                List.of(extent.getMinX(), extent.getMinY()),
                List.of(extent.getMaxX(), extent.getMaxY()),
                CoordinateSystems.CRS84.uri(),
                List.of("Lon", "Lat"));
    }

    private static TileSetDocument.Center center(TileMatrixSet set, Envelope extent) {
        Coordinate middle = extent.centre();
        int level = Math.max(0, CENTRE_ZOOM - set.zoomOfLevelZero());
        return new TileSetDocument.Center(
                List.of(middle.x, middle.y), CoordinateSystems.CRS84.uri(), Integer.toString(level));
    }

    private static String json() {
        return ResourceKind.DOCUMENT.linkType(Representation.JSON);
    }
}
