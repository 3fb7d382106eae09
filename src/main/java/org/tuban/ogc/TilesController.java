package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Sights;
import org.tuban.layer.Layer;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;

/** Which tile sets there are, of each layer and of the whole. Source: OGC 20-057, clauses 8 to 12. */
@RestController
final class TilesController implements Conforming, Linking {

    private static final String STANDARD = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";

    private final Sights sights;
    private final TileRequests tileRequests;
    private final TileSetDocuments documents;
    private final TilePages pages;
    private final Answers answers;
    private final Texts texts;

    TilesController(
            Sights sights,
            TileRequests tileRequests,
            TileSetDocuments documents,
            TilePages pages,
            Answers answers,
            Texts texts) {
        this.sights = sights;
        this.tileRequests = tileRequests;
        this.documents = documents;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @Override
    public List<String> conformsTo() {
        return List.of(
                STANDARD + "tileset",
                STANDARD + "tilesets-list",
                STANDARD + "dataset-tilesets",
                STANDARD + "geodata-tilesets",
                STANDARD + "collections-selection",
                "http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata",
                "http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata");
    }

    @Override
    public List<Link> fromLandingPage(Addresses addresses, Language language) {
        return List.of(link(addresses.of("/tiles", Representation.JSON), language));
    }

    @Override
    public List<Link> fromCollection(Layer layer, Addresses addresses, Language language) {
        return List.of(link(addresses.of(Addresses.collection(layer.id()) + "/tiles", Representation.JSON), language));
    }

    private Link link(String href, Language language) {
        return new Link(
                href, RELATION, ResourceKind.DOCUMENT.linkType(Representation.JSON), texts.get("tiles", language));
    }

    @GetMapping("/ogc/tiles")
    void ofAll(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        list(tileRequests.read(null, caller, request), request, response);
    }

    @GetMapping("/ogc/collections/{layer}/tiles")
    void ofLayer(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        list(tileRequests.read(sights.get(id, caller), caller, request), request, response);
    }

    @GetMapping("/ogc/tiles/{tileMatrixSetId}")
    void setOfAll(
            @PathVariable("tileMatrixSetId") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        one(tileRequests.read(null, caller, request), TileMatrixSets.get(id), request, response);
    }

    @GetMapping("/ogc/collections/{layer}/tiles/{tileMatrixSetId}")
    void setOfLayer(
            @PathVariable("layer") String layer,
            @PathVariable("tileMatrixSetId") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        one(tileRequests.read(sights.get(layer, caller), caller, request), TileMatrixSets.get(id), request, response);
    }

    private void list(TileSetRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        List<Link> links =
                asked.addresses().selfAndAlternates(asked.path(), asked.parameters(), wanted, ResourceKind.DOCUMENT);
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put(
                        "tilesets",
                        TileMatrixSets.list().stream()
                                .map(set -> documents.item(asked, set))
                                .toList());
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> answers.page(response, wanted, links, "tilesets", pages.list(asked));
        }
    }

    private void one(TileSetRequest asked, TileMatrixSet set, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Offer<TileSetForm> offer = Offer.wanted(request, TileSetForm.offers(set));
        Wanted wanted = new Wanted(offer.form().representation(), offer.type(), asked.language());
        List<Link> links = links(asked, set, offer);
        switch (offer.form()) {
            case JSON -> {
                TileSetDocument document = documents.describe(asked, set, links);
                answers.json(response, wanted, document.links(), document);
            }
            case TILE_JSON -> answers.json(response, wanted, links, documents.tileJson(asked, set));
            case HTML ->
                answers.page(
                        response,
                        wanted,
                        links,
                        "tileset",
                        pages.one(asked, set, documents.describe(asked, set, links)));
        }
    }

    private static List<Link> links(TileSetRequest asked, TileMatrixSet set, Offer<TileSetForm> here) {
        List<Link> links = new ArrayList<>();
        for (Offer<TileSetForm> offer : TileSetForm.offers(set)) {
            links.add(new Link(
                    asked.addresses().of(asked.path(set.id()), asked.parameters(), offer.id()),
                    offer.form() == here.form() ? "self" : "alternate",
                    offer.form() == TileSetForm.HTML
                            ? "text/html"
                            : offer.type().toString(),
                    null));
        }
        return links;
    }
}
