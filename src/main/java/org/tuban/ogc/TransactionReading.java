package org.tuban.ogc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureTransactions.Semantic;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a transaction.
 *
 * <p>Frame and {@code insert} are those of OGC API – Features, draft Part 11 (26-018), clause 8; the other actions name
 * one feature with the version seen of it, since the draft's filters say nothing of versions.
 */
final class TransactionReading {

    /** Most edits of a request. */
    static final int MOST_EDITS = 1_000;

    private static final String TRANSACTION = "transaction";
    private static final String SEMANTIC = "semantic";
    private static final String DESCRIPTION = "description";

    private final Sights sights;
    private final FeatureWrites writes;
    private final WriteContext context;

    TransactionReading(Sights sights, FeatureWrites writes, WriteContext context) {
        this.sights = sights;
        this.writes = writes;
        this.context = context;
    }

    /**
     * How the edits hang together; all or none if nothing is said.
     *
     * @throws Problem invalid-body
     */
    static Semantic semantic(JsonNode body) {
        JsonNode semantic = body.path(SEMANTIC);
        if (semantic.isMissingNode()) {
            return Semantic.ATOMIC;
        }
        return WriteRequest.findSemantic(semantic.stringValue(""))
                .orElseThrow(() -> Problem.invalidBody("/" + SEMANTIC, semantic.stringValue(null), "atomic or batch"));
    }

    /**
     * The features of an array.
     *
     * @throws Problem invalid-body if there is no such array, none in it or too many
     */
    static List<JsonNode> features(JsonNode body, String pointer) {
        JsonNode array = body.at(pointer);
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_EDITS) {
            throw Problem.invalidBody(
                    pointer,
                    array.isArray() ? array.size() : null,
                    "a list of 1 to %,d features".formatted(MOST_EDITS));
        }
        List<JsonNode> features = new ArrayList<>();
        array.forEach(features::add);
        return features;
    }

    /**
     * The edits in their order.
     *
     * @throws Problem invalid-body with the place, if the body is no transaction
     */
    List<FeatureWrites.Write> read(JsonNode body) {
        onlyMembers(body, "", Set.of(SEMANTIC, TRANSACTION, DESCRIPTION));
        JsonNode actions = body.path(TRANSACTION);
        if (!actions.isArray() || actions.isEmpty()) {
            throw Problem.invalidBody("/" + TRANSACTION, null, "a list of actions");
        }
        WriteContext whole = context.withNote(text(body, DESCRIPTION, "", true));
        List<FeatureWrites.Write> all = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            readAction(actions.get(i), "/%s/%d".formatted(TRANSACTION, i), whole, all);
            if (all.size() > MOST_EDITS) {
                throw Problem.invalidBody(
                        "/" + TRANSACTION, null, "at most %,d edits in one transaction".formatted(MOST_EDITS));
            }
        }
        return all;
    }

    private void readAction(JsonNode action, String at, WriteContext whole, List<FeatureWrites.Write> all) {
        FeatureWrites.Action kind = kind(action, at);
        Layer layer = layer(action, at);
        WriteContext of = whole.withNote(text(action, DESCRIPTION, at, true));
        UnaryOperator<String> named = name -> String.valueOf(text(action, name, at, false));
        switch (kind) {
            case INSERT -> {
                onlyMembers(action, at, Set.of("action", "collection", DESCRIPTION, "items"));
                try {
                    features(action, "/items").forEach(item -> all.add(writes.insert(layer, item, of)));
                } catch (Problem refused) {
                    throw refused.with("path", at + "/items");
                }
            }
            case REPLACE -> {
                onlyMembers(action, at, Set.of("action", "collection", DESCRIPTION, "id", "ifMatch", "feature"));
                all.add(writes.replace(layer, named.apply("id"), seen(action, at), object(action, "feature", at), of));
            }
            case UPDATE -> {
                onlyMembers(action, at, Set.of("action", "collection", DESCRIPTION, "id", "ifMatch", "patch"));
                all.add(writes.update(layer, named.apply("id"), seen(action, at), object(action, "patch", at), of));
            }
            case DELETE -> {
                onlyMembers(action, at, Set.of("action", "collection", DESCRIPTION, "id", "ifMatch"));
                all.add(writes.delete(layer, named.apply("id"), seen(action, at), of));
            }
        }
    }

    private static FeatureWrites.Action kind(JsonNode action, String at) {
        String name = action.path("action").stringValue("");
        return Arrays.stream(FeatureWrites.Action.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalidBody(
                        at + "/action", name.isEmpty() ? null : name, "insert, replace, update or delete"));
    }

    private Layer layer(JsonNode action, String at) {
        String id = String.valueOf(text(action, "collection", at, false));
        Caller caller = context.caller();
        return sights.list(caller).stream()
                .map(SeenLayer::layer)
                .filter(layer -> layer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.invalidBody(
                        at + "/collection",
                        id,
                        "one of "
                                + String.join(
                                        ", ",
                                        sights.list(caller).stream()
                                                .map(SeenLayer::layer)
                                                .map(Layer::id)
                                                .toList())));
    }

    private static IfMatch.Seen seen(JsonNode action, String at) {
        try {
            return IfMatch.read(text(action, "ifMatch", at, true));
        } catch (Problem noTag) {
            throw Problem.invalidBody(
                    at + "/ifMatch", action.path("ifMatch").stringValue(null), "an ETag such as \"3\", or *");
        }
    }

    private static JsonNode object(JsonNode action, String name, String at) {
        JsonNode value = action.path(name);
        if (!value.isObject()) {
            throw Problem.invalidBody(at + "/" + name, null, "an object");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String name, String at, boolean optional) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() && optional) {
            return null;
        }
        if (!value.isString()) {
            throw Problem.invalidBody(at + "/" + name, null, "a text");
        }
        return name.equals(DESCRIPTION) ? WriteContext.note(value.stringValue(), at + "/" + name) : value.stringValue();
    }

    private static void onlyMembers(JsonNode node, String at, Set<String> allowed) {
        if (!node.isObject()) {
            throw Problem.invalidBody(at, null, "an object");
        }
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name)) {
                throw Problem.invalidBody(
                        at + "/" + name,
                        null,
                        "no such member, but "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
    }
}
