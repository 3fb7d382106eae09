package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.feature.SightsOf;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC 23-058r2 (Features Part 5, Common Part 3) over HTTP, requirement by requirement, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class SchemasIT {

    private static final String STANDARD = "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/";

    /** What requirement and recommendation /req/schemas/properties allow in a schema. */
    private static final List<String> KEYWORDS = List.of(
            "type",
            "title",
            "description",
            "format",
            "pattern",
            "maxLength",
            "minimum",
            "maximum",
            "oneOf",
            "items",
            "maxItems",
            "readOnly");

    private static TubanServer server;
    private static List<Layer> layers;

    SchemasIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        layers = SightsOf.everybody(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/conf/returnables-and-receivables/get-conformance")
    void declaresTheClasses() {
        List<String> classes = new ArrayList<>();
        TubanServer.json(server.get("/ogc/conformance"))
                .get("conformsTo")
                .forEach(item -> classes.add(item.stringValue()));

        assertThat(classes)
                .contains(
                        STANDARD + "schemas",
                        STANDARD + "advanced-property-roles",
                        STANDARD + "returnables-and-receivables",
                        STANDARD + "queryables",
                        STANDARD + "sortables",
                        STANDARD + "profile-codelists",
                        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("/req/returnables-and-receivables/link, /req/queryables/link, /req/sortables/link")
    void isLinkedFromEveryCollection(SchemaUse use) {
        for (JsonNode collection :
                TubanServer.json(server.get("/ogc/collections")).get("collections")) {
            String path = "/ogc/collections/" + collection.get("id").stringValue();
            for (JsonNode document : List.of(collection, TubanServer.json(server.get(path)))) {
                assertThat(links(document, use.relation()))
                        .containsExactly(server.uri(path + "/" + use.id()).toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("/req/schemas/json-schema")
    void isAJsonSchemaThatItsIdentifierLeadsTo(SchemaUse use) {
        for (Layer layer : layers) {
            HttpResponse<String> answer = ask(layer, use);
            JsonNode schema = TubanServer.json(answer);

            assertThat(answer.headers().firstValue("Content-Type")).contains("application/schema+json");
            assertThat(schema.get("$schema").stringValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.get("$id").stringValue())
                    .isEqualTo(server.uri("/ogc" + use.path(layer)).toString());
            assertThat(schema.get("type").stringValue()).isEqualTo("object");
            assertThat(schema.get("additionalProperties").booleanValue(true)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "/req/schemas/properties, /req/schemas/additional-keywords, /req/schemas/unit, /req/schemas/property-seq")
    void saysOfEachPropertyWhatTheStandardAsks(SchemaUse use) {
        for (Layer layer : layers) {
            long place = 0;
            for (Map.Entry<String, JsonNode> entry : properties(layer, use)) {
                JsonNode property = entry.getValue();
                boolean spatial = property.path("format").stringValue("").startsWith("geometry-");

                assertThat(property.has("type")).as(entry.getKey()).isNotEqualTo(spatial);
                assertThat(property.get("title").stringValue()).isNotBlank();
                property.propertyNames()
                        .forEach(keyword -> assertThat(KEYWORDS.contains(keyword) || keyword.startsWith("x-ogc-"))
                                .as(keyword)
                                .isTrue());
                if (property.has("x-ogc-unit")) {
                    assertThat(property.get("type").stringValue()).isIn("number", "integer");
                    assertThat(property.get("x-ogc-unitLang").stringValue()).isEqualTo("UCUM");
                }
                assertThat(property.get("x-ogc-propertySeq").longValue()).isGreaterThan(place);
                place = property.get("x-ogc-propertySeq").longValue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("/req/schemas/role-id, /req/advanced-property-roles/primary-temporal-constraints")
    void hasOneIdentifierAndOneBeginning(SchemaUse use) {
        for (Layer layer : layers) {
            assertThat(withRole(layer, use, "id")).containsExactly("id");
            assertThat(withRole(layer, use, "primary-interval-start")).containsExactly("valid_from");
            assertThat(withRole(layer, use, "primary-instant")).isEmpty();
        }
    }

    @Test
    @DisplayName("/req/advanced-property-roles/role-primary-geometry")
    void saysWhichShapesALayerTakes() {
        for (Layer layer : layers) {
            assertThat(withRole(layer, SchemaUse.SCHEMA, "primary-geometry")).containsExactly("geom");
        }
        assertThat(property("parcel", SchemaUse.QUERYABLES, "geom")
                        .get("format")
                        .stringValue())
                .isEqualTo("geometry-polygon");
        assertThat(property("road", SchemaUse.SCHEMA, "geom").get("format").stringValue())
                .isEqualTo("geometry-linestring");
        assertThat(property("workshop", SchemaUse.SCHEMA, "geom").get("format").stringValue())
                .isEqualTo("geometry-point");
    }

    @Test
    @DisplayName("/req/returnables-and-receivables/response")
    void namesWhatAFeatureReallyHas() {
        for (Layer layer : layers) {
            List<String> named = new ArrayList<>();
            properties(layer, SchemaUse.SCHEMA).forEach(entry -> named.add(entry.getKey()));
            JsonNode feature = TubanServer.json(server.get("/ogc" + Addresses.items(layer.id()) + "?limit=1"))
                    .at("/features/0");
            List<String> given = new ArrayList<>(List.of("id", "geom"));
            given.addAll(feature.get("properties").propertyNames());

            assertThat(named).containsExactlyElementsOf(given);
        }
    }

    @Test
    void saysWhatMustBeThereAndWhatNobodyWrites() {
        JsonNode schema = TubanServer.json(server.get("/ogc/collections/parcel/schema"));
        List<String> required = new ArrayList<>();
        schema.get("required").forEach(name -> required.add(name.stringValue()));
        List<String> readOnly = new ArrayList<>();
        schema.get("properties")
                .properties()
                .forEach(entry -> Stream.of(entry)
                        .filter(property -> property.getValue().has("readOnly"))
                        .forEach(property -> readOnly.add(property.getKey())));

        assertThat(required).containsExactly("name", "status", "geometry_accuracy", "source");
        assertThat(readOnly).containsExactly("status", "version", "recorded_at");
    }

    @Test
    @DisplayName("/req/queryables/response")
    void letsConditionsNameEveryFieldShapeAndTimes() {
        List<String> names = names("parcel", SchemaUse.QUERYABLES);
        List<String> expected = new ArrayList<>(List.of("id", "geom"));
        layers.stream()
                .filter(layer -> layer.id().equals("parcel"))
                .flatMap(layer -> layer.fields().stream())
                .map(Field::name)
                .forEach(expected::add);
        expected.addAll(List.of("valid_from", "recorded_at"));

        assertThat(names).containsExactlyElementsOf(expected);
    }

    @Test
    @DisplayName("/req/sortables/response")
    void putsNothingInOrderByShapesAndLists() {
        for (Layer layer : layers) {
            for (Map.Entry<String, JsonNode> entry : properties(layer, SchemaUse.SORTABLES)) {
                assertThat(entry.getValue().get("type").stringValue()).isNotIn("object", "array");
            }
            assertThat(names(layer.id(), SchemaUse.SORTABLES))
                    .contains("id", "valid_from", "recorded_at", "name")
                    .doesNotContain("geom", "version");
        }
    }

    @Test
    @DisplayName("/req/profile-codelists/codelist-inline")
    void listsCodesWithTheirTitlesAndSaysSo() {
        HttpResponse<String> answer = ask(layers.get(0), SchemaUse.SCHEMA);
        JsonNode status = property("parcel", SchemaUse.SCHEMA, "status");

        assertThat(answer.headers().allValues("Link"))
                .anyMatch(link -> link.contains("def/profile/OGC/0/codelist-inline>; rel=\"profile\""));
        assertThat(status.get("type").stringValue()).isEqualTo("string");
        assertThat(status.at("/oneOf/2").toString()).isEqualTo("{\"const\":\"SIGNING\",\"title\":\"签约\"}");
    }

    @Test
    void speaksTheClientsLanguage() {
        JsonNode schema = TubanServer.json(server.get("/ogc/collections/parcel/schema", "Accept-Language", "en-GB"));

        assertThat(schema.get("title").stringValue()).isEqualTo("Parcel");
        assertThat(schema.at("/properties/status/oneOf/2/title").stringValue()).isEqualTo("Signing");
        assertThat(schema.at("/properties/area_stated_m2/x-ogc-unit").stringValue())
                .isEqualTo("m2");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAParameterThatItDoesNotKnow(SchemaUse use) {
        assertThat(server.get("/ogc/collections/parcel/" + use.id() + "?profile=x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get("/ogc/collections/none/" + use.id()).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> ask(Layer layer, SchemaUse use) {
        HttpResponse<String> answer = server.get("/ogc" + use.path(layer), "Accept", "application/schema+json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static Iterable<Map.Entry<String, JsonNode>> properties(Layer layer, SchemaUse use) {
        return TubanServer.json(ask(layer, use)).get("properties").properties();
    }

    private static List<String> names(String layer, SchemaUse use) {
        return List.copyOf(TubanServer.json(server.get("/ogc/collections/" + layer + "/" + use.id()))
                .get("properties")
                .propertyNames());
    }

    private static JsonNode property(String layer, SchemaUse use, String name) {
        return TubanServer.json(server.get("/ogc/collections/" + layer + "/" + use.id()))
                .at("/properties/" + name);
    }

    private static List<String> withRole(Layer layer, SchemaUse use, String role) {
        List<String> names = new ArrayList<>();
        properties(layer, use).forEach(entry -> {
            if (entry.getValue().path("x-ogc-role").stringValue("").equals(role)) {
                names.add(entry.getKey());
            }
        });
        return names;
    }

    private static List<String> links(JsonNode document, String relation) {
        List<String> found = new ArrayList<>();
        document.get("links").forEach(link -> {
            if (link.get("rel").stringValue().equals(relation)) {
                found.add(link.get("href").stringValue());
            }
        });
        return found;
    }
}
