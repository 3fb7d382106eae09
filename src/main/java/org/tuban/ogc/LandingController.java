package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.layer.Layers;

/** The landing page and the list of conformance classes. Source: OGC 17-069r4, sections 7.2 and 7.4. */
@RestController
final class LandingController {

    private static final String CONFORMANCE = "/conformance";

    private final Layers layers;
    private final Sights sights;
    private final Texts texts;
    private final Answers answers;
    private final OgcRequests requests;
    private final List<Conforming> parts;
    private final List<Linking> linked;

    LandingController(
            Sights sights,
            Texts texts,
            Answers answers,
            OgcRequests requests,
            List<Conforming> parts,
            List<Linking> linked) {
        this.linked = List.copyOf(linked);
        this.layers = sights.catalogue();
        this.sights = sights;
        this.texts = texts;
        this.answers = answers;
        this.requests = requests;
        this.parts = List.copyOf(parts);
    }

    @GetMapping({"/ogc", "/ogc/"})
    void landing(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        Language language = wanted.language();
        String title = language.of(layers.instance().title());
        String description = texts.get("landingDescription", language);
        List<Link> own = addresses.selfAndAlternates("", Map.of(), wanted, ResourceKind.DOCUMENT);
        List<Link> links = new ArrayList<>(own);
        links.addAll(links(addresses, language));
        linked.forEach(part -> links.addAll(part.fromLandingPage(addresses, language)));
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("title", title);
                document.put("description", description);
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> {
                Page page = new Page(addresses, title, addresses.of("", Representation.JSON))
                        .with("description", description)
                        .with("notice", language.of(layers.instance().notice()))
                        .with("collections", collections(caller, addresses, language))
                        .more(addresses, "", texts, language, "tiles", "tileMatrixSets", "styles")
                        .with("collectionsHref", addresses.of("/collections", Representation.HTML))
                        .with("conformanceHref", addresses.of(CONFORMANCE, Representation.HTML))
                        .with("apiHref", addresses.of("/api", Representation.HTML));
                answers.page(response, wanted, links, "landing", page);
            }
        }
    }

    private List<Map<String, String>> collections(Caller caller, Addresses addresses, Language language) {
        return sights.list(caller).stream()
                .map(SeenLayer::layer)
                .map(layer -> Map.of(
                        "href", addresses.of(Addresses.collection(layer.id()), Representation.HTML),
                        "title", language.of(layer.title()),
                        "description", language.of(layer.description())))
                .toList();
    }

    private List<Link> links(Addresses addresses, Language language) {
        return List.of(
                new Link(
                        addresses.of("/api", Representation.JSON),
                        "service-desc",
                        ResourceKind.DEFINITION.linkType(Representation.JSON),
                        texts.get("api", language)),
                new Link(
                        addresses.of("/api", Representation.HTML),
                        "service-doc",
                        ResourceKind.DEFINITION.linkType(Representation.HTML),
                        texts.get("api", language)),
                new Link(
                        addresses.of(CONFORMANCE, Representation.JSON),
                        "conformance",
                        ResourceKind.DOCUMENT.linkType(Representation.JSON),
                        texts.get("conformance", language)),
                new Link(
                        addresses.of("/collections", Representation.JSON),
                        "data",
                        ResourceKind.DOCUMENT.linkType(Representation.JSON),
                        texts.get("collections", language)));
    }

    @GetMapping("/ogc" + CONFORMANCE)
    void conformance(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        List<Link> links = addresses.selfAndAlternates(CONFORMANCE, Map.of(), wanted, ResourceKind.DOCUMENT);
        List<String> classes = parts.stream()
                .flatMap(part -> part.conformsTo().stream())
                .sorted()
                .distinct()
                .toList();
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("conformsTo", classes);
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> {
                Page page = new Page(
                                addresses,
                                texts.get("conformance", wanted.language()),
                                addresses.of(CONFORMANCE, Representation.JSON))
                        .crumb(wanted.language().of(layers.instance().title()), addresses.of("", Representation.HTML))
                        .with("classes", classes);
                answers.page(response, wanted, links, "conformance", page);
            }
        }
    }
}
