package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FeatureEdits;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.IfMatch;
import org.tuban.http.JsonBody;
import org.tuban.layer.Layer;
import tools.jackson.databind.JsonNode;

/** Features made, replaced, changed and ended. Source: OGC 20-002 (OGC API – Features Part 4). */
@RestController
final class WriteController implements Conforming {

    private static final String ITEMS = "/ogc/collections/{layer}/items";
    private static final String ITEM = ITEMS + "/{id}";

    /** The classes have moved between drafts from Features Part 4 to Common Part 5; clients look for either. */
    private static final List<String> STANDARDS = List.of(
            "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/",
            "http://www.opengis.net/spec/ogcapi-common-5/1.0/conf/");

    private static final List<String> CLASSES = List.of(
            "create-replace-delete",
            "update",
            "optimistic-locking-etags",
            "handling",
            "return-resource-representation-in-response");

    private final Sights sights;
    private final Features features;
    private final FeatureWrites writes;
    private final WriteAnswers answers;
    private final JsonBody bodies;
    private final WriteEntrance entrance;

    WriteController(
            Sights sights,
            Features features,
            FeatureWrites writes,
            WriteAnswers answers,
            JsonBody bodies,
            WriteEntrance entrance) {
        this.sights = sights;
        this.features = features;
        this.writes = writes;
        this.answers = answers;
        this.bodies = bodies;
        this.entrance = entrance;
    }

    @Override
    public List<String> conformsTo() {
        List<String> classes = new ArrayList<>(List.of(STANDARDS.get(0) + "features"));
        STANDARDS.forEach(standard -> CLASSES.forEach(name -> classes.add(standard + name)));
        return classes;
    }

    @PostMapping(ITEMS)
    void create(
            @PathVariable("layer") String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Layer layer = sights.get(id, caller).layer();
        Features.requireEditor(caller);
        WriteAnswers.Exchange exchange = entrance.open(request, response, caller, WriteRequest.SEMANTIC);
        JsonBody.requireType(request, WriteRequest.FEATURE_TYPES, WriteRequest.ACCEPT_POST);
        JsonNode body = bodies.read(request);
        WriteContext context = exchange.asked().context();
        if ("FeatureCollection".equals(body.path("type").stringValue(null))) {
            List<FeatureWrites.Write> all = new ArrayList<>();
            for (JsonNode feature : TransactionReading.features(body, "/features")) {
                all.add(writes.insert(layer, feature, context));
            }
            answers.several(exchange, all);
        } else {
            answers.one(exchange, writes.insert(layer, body, context));
        }
    }

    @PutMapping(ITEM)
    void replace(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Layer layer = layer(layerId, id, caller);
        WriteAnswers.Exchange exchange = entrance.open(request, response, caller);
        JsonBody.requireType(request, WriteRequest.FEATURE_TYPES, "Accept");
        IfMatch.Seen seen = requireSeen(layer, id, request, caller);
        answers.one(
                exchange,
                writes.replace(
                        layer, id, seen, bodies.read(request), exchange.asked().context()));
    }

    @PatchMapping(ITEM)
    void update(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Layer layer = layer(layerId, id, caller);
        WriteAnswers.Exchange exchange = entrance.open(request, response, caller);
        JsonBody.requireType(request, WriteRequest.PATCH_TYPES, WriteRequest.ACCEPT_PATCH);
        IfMatch.Seen seen = requireSeen(layer, id, request, caller);
        answers.one(
                exchange,
                writes.update(
                        layer, id, seen, bodies.read(request), exchange.asked().context()));
    }

    @DeleteMapping(ITEM)
    void delete(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Layer layer = layer(layerId, id, caller);
        WriteAnswers.Exchange exchange = entrance.open(request, response, caller);
        IfMatch.Seen seen = requireSeen(layer, id, request, caller);
        answers.one(exchange, writes.delete(layer, id, seen, exchange.asked().context()));
    }

    @RequestMapping(path = ITEMS, method = RequestMethod.OPTIONS)
    void itemsOptions(@PathVariable("layer") String id, Caller caller, HttpServletResponse response) {
        sights.get(id, caller);
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS, POST");
        response.setHeader(WriteRequest.ACCEPT_POST, String.join(", ", WriteRequest.FEATURE_TYPES));
    }

    @RequestMapping(path = ITEM, method = RequestMethod.OPTIONS)
    void itemOptions(
            @PathVariable("layer") String layerId,
            @PathVariable("id") String id,
            Caller caller,
            HttpServletResponse response) {
        features.get(FeatureAddress.name(layerId, id, sights, caller), sights.of(caller));
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS, PUT, PATCH, DELETE");
        response.setHeader(WriteRequest.ACCEPT_PATCH, String.join(", ", WriteRequest.PATCH_TYPES));
    }

    /**
     * Refuses, before the body is read, those who may not write and those who have not seen the feature as it is.
     *
     * <p>The write itself asks again, in its transaction.
     */
    private IfMatch.Seen requireSeen(Layer layer, String id, HttpServletRequest request, Caller caller) {
        Features.requireEditor(caller);
        Feature current = features.get(new FeatureRef(layer.id(), id), Sight.EVERYTHING);
        IfMatch.Seen seen = IfMatch.read(request.getHeader(HttpHeaders.IF_MATCH));
        OptionalLong version = seen.version();
        // Of a version that was there before, the body tells what was to be made: the refusal shows that too.
        if (version.isEmpty() || version.getAsLong() >= current.version()) {
            FeatureEdits.requireSeen(layer, current, seen);
        }
        @Nullable String unless = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        // If-None-Match: * means that the client wants to make the feature, and there is one. RFC 9110, 13.1.2.
        if (unless != null && IfMatch.read(unless.replace("W/", "")).matches(current.version())) {
            throw Features.stale(current);
        }
        return seen;
    }

    private Layer layer(String id, String feature, Caller caller) {
        return sights.get(FeatureAddress.name(id, feature, sights, caller), caller)
                .layer();
    }
}
