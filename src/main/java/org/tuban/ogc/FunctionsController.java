package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.cql2.Function;
import org.tuban.cql2.Kind;
import org.tuban.layer.Layers;

/** The functions that a filter may call. Source: OGC 19-079r2, /req/filter/get-functions-operation and -response-json. */
@RestController
final class FunctionsController implements Linking {

    private static final String PATH = "/functions";

    private final Layers layers;
    private final Answers answers;
    private final OgcRequests requests;
    private final Texts texts;

    FunctionsController(Layers layers, Answers answers, OgcRequests requests, Texts texts) {
        this.layers = layers;
        this.answers = answers;
        this.requests = requests;
        this.texts = texts;
    }

    @Override
    public List<Link> fromLandingPage(Addresses addresses, Language language) {
        return List.of(new Link(
                addresses.of(PATH, Representation.JSON),
                "http://www.opengis.net/def/rel/ogc/1.0/functions",
                ResourceKind.DOCUMENT.linkType(Representation.JSON),
                texts.get("functions", language)));
    }

    /**
     * A function as its description says it.
     *
     * @param returns kinds of its value
     */
    private record Described(String name, String description, List<String> returns, List<Argument> arguments) {

        /** Its call as people write it. */
        String call() {
            return arguments.stream()
                    .map(argument -> String.join(" ", argument.type()))
                    .collect(Collectors.joining(", ", name + "(", ")"));
        }
    }

    /**
     * An argument of a function.
     *
     * @param type kinds of value that it takes
     */
    private record Argument(List<String> type) {}

    @GetMapping("/ogc" + PATH)
    void functions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.allowOnlyForm(request);
        Wanted wanted = Wanted.by(request, ResourceKind.DOCUMENT);
        Language language = wanted.language();
        Addresses addresses = requests.addresses(request);
        List<Link> links = addresses.selfAndAlternates(PATH, Map.of(), wanted, ResourceKind.DOCUMENT);
        List<Described> functions = Arrays.stream(Function.values())
                .map(function -> describe(function, language))
                .toList();
        switch (wanted.representation()) {
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("functions", functions);
                document.put("links", links);
                answers.json(response, wanted, links, document);
            }
            case HTML -> {
                Page page = new Page(
                                addresses, texts.get("functions", language), addresses.of(PATH, Representation.JSON))
                        .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML))
                        .with(
                                "functions",
                                functions.stream()
                                        .map(function ->
                                                Map.of("call", function.call(), "description", function.description()))
                                        .toList());
                answers.page(response, wanted, links, "functions", page);
            }
        }
    }

    private Described describe(Function function, Language language) {
        return new Described(
                function.id(),
                texts.get("function_" + function.id(), language),
                List.of(name(function.kind())),
                function.parameters().stream()
                        .map(kind -> new Argument(List.of(name(kind))))
                        .toList());
    }

    /** The standard's name of a kind of value. */
    private static String name(Kind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case NUMBER, BOOLEAN, DATE, TIMESTAMP -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
