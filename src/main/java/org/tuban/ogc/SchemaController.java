package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Sights;
import org.tuban.layer.Layer;

/** Schemas of the layers, for programs and for people. Source: OGC 23-058r2, clauses 10 to 12; OGC 19-079r2, 6. */
@RestController
final class SchemaController implements Conforming, Linking {

    /** Approved address of the standard's classes, and the one it had as a draft, which clients still look for. */
    private static final List<String> STANDARDS = List.of(
            "http://www.opengis.net/spec/ogcapi-common-3/1.0", "http://www.opengis.net/spec/ogcapi-features-5/1.0");

    private final Sights sights;
    private final SchemaDocuments documents;
    private final SchemaPages pages;
    private final Answers answers;
    private final OgcRequests requests;
    private final Texts texts;

    SchemaController(
            Sights sights,
            SchemaDocuments documents,
            SchemaPages pages,
            Answers answers,
            OgcRequests requests,
            Texts texts) {
        this.sights = sights;
        this.documents = documents;
        this.pages = pages;
        this.answers = answers;
        this.requests = requests;
        this.texts = texts;
    }

    @Override
    public List<String> conformsTo() {
        List<String> classes = new ArrayList<>(List.of(
                "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
                "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/advanced-property-roles",
                "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features"));
        for (String standard : STANDARDS) {
            for (String name :
                    List.of("schemas", "returnables-and-receivables", "queryables", "sortables", "profile-codelists")) {
                classes.add(standard + "/conf/" + name);
            }
        }
        return classes;
    }

    @Override
    public List<Link> fromCollection(Layer layer, Addresses addresses, Language language) {
        List<Link> links = new ArrayList<>();
        for (SchemaUse use : SchemaUse.values()) {
            // Without a form: the address is also the schema's identifier.
            links.add(new Link(
                    addresses.of(use.path(layer)),
                    use.relation(),
                    ResourceKind.SCHEMA.linkType(Representation.JSON),
                    texts.get(use.id(), language)));
        }
        return links;
    }

    @GetMapping("/ogc/collections/{layer}/schema")
    void schema(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(sights.get(id, caller).layer(), SchemaUse.SCHEMA, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/queryables")
    void queryables(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(sights.get(id, caller).layer(), SchemaUse.QUERYABLES, request, response);
    }

    @GetMapping("/ogc/collections/{layer}/sortables")
    void sortables(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(sights.get(id, caller).layer(), SchemaUse.SORTABLES, request, response);
    }

    private void send(Layer layer, SchemaUse use, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.SCHEMA);
        Addresses addresses = requests.addresses(request);
        List<Link> links =
                new ArrayList<>(addresses.selfAndAlternates(use.path(layer), Map.of(), wanted, ResourceKind.SCHEMA));
        links.add(new Link(
                addresses.of(Addresses.collection(layer.id()), wanted.representation()),
                "collection",
                ResourceKind.DOCUMENT.linkType(wanted.representation()),
                null));
        links.add(new Link(SchemaDocuments.CODES_INLINE, "profile", "text/html", null));
        switch (wanted.representation()) {
            case JSON ->
                answers.json(response, wanted, links, documents.describe(layer, use, addresses, wanted.language()));
            case HTML -> answers.page(response, wanted, links, "schema", pages.page(layer, use, addresses, wanted));
        }
    }
}
