package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.SightsOf;
import org.tuban.layer.CodeList;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Theme;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** OGC API – Styles (draft 20-009) over HTTP, requirement by requirement, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class StylesIT {

    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/styles";
    private static final String SE = "http://www.opengis.net/se";
    private static final String SLD = "http://www.opengis.net/sld";
    private static final String OGC = "http://www.opengis.net/ogc";

    /** Order of what is in a rule. Source: OGC 05-077r4, clause 10. */
    private static final List<String> RULE = List.of(
            "Name",
            "Description",
            "Filter",
            "ElseFilter",
            "MaxScaleDenominator",
            "PolygonSymbolizer",
            "LineSymbolizer",
            "PointSymbolizer");

    private static TubanServer server;
    private static Layers catalogue;
    private static List<Layer> layers;

    StylesIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        catalogue = server.bean(Layers.class);
        layers = SightsOf.everybody(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/req/core/base-resource-link, /req/core/styles-success, /req/collection-styles/styles-op")
    void listsTheStylesOfTheWholeAndOfEachLayer() {
        List<String> bases = new ArrayList<>(List.of("/ogc"));
        layers.forEach(layer -> bases.add("/ogc/collections/" + layer.id()));
        for (String base : bases) {
            assertThat(json(base).get("links").toString()).contains("\"" + RELATION + "\"");
            JsonNode list = json(base + "/styles");
            List<String> ids = new ArrayList<>();
            for (JsonNode style : list.get("styles")) {
                ids.add(style.get("id").stringValue());
                assertThat(style.get("title").stringValue()).isNotBlank();
                assertThat(style.get("links").toString()).contains("\"stylesheet\"");
                for (JsonNode link : style.get("links")) {
                    HttpResponse<String> answer = follow(link);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                            .startsWith(link.get("type").stringValue());
                    assertThat(answer.headers().firstValue("Content-Language")).contains("zh-CN");
                }
            }
            assertThat(ids).doesNotHaveDuplicates().contains(list.get("default").stringValue());
        }
        assertThat(json("/ogc/collections/parcel/styles").get("styles")).hasSize(3);
    }

    @Test
    @DisplayName("/req/core/style-feature-type, mapbox")
    void drawsWhatIsOnTheTiles() {
        for (Layer layer : layers) {
            String base = "/ogc/collections/" + layer.id();
            JsonNode style = json(base + "/styles/default");
            Set<String> ids = new HashSet<>();

            assertThat(style.get("version").intValue()).isEqualTo(8);
            assertThat(style.at("/sources/tuban/type").stringValue()).isEqualTo("vector");
            assertThat(style.at("/sources/tuban/tiles/0").stringValue())
                    .isEqualTo(server.uri(base) + "/tiles/WebMercatorQuad/{z}/{y}/{x}");
            assertThat(style.get("layers")).isNotEmpty();
            for (JsonNode drawn : style.get("layers")) {
                assertThat(drawn.get("source-layer").stringValue()).isEqualTo(layer.id());
                assertThat(drawn.get("type").stringValue()).isIn("fill", "line", "circle");
                assertThat(ids.add(drawn.get("id").stringValue())).isTrue();
            }
        }
    }

    @Test
    void coloursByTheCodesOfATheme() {
        for (Layer layer : layers) {
            for (Theme theme : layer.themes()) {
                JsonNode style = json("/ogc/collections/" + layer.id() + "/styles/" + theme.id());
                Map<String, String> colours = new TreeMap<>();
                JsonNode match = Stream.of("fill-color", "line-color", "circle-color")
                        .map(style.at("/layers/0/paint")::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
                assertThat(match.get(1).toString()).isEqualTo("[\"get\",\"" + theme.field() + "\"]");
                for (int k = 2; k + 1 < match.size(); k += 2) {
                    colours.put(match.get(k).stringValue(), match.get(k + 1).stringValue());
                }
                Map<String, String> expected = new TreeMap<>();
                String list = layer.field(theme.field()).orElseThrow().codeList();
                for (CodeList.Code code : catalogue.codeList(list).codes()) {
                    if (code.color() != null) {
                        expected.put(code.code(), code.color().toLowerCase(Locale.ROOT));
                    }
                }
                assertThat(colours).isEqualTo(expected);
                assertThat(match.get(match.size() - 1).stringValue()).matches("#[0-9a-f]{6}");
            }
        }
    }

    @Test
    void drawsSketchesDashed() {
        for (JsonNode drawn : json("/ogc/collections/parcel/styles/status").get("layers")) {
            boolean sketch = drawn.get("id").stringValue().equals("parcel-sketch");
            assertThat(drawn.get("paint").has("line-dasharray")).isEqualTo(sketch);
        }
    }

    @Test
    void putsAllLayersIntoTheStyleOfTheWhole() {
        Set<String> drawn = new HashSet<>();
        json("/ogc/styles/default")
                .get("layers")
                .forEach(layer -> drawn.add(layer.get("source-layer").stringValue()));

        assertThat(drawn).isEqualTo(Set.copyOf(layers.stream().map(Layer::id).toList()));
    }

    @Test
    @DisplayName("/req/sld-11")
    void writesRulesThatStyledLayerDescriptorKnows() {
        for (Layer layer : layers) {
            for (LayerStyle style : LayerStyle.of(layer, catalogue)) {
                Element root = sld(layer, style.id());

                assertThat(root.getNamespaceURI()).isEqualTo(SLD);
                assertThat(root.getLocalName()).isEqualTo("StyledLayerDescriptor");
                assertThat(root.getAttribute("version")).isEqualTo("1.1.0");
                assertThat(texts(root, SE, "FeatureTypeName")).containsOnly(layer.id());
                assertThat(texts(root, SE, "Name")).contains(layer.id(), style.id());
                assertThat(elements(root, SE, "Rule")).isNotEmpty().allSatisfy(rule -> {
                    List<Integer> places = children(rule).stream()
                            .map(child -> RULE.indexOf(child.getLocalName()))
                            .toList();
                    assertThat(places).isSorted().doesNotContain(-1);
                });
            }
        }
    }

    @Test
    void hasARuleForEachCodeAndOneForTheRest() {
        Element root = sld(catalogue.get("parcel"), "status");
        List<String> codes = catalogue.codeList("parcel-status").codes().stream()
                .map(CodeList.Code::code)
                .toList();
        Element fills = elements(root, SE, "FeatureTypeStyle").get(0);

        assertThat(texts(fills, OGC, "Literal")).containsExactlyElementsOf(codes);
        assertThat(texts(fills, OGC, "PropertyName")).containsOnly("status");
        assertThat(elements(fills, SE, "ElseFilter")).hasSize(1);
        assertThat(texts(fills, SE, "Title")).contains("签约", "其他");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.ogc.sld+xml | 200",
                "application/vnd.ogc.sld+xml;version=1.1 | 200",
                "application/vnd.ogc.sld+xml;version=1.0 | 406",
                "application/vnd.mapbox.style+json | 200",
                "text/html | 200",
                "image/png | 406"
            })
    void givesTheFormThatIsAskedFor(String accept, int status) {
        assertThat(server.get("/ogc/collections/parcel/styles/default", "Accept", accept)
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ogc/styles/none", "/ogc/collections/parcel/styles/none", "/ogc/collections/none/styles"})
    void refusesStylesThatThereAreNot(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    private static Element sld(Layer layer, String style) {
        HttpResponse<String> answer = server.get("/ogc/collections/%s/styles/%s?f=sld11".formatted(layer.id(), style));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.ogc.sld+xml;version=1.1");
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
            return document.getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }

    private static List<String> texts(Element in, String namespace, String name) {
        return elements(in, namespace, name).stream().map(Node::getTextContent).toList();
    }

    private static List<Element> elements(Element in, String namespace, String name) {
        return list(in.getElementsByTagNameNS(namespace, name)).toList();
    }

    private static List<Element> children(Element of) {
        return list(of.getChildNodes()).toList();
    }

    private static Stream<Element> list(NodeList nodes) {
        Stream.Builder<Element> found = Stream.builder();
        for (int k = 0; k < nodes.getLength(); k++) {
            if (nodes.item(k) instanceof Element element) {
                found.add(element);
            }
        }
        return found.build();
    }

    private static JsonNode json(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return TubanServer.json(answer);
    }

    private static HttpResponse<String> follow(JsonNode link) {
        return server.get(link.get("href")
                .stringValue()
                .substring(server.uri("").toString().length()));
    }
}
