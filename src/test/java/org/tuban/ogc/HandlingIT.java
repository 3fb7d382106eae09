package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC 20-002, classes handling and return-resource-representation-in-response, over HTTP, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class HandlingIT {

    private static final String PARKS = "/ogc/collections/park/items";
    private static final String BOW_TIE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[121.25,28.6],[121.26,28.61],[121.26,28.6],[121.25,28.61],[121.25,28.6]]]}";
    private static final String SPIKE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[121.25,28.6],[121.26,28.6],[121.28,28.6],[121.26,28.6],[121.26,28.61],[121.25,28.61],[121.25,28.6]]]}";

    private static TubanServer server;
    private static Editor planner;

    HandlingIT(Backend backend) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "handling=strict",
                "handling=lenient",
                "return=minimal",
                "respond-async, foo=bar",
                "handling=odd"
            })
    @DisplayName("/conf/handling/prefer, /conf/return-resource-representation-in-response/minimal")
    void takesAWishForAWish(String wish) {
        HttpResponse<String> answer = planner.post(PARKS, Editor.park("", "Wished"), "Prefer", wish);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        boolean known =
                wish.equals("handling=strict") || wish.equals("handling=lenient") || wish.equals("return=minimal");
        assertThat(answer.headers().firstValue("Preference-Applied").orElse("")).isEqualTo(known ? wish : "");
    }

    @Test
    @DisplayName("/conf/handling/strict, /conf/handling/preference-applied")
    void refusesWhatIsNotRightAndSaysThatItWasAskedTo() {
        String wrong = Editor.park("", "Wrong").replace("\"kind\"", "\"colour\":\"red\",\"kind\"");

        HttpResponse<String> strict = planner.post(PARKS, wrong, "Prefer", "handling=strict");
        HttpResponse<String> silent = planner.post(PARKS, wrong);

        assertThat(List.of(strict.statusCode(), silent.statusCode())).containsOnly(422);
        assertThat(strict.headers().firstValue("Preference-Applied")).contains("handling=strict");
        assertThat(silent.headers().firstValue("Preference-Applied")).isEmpty();
    }

    @Test
    @DisplayName("/conf/handling/lenient: what the layer has no place for is left out, and said")
    void leavesOutWhatTheLayerHasNoPlaceForAndSaysSo() {
        String body = Editor.park("", "Lenient")
                .replace("\"kind\"", "\"colour\":\"red\",\"version\":9,\"kind\"")
                .replace("{\"type\":\"Feature\",", "{\"type\":\"Feature\",\"time\":{\"date\":\"2024-01-01\"},");

        HttpResponse<String> answer = planner.post(PARKS, body, "Prefer", "handling=lenient");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("handling=lenient");
        assertThat(TubanServer.json(answer)
                        .get("changes")
                        .valueStream()
                        .map(change -> change.get("place").stringValue()))
                .containsExactlyInAnyOrder("/time", "/properties/colour", "/properties/version");
        String park = answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        JsonNode evidence = planner.history(park).get(0).get("evidence");
        assertThat(evidence.get("handling").stringValue()).isEqualTo("lenient");
        assertThat(evidence.get("changes")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"park, false", "orchard, true"})
    @DisplayName("/conf/handling/lenient: a shape is repaired if it stays of the layer's kind")
    void repairsAShapeIfTheLayerCanKeepIt(String layer, boolean kept) {
        String items = "/ogc/collections/" + layer + "/items";
        String body = Editor.park("", "Bow tie", BOW_TIE)
                .replace("culture", layer.equals("park") ? "culture" : "orange_orchard");

        HttpResponse<String> strict = planner.post(items, body);
        HttpResponse<String> lenient = planner.post(items, body, "Prefer", "handling=lenient");

        assertThat(strict.statusCode()).isEqualTo(422);
        assertThat(strict.body()).contains("121.255");
        // Two triangles are no Polygon, but a layer of any shapes takes them.
        assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(kept ? 201 : 422);
        if (kept) {
            assertThat(TubanServer.json(lenient).at("/changes/0/place").stringValue())
                    .isEqualTo("/geometry");
            assertThat(TubanServer.json(lenient).at("/changes/0/done").stringValue())
                    .contains("repaired")
                    .contains("121.255");
        }
    }

    @Test
    @DisplayName("/conf/handling/lenient: by PUT and PATCH too")
    void repairsASpikeOfAFeatureThatIsThere() {
        String park = planner.makePark("Spike");

        HttpResponse<String> put =
                planner.put(park, Editor.park("", "Spike", SPIKE), "If-Match", "\"1\"", "Prefer", "handling=lenient");
        HttpResponse<String> patch =
                planner.patch(park, "{\"geometry\":" + SPIKE + "}", "If-Match", "\"2\"", "Prefer", "handling=lenient");

        assertThat(List.of(put.statusCode(), patch.statusCode())).containsOnly(200);
        assertThat(put.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(planner.get(park).at("/geometry/coordinates/0")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/geo+json", "application/json"})
    @DisplayName(
            "/conf/return-resource-representation-in-response/representation, content-negotiation, preference-applied")
    void givesTheFeatureToThoseWhoWantIt(String type) {
        HttpResponse<String> made =
                planner.post(PARKS, Editor.park("", "Given"), "Prefer", "return=representation", "Accept", type);
        String park = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
        HttpResponse<String> put = planner.put(
                park,
                Editor.park("", "Given again"),
                "If-Match",
                "\"1\"",
                "Prefer",
                "return=representation",
                "Accept",
                type);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(put.statusCode()).isEqualTo(200);
        for (HttpResponse<String> answer : List.of(made, put)) {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(type);
            assertThat(answer.headers().firstValue("Content-Crs")).isPresent();
            assertThat(answer.headers().firstValue("Preference-Applied")).contains("return=representation");
        }
        assertThat(TubanServer.json(put)).isEqualTo(withoutLinks(park));
    }

    @Test
    @DisplayName("return=representation in a form that writes are not answered in")
    void givesNothingToThoseWhoWantAPage() {
        HttpResponse<String> made =
                planner.post(PARKS, Editor.park("", "Page"), "Prefer", "return=representation", "Accept", "text/html");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEmpty();
        assertThat(made.headers().firstValue("Preference-Applied")).isEmpty();
    }

    private static JsonNode withoutLinks(String park) {
        JsonNode feature = planner.get(park);
        ((tools.jackson.databind.node.ObjectNode) feature).remove("links");
        return feature;
    }
}
