package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.feature.Count;
import org.tuban.feature.Feature;
import org.tuban.feature.FeaturePage;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Position;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;

/** Finds the features that a client asked for, and sends them in the form it wants. */
@Component
final class ItemsAnswers {

    private final Features features;
    private final FeatureAnswers featureAnswers;
    private final ItemPages pages;
    private final Answers answers;
    private final OgcRequests requests;
    private final Exports exports;

    ItemsAnswers(
            Features features,
            FeatureAnswers featureAnswers,
            ItemPages pages,
            Answers answers,
            OgcRequests requests,
            Exports exports) {
        this.features = features;
        this.featureAnswers = featureAnswers;
        this.pages = pages;
        this.answers = answers;
        this.requests = requests;
        this.exports = exports;
    }

    /**
     * Sends a page.
     *
     * @param search true if it was asked for in the body of a search
     * @throws Problem invalid-parameter if the cursor's feature is gone and was needed to find the place
     */
    void send(ItemsRequest asked, boolean search, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        FeatureQuery query = begin(asked);
        if (wanted.representation() == Representation.JSON) {
            Optional<FeatureAnswers.Written> written = featureAnswers.write(query, asked.view());
            if (written.isPresent()) {
                ItemsAnswer answer = answer(asked, wanted, written.get().page(), search, request);
                featureAnswers.send(response, answer, written.get());
                return;
            }
        }
        ItemsAnswer answer = answer(asked, wanted, features.page(query), search, request);
        switch (wanted.representation()) {
            case JSON -> featureAnswers.send(response, answer);
            case HTML -> pages.send(response, answer);
        }
    }

    private ItemsAnswer answer(
            ItemsRequest asked, Wanted wanted, FeaturePage page, boolean search, HttpServletRequest request) {
        exports.tell(page.query().seen(), page.keys().size());
        boolean whole = page.query().after() == null && page.last() == null;
        Count matched = whole ? new Count(page.keys().size(), true) : features.countOrEstimate(asked.query());
        return new ItemsAnswer(asked, wanted, requests.addresses(request), page, matched, search);
    }

    /**
     * Sends one feature.
     *
     * @throws Problem not-found if the layer has no such feature
     */
    void send(ItemRequest asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        Addresses addresses = requests.addresses(request);
        Layer layer = asked.layer();
        String path = Addresses.item(layer.id(), asked.id());
        List<Link> links =
                new ArrayList<>(addresses.selfAndAlternates(path, asked.given(), wanted, ResourceKind.FEATURES));
        links.add(ItemsAnswer.collection(layer, addresses, wanted));
        links.add(new Link(
                addresses.of(path + "/versions"),
                "version-history",
                ResourceKind.DOCUMENT.linkType(Representation.JSON),
                null));
        if (wanted.representation() == Representation.JSON && asked.then() == null) {
            Optional<FeatureAnswers.WrittenOne> written = featureAnswers.write(asked);
            if (written.isPresent()) {
                featureAnswers.send(request, response, asked, written.get(), wanted, links);
                return;
            }
        }
        FeatureRef ref = new FeatureRef(layer.id(), asked.id());
        Feature feature =
                asked.then() == null ? features.get(ref, asked.seen()) : features.get(ref, asked.then(), asked.seen());
        switch (wanted.representation()) {
            case JSON -> featureAnswers.send(request, response, new FeatureAnswers.One(feature, asked, wanted, links));
            case HTML -> answers.page(response, wanted, links, "item", pages.item(layer, feature, addresses, wanted));
        }
    }

    /** The query of the page that the request's cursor leads to. */
    private FeatureQuery begin(ItemsRequest asked) {
        Cursor cursor = asked.cursor();
        FeatureQuery query = asked.query();
        if (cursor == null) {
            return query;
        }
        Position place = cursor.place();
        if (place.values().size() != query.sort().size()) {
            place = features.place(query, place.key())
                    .orElseThrow(() -> Problem.invalidParameter(
                            Cursor.PARAMETER,
                            cursor.text(query),
                            "the cursor of a feature that is still there; begin at the first page"));
        }
        return cursor.backwards()
                ? query.page(features.beginOfPageUpTo(query, place).orElse(null), query.limit())
                : query.page(place, query.limit());
    }
}
