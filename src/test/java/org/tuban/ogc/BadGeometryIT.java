package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.geo.GeometryValidity;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Bad shapes by POST, PUT and PATCH, strictly and leniently, on both stores: none is stored, none makes a fault. */
@ParameterizedClass
@EnumSource(Backend.class)
class BadGeometryIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String RING = "[121.25,28.6],[121.26,28.6],[121.26,28.61],[121.25,28.6]";

    private static final Set<String> PARTIAL = Set.of("no coordinates", "no type");

    private static TubanServer server;
    private static Editor planner;

    BadGeometryIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        planner = new Editor(server, "planner");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("open ring", polygon("[[121.25,28.6],[121.26,28.6],[121.26,28.61],[121.25,28.61]]"));
        forms.put("bow tie", polygon("[[121.25,28.6],[121.26,28.61],[121.26,28.6],[121.25,28.61],[121.25,28.6]]"));
        forms.put("no area", polygon("[[121.25,28.6],[121.26,28.6],[121.27,28.6],[121.25,28.6]]"));
        forms.put("one place", polygon("[[121.25,28.6],[121.25,28.6],[121.25,28.6],[121.25,28.6]]"));
        forms.put("three positions", polygon("[[121.25,28.6],[121.26,28.6],[121.25,28.6]]"));
        forms.put("one position", polygon("[[121.25,28.6]]"));
        forms.put("empty ring", polygon("[]"));
        forms.put("empty", "{\"type\":\"Polygon\",\"coordinates\":[]}");
        forms.put("hole outside", polygon("[" + RING + "],[[122,28.6],[122.1,28.6],[122.1,28.7],[122,28.6]]"));
        forms.put("hole equals shell", polygon("[" + RING + "],[" + RING + "]"));
        forms.put("hole crosses", polygon("[" + RING + "],[[121.255,28.6],[121.3,28.6],[121.3,28.65],[121.255,28.6]]"));
        forms.put("figure eight", polygon("[[121.25,28.6],[121.26,28.6],[121.25,28.61],[121.26,28.61],[121.25,28.6]]"));
        forms.put("not a number", polygon("[[NaN,28.6],[121.26,28.6],[121.26,28.61],[NaN,28.6]]"));
        forms.put("infinity", polygon("[[Infinity,28.6],[121.26,28.6],[121.26,28.61],[Infinity,28.6]]"));
        forms.put("1e400", polygon("[[1e400,28.6],[121.26,28.6],[121.26,28.61],[1e400,28.6]]"));
        forms.put("-1e400", polygon("[[121.25,-1e400],[121.26,28.6],[121.26,28.61],[121.25,-1e400]]"));
        forms.put("1e308", polygon("[[1e308,28.6],[121.26,28.6],[121.26,28.61],[1e308,28.6]]"));
        forms.put("longitude 500", polygon("[[500,28.6],[121.26,28.6],[121.26,28.61],[500,28.6]]"));
        forms.put("latitude 95", polygon("[[121.25,95],[121.26,28.6],[121.26,28.61],[121.25,95]]"));
        forms.put("swapped", polygon("[[28.6,121.25],[28.6,121.26],[28.61,121.26],[28.6,121.25]]"));
        forms.put("metres", polygon("[[623461,3167887],[623561,3167887],[623561,3167987],[623461,3167887]]"));
        forms.put("heights", polygon("[[121.25,28.6,5],[121.26,28.6,5],[121.26,28.61,5],[121.25,28.6,5]]"));
        String nine = "[121.25,28.6,1,2,3,4,5,6,7]";
        forms.put("nine dimensions", polygon("[%s,%s,%s,%s]".formatted(nine, nine, nine, nine)));
        forms.put("one dimension", polygon("[[121.25],[121.26],[121.27],[121.25]]"));
        forms.put("no numbers", polygon("[[\"121.25\",\"28.6\"],[1,2],[3,4],[\"121.25\",\"28.6\"]]"));
        forms.put("null position", polygon("[null,null,null,null]"));
        forms.put("null numbers", polygon("[[null,null],[null,null],[null,null],[null,null]]"));
        forms.put("object", polygon("[{\"x\":1,\"y\":2}]"));
        forms.put("too flat", "{\"type\":\"Polygon\",\"coordinates\":[[121.25,28.6],[121.26,28.6]]}");
        forms.put("too deep", "{\"type\":\"Polygon\",\"coordinates\":[[[[121.25,28.6]]]]}");
        forms.put("far too deep", "{\"type\":\"Polygon\",\"coordinates\":" + "[".repeat(200) + "]".repeat(200) + "}");
        forms.put("no coordinates", "{\"type\":\"Polygon\"}");
        forms.put("no type", "{\"coordinates\":[[" + RING + "]]}");
        forms.put("null coordinates", "{\"type\":\"Polygon\",\"coordinates\":null}");
        forms.put("text coordinates", "{\"type\":\"Polygon\",\"coordinates\":\"POLYGON EMPTY\"}");
        forms.put("unknown type", "{\"type\":\"Circle\",\"coordinates\":[121,28],\"radius\":5}");
        forms.put("type in lower case", "{\"type\":\"polygon\",\"coordinates\":[[" + RING + "]]}");
        forms.put("collection", "{\"type\":\"GeometryCollection\",\"geometries\":[]}");
        forms.put("with crs", "{\"type\":\"Polygon\",\"coordinates\":[[%s]],\"crs\":{}}".formatted(RING));
        forms.put("a feature", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}");
        forms.put("point in a layer of polygons", "{\"type\":\"Point\",\"coordinates\":[121.25,28.6]}");
        forms.put(
                "line in a layer of polygons",
                "{\"type\":\"LineString\",\"coordinates\":[[121.25,28.6],[121.26,28.6]]}");
        forms.put("line of one place", "{\"type\":\"LineString\",\"coordinates\":[[121.25,28.6],[121.25,28.6]]}");
        forms.put(
                "overlapping parts",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[%s]],[[%s]]]}".formatted(RING, RING));
        forms.put("array", "[[121.25,28.6]]");
        forms.put("text", "\"POLYGON ((121 28, 122 28, 122 29, 121 28))\"");
        forms.put("number", "5");
        forms.put("100 000 vertices", polygon(circle(100_000)));
        return forms;
    }

    private static String polygon(String rings) {
        return "{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}";
    }

    private static String circle(int vertices) {
        return IntStream.rangeClosed(0, vertices)
                .mapToObj(number -> {
                    double angle = 2 * Math.PI * (number % vertices) / vertices;
                    return "[%.7f,%.7f]".formatted(121.25 + 0.01 * Math.cos(angle), 28.6 + 0.01 * Math.sin(angle));
                })
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    @DisplayName("bad shapes are refused with the place")
    void refusesEveryBadShapeAndKeepsWhatIsStored() {
        String park = planner.makePark("Stays as it is");
        Map<String, String> forms = forms();

        forms.forEach((name, geometry) -> {
            refused(name, planner.post(PARKS, Editor.park("", name, geometry)));
            refused(name, planner.put(park, Editor.park("", name, geometry), "If-Match", "\"1\""));
            // A patch of the type alone takes the rest from the shape that is there.
            if (!PARTIAL.contains(name)) {
                refused(name, planner.patch(park, "{\"geometry\":" + geometry + "}", "If-Match", "\"1\""));
            }
        });

        assertThat(forms).hasSizeGreaterThanOrEqualTo(45);
        assertThat(planner.tag(park)).isEqualTo("\"1\"");
        requireAllValid();
    }

    @Test
    @DisplayName("leniently bad shapes are repaired or refused")
    void repairsOrRefusesEveryBadShape() {
        forms().forEach((name, geometry) -> {
            HttpResponse<String> answer =
                    planner.post(PARKS, Editor.park("", name, geometry), "Prefer", "handling=lenient");

            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isIn(201, 400, 422);
            if (answer.statusCode() == 201) {
                assertThat(TubanServer.json(answer).get("changes")).as(name).isNotEmpty();
            }
        });
        requireAllValid();
    }

    private static void refused(String name, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(name + ": " + answer.body()).isIn(400, 422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).as(name).doesNotContain("Exception").doesNotContain("org.");
    }

    private static void requireAllValid() {
        for (Feature feature : server.bean(Features.class)
                .list(FeatureQuery.all(
                        SeenLayer.whole(server.bean(Layers.class).find("park").orElseThrow())))) {
            if (feature.geometry() != null) {
                assertThat(GeometryValidity.findDefect(feature.geometry()))
                        .as(feature.ref().toString())
                        .isEmpty();
            }
        }
    }
}
