package org.tuban.link;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.References;

/** Links that have not ended keep the features at their ends; those that have are history, as a deleted feature is. */
@Component
class LinkReferences implements References {

    private final LinkStore store;

    LinkReferences(LinkStore store) {
        this.store = store;
    }

    @Override
    public List<Reference> to(FeatureRef feature) {
        return store.of(feature).stream()
                .filter(link -> link.validTo() == null)
                .map(link -> new Reference("link", link.id()))
                .toList();
    }
}
