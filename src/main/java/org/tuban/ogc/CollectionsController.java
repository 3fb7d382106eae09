package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Source;

/** The layers as collections. Source: OGC 17-069r4, sections 7.13 and 7.14. */
@RestController
final class CollectionsController {

    private static final String COLLECTIONS = "/collections";

    /** Features up to which a layer's page draws all of them; of more, it draws where they are. */
    private static final int DRAWN = 200;

    /** What belongs to a collection, as the last steps of its addresses. */
    private static final String[] MORE = {"schema", "queryables", "sortables", "tiles", "styles"};

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final CollectionDocuments documents;
    private final Texts texts;
    private final Answers answers;
    private final OgcRequests requests;

    CollectionsController(
            Sights sights,
            Features features,
            CollectionDocuments documents,
            Texts texts,
            Answers answers,
            OgcRequests requests) {
        this.layers = sights.catalogue();
        this.sights = sights;
        this.features = features;
        this.documents = documents;
        this.texts = texts;
        this.answers = answers;
        this.requests = requests;
    }

    @GetMapping("/ogc" + COLLECTIONS)
    void list(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        List<Link> links = addresses.selfAndAlternates(COLLECTIONS, Map.of(), wanted, ResourceKind.DOCUMENT);
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("links", links);
                document.put(
                        "collections",
                        sights.list(caller).stream()
                                .map(seen -> documents.describe(seen, addresses, wanted))
                                .toList());
                answers.json(response, wanted, links, document);
            }
            case HTML -> {
                Page page = page(addresses, wanted, texts.get("collections", wanted.language()), COLLECTIONS)
                        .with(
                                "collections",
                                sights.list(caller).stream()
                                        .map(seen -> summary(seen, addresses, wanted.language()))
                                        .toList());
                answers.page(response, wanted, links, "collections", page);
            }
        }
    }

    @GetMapping("/ogc" + COLLECTIONS + "/{layer}")
    void one(@PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(id, caller);
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        CollectionDocument document = documents.describe(seen, addresses, wanted);
        switch (wanted.representation()) {
            case JSON -> answers.json(response, wanted, document.links(), document);
            case HTML ->
                answers.page(response, wanted, document.links(), "collection", page(seen, document, addresses, wanted));
        }
    }

    private Page page(SeenLayer seen, CollectionDocument document, Addresses addresses, Wanted wanted) {
        Layer layer = seen.layer();
        Language language = wanted.language();
        Source source = document.source();
        String path = Addresses.collection(layer.id());
        long count = features.count(FeatureQuery.all(seen));
        return page(addresses, wanted, document.title(), path)
                .crumb(texts.get("collections", language), addresses.of(COLLECTIONS, Representation.HTML))
                .with("description", document.description())
                .with("count", Long.toString(count))
                .with("itemsHref", addresses.of(Addresses.items(layer.id()), Representation.HTML))
                .with("geoJsonHref", addresses.of(Addresses.items(layer.id()), Representation.JSON))
                .with("mapHref", addresses.onMap(layer.id()))
                .with("bbox", bbox(document))
                .map(
                        count <= DRAWN ? all(layer, addresses) : "",
                        bbox(document),
                        ItemPages.names(layer, language),
                        addresses.of(Addresses.items(layer.id())) + "/")
                .more(addresses, path, texts, language, MORE)
                .with("since", since(document))
                .with(
                        "fields",
                        layer.fields().stream()
                                .map(field -> field(field, language))
                                .toList())
                .with("sources", source == null ? List.of() : List.of(source(source, language)));
    }

    private static String all(Layer layer, Addresses addresses) {
        return addresses.of(
                Addresses.items(layer.id()),
                Map.of(ItemsParameters.LIMIT, Integer.toString(DRAWN)),
                Representation.JSON);
    }

    private Page page(Addresses addresses, Wanted wanted, String title, String path) {
        return new Page(addresses, title, addresses.of(path, Representation.JSON))
                .crumb(wanted.language().of(layers.instance().title()), addresses.of("", Representation.HTML));
    }

    private Map<String, String> summary(SeenLayer seen, Addresses addresses, Language language) {
        Layer layer = seen.layer();
        return Map.of(
                "href", addresses.of(Addresses.collection(layer.id()), Representation.HTML),
                "itemsHref", addresses.of(Addresses.items(layer.id()), Representation.HTML),
                "id", layer.id(),
                "title", language.of(layer.title()),
                "description", language.of(layer.description()),
                "count", Long.toString(features.count(FeatureQuery.all(seen))));
    }

    private Map<String, String> field(Field field, Language language) {
        return Map.of(
                "name", field.name(),
                "title", language.of(field.title()),
                "type", texts.get("type_" + field.type().id(), language),
                "unit", field.unit() == null ? "" : texts.unit(field.unit(), language),
                "description", field.description() == null ? "" : language.of(field.description()));
    }

    private static Map<String, String> source(Source source, Language language) {
        return Map.of(
                "title", language.of(source.title()),
                "publisher", source.publisher() == null ? "" : source.publisher(),
                "published", source.published() == null ? "" : source.published(),
                "note", source.note() == null ? "" : language.of(source.note()),
                "licence", source.licence() == null ? "" : source.licence());
    }

    private static String bbox(CollectionDocument document) {
        CollectionDocument.Extent extent = document.extent();
        if (extent == null || extent.spatial() == null) {
            return "";
        }
        return String.join(
                ", ",
                extent.spatial().bbox().get(0).stream().map(FeatureJson::plain).toList());
    }

    private static String since(CollectionDocument document) {
        CollectionDocument.Extent extent = document.extent();
        if (extent == null || extent.temporal() == null) {
            return "";
        }
        String first = extent.temporal().interval().get(0).get(0);
        return first == null ? "" : first;
    }
}
