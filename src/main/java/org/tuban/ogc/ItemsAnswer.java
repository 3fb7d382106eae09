package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import org.tuban.feature.Count;
import org.tuban.feature.FeaturePage;
import org.tuban.feature.Position;
import org.tuban.layer.Layer;

/**
 * What is known of a page of features before the first is read.
 *
 * @param asked which features
 * @param wanted in which form
 * @param addresses makes links
 * @param page the page's features
 * @param matched number of features on all pages
 * @param search true if it was asked for in the body of a search
 */
record ItemsAnswer(
        ItemsRequest asked, Wanted wanted, Addresses addresses, FeaturePage page, Count matched, boolean search) {

    /** The layer. */
    Layer layer() {
        return page.query().layer();
    }

    /** All links of the page. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (!search) {
            String path = Addresses.items(layer().id());
            links.addAll(addresses.selfAndAlternates(path, asked.here(), wanted, ResourceKind.FEATURES));
        }
        links.add(collection(layer(), addresses, wanted));
        links.addAll(next());
        links.addAll(prev());
        return links;
    }

    /** The link to the next page, if there is one. */
    List<Link> next() {
        return page.last() == null ? List.of() : List.of(page("next", Cursor.after(page.last())));
    }

    /** The link to the page before, unless this one begins with the first feature. */
    List<Link> prev() {
        Position begin = page.query().after();
        return begin == null ? List.of() : List.of(page("prev", Cursor.upTo(begin)));
    }

    private Link page(String relation, Cursor cursor) {
        String path = search ? Addresses.search(layer().id()) : Addresses.items(layer().id());
        String href = addresses.of(path, asked.at(cursor.text(page.query())), wanted.representation());
        String type = ResourceKind.FEATURES.linkType(wanted.representation());
        return search ? Link.again(href, relation, type) : new Link(href, relation, type, null);
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
