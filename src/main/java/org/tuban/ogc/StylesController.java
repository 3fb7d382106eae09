package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** How layers are drawn, for programs that draw. Source: OGC API – Styles, draft 20-009. */
@RestController
final class StylesController implements Conforming, Linking {

    private static final String STANDARD = "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/";
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/styles";

    private final Layers layers;
    private final Sights sights;
    private final MapStyles mapStyles;
    private final StylePages pages;
    private final Answers answers;
    private final OgcRequests requests;
    private final Texts texts;

    StylesController(
            Sights sights, MapStyles mapStyles, StylePages pages, Answers answers, OgcRequests requests, Texts texts) {
        this.layers = sights.catalogue();
        this.sights = sights;
        this.mapStyles = mapStyles;
        this.pages = pages;
        this.answers = answers;
        this.requests = requests;
        this.texts = texts;
    }

    @Override
    public List<String> conformsTo() {
        // The draft has renamed its encodings; both names are in use.
        return List.of(
                STANDARD + "core",
                STANDARD + "global-styles",
                STANDARD + "collection-styles",
                STANDARD + "mapbox-style",
                STANDARD + "mapbox-styles",
                STANDARD + "sld-11",
                STANDARD + "sld-se");
    }

    @Override
    public List<Link> fromLandingPage(Addresses addresses, Language language) {
        return List.of(link(addresses.of("/styles", Representation.JSON), language));
    }

    @Override
    public List<Link> fromCollection(Layer layer, Addresses addresses, Language language) {
        return List.of(link(addresses.of(Addresses.collection(layer.id()) + "/styles", Representation.JSON), language));
    }

    private Link link(String href, Language language) {
        return new Link(
                href, RELATION, ResourceKind.DOCUMENT.linkType(Representation.JSON), texts.get("styles", language));
    }

    @GetMapping("/ogc/styles")
    void ofAll(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        list(asked(null, sights.list(caller), request), request, response);
    }

    @GetMapping("/ogc/collections/{layer}/styles")
    void ofLayer(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(id, caller);
        list(asked(seen.layer(), List.of(seen), request), request, response);
    }

    @GetMapping("/ogc/styles/{styleId}")
    void oneOfAll(
            @PathVariable("styleId") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        one(asked(null, sights.list(caller), request), id, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/styles/{styleId}")
    void oneOfLayer(
            @PathVariable("layer") String layerId,
            @PathVariable("styleId") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(layerId, caller);
        one(asked(seen.layer(), List.of(seen), request), id, request, response);
    }

    private TileSetRequest asked(@Nullable Layer one, List<SeenLayer> drawn, HttpServletRequest request) {
        requests.allowOnlyForm(request);
        return new TileSetRequest(one, drawn, null, requests.addresses(request), Wanted.language(request));
    }

    private void list(TileSetRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        String path = asked.origin() + "/styles";
        List<Link> links = asked.addresses().selfAndAlternates(path, Map.of(), wanted, ResourceKind.DOCUMENT);
        Map<String, Label> titles = titles(asked);
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("default", LayerStyle.DEFAULT);
                document.put(
                        "styles",
                        titles.entrySet().stream()
                                .map(style -> item(asked, style.getKey(), style.getValue()))
                                .toList());
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> answers.page(response, wanted, links, "styles", pages.list(asked, titles));
        }
    }

    /** Titles of the styles by id: those of the layer, or the one of the whole. */
    private Map<String, Label> titles(TileSetRequest asked) {
        Map<String, Label> titles = new LinkedHashMap<>();
        Layer one = asked.one();
        if (one == null) {
            titles.put(LayerStyle.DEFAULT, layers.instance().title());
        } else {
            LayerStyle.of(one, layers).forEach(style -> titles.put(style.id(), style.title()));
        }
        return titles;
    }

    private static Map<String, Object> item(TileSetRequest asked, String id, Label title) {
        List<Link> links = new ArrayList<>();
        for (StyleForm form : StyleForm.values()) {
            links.add(new Link(
                    address(asked, id, form),
                    form == StyleForm.HTML ? "alternate" : "stylesheet",
                    form.linkType(),
                    null));
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("title", asked.language().of(title));
        item.put("links", links);
        return item;
    }

    private void one(TileSetRequest asked, String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Label> titles = titles(asked);
        Label title = titles.get(id);
        if (title == null) {
            throw Problem.notFound("style '%s'".formatted(id))
                    .with("styleId", id)
                    .with("allowed", List.copyOf(titles.keySet()));
        }
        Offer<StyleForm> offer = Offer.wanted(request, StyleForm.offers());
        Representation representation = offer.form() == StyleForm.HTML ? Representation.HTML : Representation.JSON;
        Wanted wanted = new Wanted(representation, offer.type(), asked.language());
        List<LayerStyle> styles = styles(asked, id);
        String name = asked.language().of(title);
        List<Link> links = new ArrayList<>();
        for (StyleForm form : StyleForm.values()) {
            String relation = form == offer.form() ? "self" : "alternate";
            links.add(new Link(address(asked, id, form), relation, form.linkType(), null));
        }
        switch (offer.form()) {
            case MAPBOX -> answers.json(response, wanted, links, mapStyles.describe(name, styles, asked));
            case SLD ->
                answers.send(
                        response,
                        wanted,
                        links,
                        new StyledLayers(asked.language(), texts.get("styleRest", asked.language()))
                                .describe(name, styles));
            case HTML -> answers.page(response, wanted, links, "style", pages.one(asked, id, name, styles));
        }
    }

    private List<LayerStyle> styles(TileSetRequest asked, String id) {
        return asked.layers().stream()
                .flatMap(layer -> LayerStyle.of(layer, layers).stream())
                .filter(style -> style.id().equals(id))
                .toList();
    }

    /** Address of a style in one form. */
    static String address(TileSetRequest asked, String id, StyleForm form) {
        return asked.addresses().of(asked.origin() + "/styles/" + id, Map.of(), form.id());
    }
}
