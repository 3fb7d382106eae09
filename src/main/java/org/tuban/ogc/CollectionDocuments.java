package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.SeenLayer;
import org.tuban.geo.CoordinateSystems;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Source;

/** Describes layers as collections. */
@Component
final class CollectionDocuments {

    private final Layers layers;
    private final Extents extents;
    private final Texts texts;
    private final CoordinateSystems systems;
    private final List<Linking> parts;

    CollectionDocuments(Layers layers, Extents extents, Texts texts, CoordinateSystems systems, List<Linking> parts) {
        this.layers = layers;
        this.extents = extents;
        this.texts = texts;
        this.systems = systems;
        this.parts = List.copyOf(parts);
    }

    /** The layer as a collection, in the form and language wanted. */
    CollectionDocument describe(SeenLayer seen, Addresses addresses, Wanted wanted) {
        Layer layer = seen.layer();
        Language language = wanted.language();
        Source source = layers.sources().get(layer.source());
        return new CollectionDocument(
                layer.id(),
                language.of(layer.title()),
                layer.title(),
                language.of(layer.description()),
                layer.description(),
                source == null ? null : attribution(source, language),
                extents.of(seen),
                "feature",
                systems.uris(),
                CoordinateSystems.STORAGE.uri(),
                source,
                links(layer, source, addresses, wanted));
    }

    private List<Link> links(Layer layer, @Nullable Source source, Addresses addresses, Wanted wanted) {
        String path = Addresses.collection(layer.id());
        Language language = wanted.language();
        List<Link> links = new ArrayList<>(addresses.selfAndAlternates(path, Map.of(), wanted, ResourceKind.DOCUMENT));
        for (Representation form : Representation.values()) {
            links.add(new Link(
                    addresses.of(Addresses.items(layer.id()), form),
                    "items",
                    ResourceKind.FEATURES.linkType(form),
                    texts.get("items", language)));
        }
        parts.forEach(part -> links.addAll(part.fromCollection(layer, addresses, language)));
        if (source != null) {
            String page = addresses.of(path, Representation.HTML);
            String html = ResourceKind.FEATURES.linkType(Representation.HTML);
            links.add(new Link(page + "#source", "describedby", html, language.of(source.title())));
            if (source.licence() != null) {
                links.add(new Link(page + "#licence", "license", html, source.licence()));
            }
        }
        return links;
    }

    private static String attribution(Source source, Language language) {
        String title = language.of(source.title());
        return source.publisher() == null ? title : title + " · " + source.publisher();
    }
}
