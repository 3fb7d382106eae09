package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapi4j.core.exception.ResolutionException;
import org.openapi4j.core.validation.ValidationException;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.validation.v3.OpenApi3Validator;
import org.tuban.access.Caller;
import org.tuban.feature.SightsOf;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static final JsonNode DOCUMENT = DemoDefinition.DOCUMENT;

    @Test
    void isValid(@TempDir Path folder) throws IOException, ResolutionException, ValidationException {
        Path file = Files.writeString(folder.resolve("api.json"), DOCUMENT.toString());

        OpenApi3 parsed = new OpenApi3Parser().parse(file.toFile(), false);

        assertThat(OpenApi3Validator.instance().validate(parsed).isValid()).isTrue();
    }

    @Test
    void isCompleteInItself() {
        List<String> references = references(DOCUMENT);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference).startsWith("#/components/"))
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void hasNoSharedPartThatNobodyUses() {
        Set<String> used = new HashSet<>(references(DOCUMENT));

        for (String kind : List.of("schemas", "parameters", "responses")) {
            DOCUMENT.at("/components/" + kind)
                    .propertyNames()
                    .forEach(name -> assertThat(used).contains("#/components/%s/%s".formatted(kind, name)));
        }
    }

    @Test
    void namesTheServerThatThePathsContinue() {
        assertThat(DOCUMENT.at("/servers/0/url").stringValue()).isEqualTo("https://plan.example.cn/tuban/ogc");
        assertThat(DOCUMENT.get("paths").propertyNames())
                .contains("/", "/conformance", "/api", "/collections", "/collections/parcel")
                .contains("/collections/parcel/items", "/collections/parcel/items/{featureId}");
    }

    @Test
    void hasAPathForEveryLayer() {
        assertThat(DOCUMENT.get("paths").propertyNames().stream()
                        .filter(path -> path.matches("/collections/[^/]+/items"))
                        .map(path -> path.split("/")[2]))
                .containsExactlyElementsOf(SightsOf.catalogue(Nancheng.LAYERS).list(Caller.ANONYMOUS).stream()
                        .map(seen -> seen.layer().id())
                        .toList());
    }

    @Test
    void tellsWhereTheOwnInterfaceIs() {
        JsonNode paths = DOCUMENT.get("paths");

        assertThat(paths.propertyNames())
                .contains("/api/catalogue", "/api/session", "/api/features/{layer}/{id}", "/api/search")
                .contains("/api/features/{layer}/{id}/history", "/api/features/{layer}/{id}/transitions");
        assertThat(paths.at("/~1api~1search/servers/0/url").stringValue()).isEqualTo("https://plan.example.cn/tuban");
    }

    @Test
    void writesEverySuccessOutAndDescribesEveryErrorAndParameter() {
        DOCUMENT.get("paths")
                .forEach(path -> path.properties().stream()
                        .filter(member -> !member.getKey().equals("servers"))
                        .forEach(member -> assertDescribed(member.getValue())));
    }

    private static void assertDescribed(JsonNode operation) {
        String name = operation.get("operationId").stringValue();
        assertThat(operation.get("summary").stringValue()).as(name).isNotBlank();
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter = ApiDefinition.resolve(DOCUMENT, given);
            assertThat(parameter.get("description").stringValue()).as(name).isNotBlank();
            assertThat(parameter.has("schema")).as(name).isTrue();
        }
        JsonNode responses = operation.get("responses");
        assertThat(responses.size()).as(name).isGreaterThan(1);
        responses.properties().forEach(answer -> {
            assertThat(answer.getValue().has("$ref") && answer.getKey().startsWith("2"))
                    .as(name)
                    .isFalse();
            JsonNode response = ApiDefinition.resolve(DOCUMENT, answer.getValue());
            assertThat(response.get("description").stringValue()).as(name).isNotBlank();
        });
    }

    /** OGC 17-069r4: /req/core/fc-limit-definition, fc-bbox-definition, fc-time-definition. */
    @Test
    void definesTheParametersAsTheStandardDoes() {
        JsonNode limit = DOCUMENT.at("/components/parameters/limit");
        assertThat(limit.at("/schema/minimum").intValue()).isEqualTo(1);
        assertThat(limit.at("/schema/maximum").intValue()).isEqualTo(ItemsParameters.MAX_LIMIT);
        assertThat(limit.at("/schema/default").intValue()).isEqualTo(ItemsParameters.DEFAULT_LIMIT);
        JsonNode bbox = DOCUMENT.at("/components/parameters/bbox");
        assertThat(bbox.at("/schema/type").stringValue()).isEqualTo("array");
        assertThat(bbox.at("/schema/minItems").intValue()).isEqualTo(4);
        assertThat(bbox.at("/schema/maxItems").intValue()).isEqualTo(6);
        for (String name : List.of("limit", "bbox", "datetime")) {
            JsonNode parameter = DOCUMENT.at("/components/parameters/" + name);
            assertThat(parameter.get("in").stringValue()).isEqualTo("query");
            assertThat(parameter.get("required").booleanValue()).isFalse();
            assertThat(parameter.get("style").stringValue()).isEqualTo("form");
            assertThat(parameter.get("explode").booleanValue()).isFalse();
        }
    }

    private static List<String> references(JsonNode node) {
        List<String> found = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> found.add(reference.stringValue()));
        return found;
    }
}
