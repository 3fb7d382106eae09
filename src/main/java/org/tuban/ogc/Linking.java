package org.tuban.ogc;

import java.util.List;
import org.tuban.layer.Layer;

/** A part of this room that the landing page or collections lead to; its links are there because it is. */
interface Linking {

    /** Links of the landing page to this part. */
    default List<Link> fromLandingPage(Addresses addresses, Language language) {
        return List.of();
    }

    /** Links of a collection to this part. */
    default List<Link> fromCollection(Layer layer, Addresses addresses, Language language) {
        return List.of();
    }
}
