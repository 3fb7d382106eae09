package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.SeenLayer;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;

/**
 * Sends versions of features.
 *
 * <p>A version never changes: it is a Memento of the feature (RFC 7089, fixed resources), its moment being that at which
 * it was written down; the list is its time map. Versions know those before and behind them by the relations of RFC 5829.
 */
@Component
final class VersionAnswers {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Features features;
    private final FeatureAnswers featureAnswers;
    private final ItemPages pages;
    private final Answers answers;
    private final OgcRequests requests;

    VersionAnswers(
            Features features, FeatureAnswers featureAnswers, ItemPages pages, Answers answers, OgcRequests requests) {
        this.features = features;
        this.featureAnswers = featureAnswers;
        this.pages = pages;
        this.answers = answers;
        this.requests = requests;
    }

    /**
     * A version in the list.
     *
     * @param validFrom since when it was so
     * @param validTo until when, not included; null if the version says no end
     * @param recordedAt when it was written down
     * @param operation what was done
     * @param note reason in words, or null
     * @param href address of the version
     */
    record Listed(
            long version,
            Instant validFrom,
            @Nullable Instant validTo,
            Instant recordedAt,
            String operation,
            @Nullable String note,
            String href) {}

    /**
     * Sends the list of all versions.
     *
     * @throws Problem not-found if there never was such a feature
     */
    void sendAll(SeenLayer seen, FeatureRef ref, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Addresses addresses = requests.addresses(request);
        String id = ref.id();
        Layer layer = seen.layer();
        List<Listed> listed = features.history(ref, seen).stream()
                .map(entry -> listed(layer, entry, addresses))
                .toList();
        List<Link> links =
                new ArrayList<>(addresses.selfAndAlternates(path(layer, id), Map.of(), wanted, ResourceKind.DOCUMENT));
        links.add(new Link(
                addresses.of(Addresses.item(layer.id(), id)),
                "original",
                ResourceKind.FEATURES.linkType(Representation.JSON),
                null));
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("id", id);
                document.put("versions", listed);
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML ->
                answers.page(response, wanted, links, "versions", pages.versions(layer, id, listed, addresses, wanted));
        }
    }

    /**
     * Sends one version.
     *
     * @throws Problem not-found if there is none of that number
     */
    void send(ItemRequest asked, long version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        Addresses addresses = requests.addresses(request);
        Layer layer = asked.layer();
        HistoryEntry entry = features.version(new FeatureRef(layer.id(), asked.id()), version, asked.seen());
        List<Link> links = links(asked, entry, wanted, addresses);
        response.setHeader("Memento-Datetime", HTTP_DATE.format(entry.feature().recordedAt()));
        switch (wanted.representation()) {
            case JSON ->
                featureAnswers.send(request, response, new FeatureAnswers.One(entry.feature(), asked, wanted, links));
            case HTML ->
                answers.page(response, wanted, links, "item", pages.item(layer, entry.feature(), addresses, wanted));
        }
    }

    private List<Link> links(ItemRequest asked, HistoryEntry entry, Wanted wanted, Addresses addresses) {
        Layer layer = asked.layer();
        FeatureRef ref = entry.feature().ref();
        long version = entry.feature().version();
        String type = ResourceKind.FEATURES.linkType(Representation.JSON);
        List<Link> links = new ArrayList<>(addresses.selfAndAlternates(
                path(layer, ref.id()) + "/" + version, asked.given(), wanted, ResourceKind.FEATURES));
        String item = addresses.of(Addresses.item(layer.id(), ref.id()));
        String list = addresses.of(path(layer, ref.id()));
        links.add(new Link(item, "original", type, null));
        links.add(new Link(item, "latest-version", type, null));
        String document = ResourceKind.DOCUMENT.linkType(Representation.JSON);
        links.add(new Link(list, "timemap", document, null));
        links.add(new Link(list, "version-history", document, null));
        if (version > 1) {
            links.add(new Link(list + "/" + (version - 1), "predecessor-version", type, null));
        }
        if (version < features.lastVersion(ref)) {
            links.add(new Link(list + "/" + (version + 1), "successor-version", type, null));
        }
        return links;
    }

    private static String path(Layer layer, String id) {
        return Addresses.item(layer.id(), id) + "/versions";
    }

    private static Listed listed(Layer layer, HistoryEntry entry, Addresses addresses) {
        return new Listed(
                entry.feature().version(),
                entry.feature().validFrom(),
                entry.validTo(),
                entry.feature().recordedAt(),
                entry.operation().id(),
                entry.note(),
                addresses.of(path(layer, entry.feature().ref().id()) + "/"
                        + entry.feature().version()));
    }
}
