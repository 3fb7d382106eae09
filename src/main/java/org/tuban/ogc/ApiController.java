package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.layer.Layers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API definition, for programs and for people. Source: OGC 17-069r4, section 7.3. */
@RestController
final class ApiController {

    private static final String PATH = "/api";

    private final Layers layers;
    private final OpenApi openApi;
    private final Texts texts;
    private final Answers answers;
    private final OgcRequests requests;

    ApiController(Layers layers, OpenApi openApi, Texts texts, Answers answers, OgcRequests requests) {
        this.layers = layers;
        this.openApi = openApi;
        this.texts = texts;
        this.answers = answers;
        this.requests = requests;
    }

    @GetMapping("/ogc" + PATH)
    void definition(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DEFINITION);
        Addresses addresses = requests.addresses(request);
        ObjectNode document = openApi.describe(caller, addresses);
        List<Link> links = addresses.selfAndAlternates(PATH, Map.of(), wanted, ResourceKind.DEFINITION);
        switch (wanted.representation()) {
            case JSON -> answers.json(response, wanted, links, document);
            case HTML -> {
                Language language = wanted.language();
                Page page = new Page(addresses, texts.get("api", language), addresses.of(PATH, Representation.JSON))
                        .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML))
                        .with("description", document.at("/info/description").stringValue())
                        .with("operations", operations(document));
                answers.page(response, wanted, links, "api", page);
            }
        }
    }

    private static List<Map<String, Object>> operations(JsonNode document) {
        String server = document.at("/servers/0/url").stringValue();
        List<Map<String, Object>> shown = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> !member.getKey().equals("servers"))
                        .forEach(member -> {
                            String address =
                                    path.getValue().at("/servers/0/url").stringValue(server) + path.getKey();
                            shown.add(operation(document, address, member.getKey(), member.getValue()));
                        }));
        return shown;
    }

    private static Map<String, Object> operation(JsonNode document, String address, String method, JsonNode operation) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter = ApiDefinition.resolve(document, given);
            parameters.add(Map.of(
                    "name", parameter.get("name").stringValue(),
                    "where", parameter.get("in").stringValue(),
                    "required", parameter.path("required").asBoolean(false),
                    "text", parameter.path("description").stringValue("")));
        }
        List<Map<String, String>> answers = operation.get("responses").properties().stream()
                .map(answer -> Map.of(
                        "status", answer.getKey(),
                        "text",
                                ApiDefinition.resolve(document, answer.getValue())
                                        .get("description")
                                        .stringValue()))
                .toList();
        return Map.of(
                "method", method,
                "path", address,
                "summary", operation.get("summary").stringValue(),
                "hasParameters", !parameters.isEmpty(),
                "parameters", parameters,
                "answers", answers);
    }
}
