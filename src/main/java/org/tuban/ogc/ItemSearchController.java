package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.cql2.Limits;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sights;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import tools.jackson.databind.JsonNode;

/**
 * Items asked for in the body of a request, for filters that an address has no room for. It writes nothing.
 *
 * <p>The body is one object whose members are the query parameters of items; {@code filter} may be CQL2 JSON as it is,
 * and lists may be arrays. Parameters in the address are taken too. Source: the draft "OGC API – Features – Search",
 * resource {@code /collections/{collectionId}/search}.
 */
@RestController
final class ItemSearchController {

    private final Sights sights;
    private final ItemsParameters parameters;
    private final ItemsAnswers answers;

    ItemSearchController(Sights sights, ItemsParameters parameters, ItemsAnswers answers) {
        this.sights = sights;
        this.parameters = parameters;
        this.answers = answers;
    }

    @PostMapping(path = "/ogc/collections/{layer}/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    void search(
            @PathVariable("layer") String id,
            @RequestBody JsonNode body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SeenLayer seen = sights.get(id, caller);
        Set<String> names = parameters.names(seen.layer());
        Map<String, String> inAddress = Parameters.all(request, names);
        Map<String, String> given = new LinkedHashMap<>(inAddress);
        addMembers(body, names, given);
        inAddress.remove(Cursor.PARAMETER);
        ItemsRequest asked = parameters.read(seen, given, Limits.IN_BODY).carrying(inAddress);
        answers.send(asked, true, request, response);
    }

    private static void addMembers(JsonNode body, Set<String> names, Map<String, String> given) {
        if (!body.isObject()) {
            throw Problem.invalidBody("", kind(body), "an object whose members are parameters of items");
        }
        body.properties().forEach(member -> {
            String name = member.getKey();
            String text = text(name, member.getValue());
            Parameters.requireKnown(name, text, names);
            if (given.put(name, text) != null) {
                throw Problem.invalidParameter(name, text, "to give it once, in the address or the body");
            }
        });
        JsonNode filter = body.get(ItemsParameters.FILTER);
        if (filter != null && !filter.isString()) {
            given.putIfAbsent(ItemsParameters.FILTER_LANG, ItemsParameters.JSON);
        }
    }

    /** A member as it would stand in an address: lists with commas between. */
    private static String text(String name, JsonNode value) {
        if (name.equals(ItemsParameters.FILTER) && (value.isObject() || value.isBoolean())) {
            return value.toString();
        }
        return value.isArray()
                ? value.valueStream().map(item -> scalar(name, item)).collect(Collectors.joining(","))
                : scalar(name, value);
    }

    private static String scalar(String name, JsonNode value) {
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            throw Problem.invalidBody(name, kind(value), "a text, a number, true or false, or a list of them");
        }
        return value.asString();
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
