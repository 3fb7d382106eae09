package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import org.tuban.layer.Layer;

/**
 * What is known of a page of features before the first is read.
 *
 * @param layer the layer
 * @param asked which features
 * @param wanted in which form
 * @param addresses makes links
 * @param matched number of features on all pages
 */
record ItemsAnswer(Layer layer, ItemsRequest asked, Wanted wanted, Addresses addresses, long matched) {

    /** The links that don't depend on how the page ends. */
    List<Link> links() {
        String path = Addresses.items(layer.id());
        List<Link> links =
                new ArrayList<>(addresses.selfAndAlternates(path, asked.here(), wanted, ResourceKind.FEATURES));
        links.add(collection(layer, addresses, wanted));
        return links;
    }

    /** The link to the next page, if there is one. */
    List<Link> next(PageReader.End end) {
        if (end.next().isEmpty()) {
            return List.of();
        }
        String href = addresses.of(
                Addresses.items(layer.id()), asked.startingAfter(end.next().getAsLong()), wanted.representation());
        return List.of(new Link(href, "next", ResourceKind.FEATURES.linkType(wanted.representation()), null));
    }

    /** The link from features to their collection. */
    static Link collection(Layer layer, Addresses addresses, Wanted wanted) {
        Representation form = wanted.representation();
        return new Link(
                addresses.of(Addresses.collection(layer.id()), form),
                "collection",
                ResourceKind.DOCUMENT.linkType(form),
                null);
    }
}
