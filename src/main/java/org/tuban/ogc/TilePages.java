package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;

/** Shows people which tiles there are. */
@Component
final class TilePages {

    private final Layers layers;
    private final TileSetDocuments documents;
    private final Texts texts;

    TilePages(Layers layers, TileSetDocuments documents, Texts texts) {
        this.layers = layers;
        this.documents = documents;
        this.texts = texts;
    }

    /** The page of the list of tile sets. */
    Page list(TileSetRequest asked) {
        Language language = asked.language();
        List<Map<String, String>> sets = TileMatrixSets.list().stream()
                .map(set -> Map.of(
                        "id", set.id(),
                        "title", language.of(set.title()),
                        "crs", set.crs(),
                        "href", asked.addresses().of(asked.path(set.id()), asked.parameters(), Representation.HTML)))
                .toList();
        return page(asked, texts.get("tiles", language), asked.path()).with("sets", sets);
    }

    /** The page of a tile set. */
    Page one(TileSetRequest asked, TileMatrixSet set, TileSetDocument document) {
        Language language = asked.language();
        List<TileSetDocument.Limits> limits =
                document.tileMatrixSetLimits() == null ? List.of() : document.tileMatrixSetLimits();
        return page(asked, language.of(documents.title(asked)) + " · " + set.id(), asked.path(set.id()))
                .crumb(
                        texts.get("tiles", language),
                        asked.addresses().of(asked.path(), asked.parameters(), Representation.HTML))
                .map("", box(document), "", "")
                .with("gridTitle", language.of(set.title()))
                .with(
                        "gridHref",
                        asked.addresses().of(TileMatrixSetsController.PATH + "/" + set.id(), Representation.HTML))
                .with(
                        "template",
                        document.links().stream()
                                .filter(link -> link.templated() != null)
                                .map(Link::href)
                                .findFirst()
                                .orElse(""))
                .with("layers", layersOf(asked, document))
                .with("limits", limits.stream().map(TilePages::row).toList());
    }

    private static String box(TileSetDocument document) {
        TileMatrixSetDocument.Box box = document.boundingBox();
        return box == null
                ? ""
                : Stream.concat(box.lowerLeft().stream(), box.upperRight().stream())
                        .map(FeatureJson::plain)
                        .collect(Collectors.joining(", "));
    }

    private static List<Map<String, String>> layersOf(TileSetRequest asked, TileSetDocument document) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (TileSetDocument.TiledLayer layer : document.layers()) {
            rows.add(Map.of(
                    "id", layer.id(),
                    "title", layer.title(),
                    "levels", layer.minTileMatrix() + " – " + layer.maxTileMatrix(),
                    "href", asked.addresses().of(Addresses.collection(layer.id()), Representation.HTML)));
        }
        return rows;
    }

    private static Map<String, String> row(TileSetDocument.Limits limits) {
        return Map.of(
                "level", limits.tileMatrix(),
                "rows", limits.minTileRow() + " – " + limits.maxTileRow(),
                "columns", limits.minTileCol() + " – " + limits.maxTileCol());
    }

    private Page page(TileSetRequest asked, String title, String path) {
        Language language = asked.language();
        Page page = new Page(
                        asked.addresses(), title, asked.addresses().of(path, asked.parameters(), Representation.JSON))
                .crumb(language.of(layers.instance().title()), asked.addresses().of("", Representation.HTML));
        Layer layer = asked.one();
        return layer == null
                ? page
                : page.crumb(
                                texts.get("collections", language),
                                asked.addresses().of("/collections", Representation.HTML))
                        .crumb(
                                language.of(layer.title()),
                                asked.addresses().of(Addresses.collection(layer.id()), Representation.HTML));
    }
}
