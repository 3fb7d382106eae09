package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.layer.Layers;
import org.tuban.tile.TileMatrix;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;

/** The grids that tiles lie on. Source: OGC 17-083r4, clause 6; OGC 20-057, clause 7.3. */
@RestController
final class TileMatrixSetsController implements Conforming, Linking {

    static final String PATH = "/tileMatrixSets";

    private final Layers layers;
    private final Texts texts;
    private final Answers answers;
    private final OgcRequests requests;

    TileMatrixSetsController(Layers layers, Texts texts, Answers answers, OgcRequests requests) {
        this.layers = layers;
        this.texts = texts;
        this.answers = answers;
        this.requests = requests;
    }

    @Override
    public List<String> conformsTo() {
        return List.of(
                "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
                "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset");
    }

    @Override
    public List<Link> fromLandingPage(Addresses addresses, Language language) {
        return List.of(new Link(
                addresses.of(PATH, Representation.JSON),
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
                ResourceKind.DOCUMENT.linkType(Representation.JSON),
                texts.get("tileMatrixSets", language)));
    }

    @GetMapping("/ogc" + PATH)
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        Language language = wanted.language();
        List<Link> links = addresses.selfAndAlternates(PATH, Map.of(), wanted, ResourceKind.DOCUMENT);
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put(
                        "tileMatrixSets",
                        TileMatrixSets.list().stream()
                                .map(set -> item(set, addresses, language))
                                .toList());
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> {
                Page page = page(addresses, language, texts.get("tileMatrixSets", language), PATH)
                        .with(
                                "sets",
                                TileMatrixSets.list().stream()
                                        .map(set -> Map.of(
                                                "id", set.id(),
                                                "title", language.of(set.title()),
                                                "crs", set.crs(),
                                                "href", addresses.of(PATH + "/" + set.id(), Representation.HTML)))
                                        .toList());
                answers.page(response, wanted, links, "tile-matrix-sets", page);
            }
        }
    }

    @GetMapping("/ogc" + PATH + "/{tileMatrixSetId}")
    void one(@PathVariable("tileMatrixSetId") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TileMatrixSet set = TileMatrixSets.get(id);
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        Language language = wanted.language();
        String path = PATH + "/" + set.id();
        List<Link> links = addresses.selfAndAlternates(path, Map.of(), wanted, ResourceKind.DOCUMENT);
        switch (wanted.representation()) {
            case JSON -> answers.json(response, wanted, links, TileMatrixSetDocument.of(set, language));
            case HTML -> {
                Page page = page(addresses, language, language.of(set.title()), path)
                        .crumb(texts.get("tileMatrixSets", language), addresses.of(PATH, Representation.HTML))
                        .with("id", set.id())
                        .with("crs", set.crs())
                        .with(
                                "levels",
                                set.matrices().stream()
                                        .map(TileMatrixSetsController::level)
                                        .toList());
                answers.page(response, wanted, links, "tile-matrix-set", page);
            }
        }
    }

    private Page page(Addresses addresses, Language language, String title, String path) {
        return new Page(addresses, title, addresses.of(path, Representation.JSON))
                .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML));
    }

    private static Map<String, Object> item(TileMatrixSet set, Addresses addresses, Language language) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", set.id());
        item.put("title", language.of(set.title()));
        if (set.uri() != null) {
            item.put("uri", set.uri());
        }
        item.put("crs", set.crs());
        item.put(
                "links",
                List.of(new Link(
                        addresses.of(PATH + "/" + set.id(), Representation.JSON),
                        "self",
                        ResourceKind.DOCUMENT.linkType(Representation.JSON),
                        language.of(set.title()))));
        return item;
    }

    private static Map<String, String> level(TileMatrix matrix) {
        return Map.of(
                "id", Integer.toString(matrix.level()),
                "scale", String.format(Locale.ROOT, "1 : %,.0f", matrix.scaleDenominator()),
                "cell", String.format(Locale.ROOT, "%.6g", matrix.cellSize()),
                "size", String.format(Locale.ROOT, "%,d × %,d", matrix.width(), matrix.height()));
    }
}
