package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.ogc.DemoDefinition.Operation;
import tools.jackson.databind.JsonNode;

/**
 * What makes a definition of use to generators and linters, beyond being valid. The rules are those of Spectral's OAS
 * set that can be broken here; OpenAPI 3.0.3 is behind most of them.
 */
class OpenApiRulesTest {

    private static final JsonNode DOCUMENT = DemoDefinition.DOCUMENT;
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    static List<Operation> operations() {
        return DemoDefinition.operations();
    }

    @Test
    void saysWhoOffersItAndUnderWhichLicence() {
        JsonNode info = DOCUMENT.get("info");

        assertThat(info.at("/contact/url").stringValue()).isEqualTo("https://plan.example.cn/tuban/");
        assertThat(info.at("/license/url").stringValue()).startsWith("https://");
        assertThat(info.get("description").stringValue()).isNotBlank();
    }

    @Test
    void givesEveryOperationANameOfItsOwnThatFitsIntoAnAddress() {
        List<String> names = operations().stream()
                .map(operation -> operation.node().get("operationId").stringValue())
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9._-]*"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhatEveryOperationIsFor(Operation operation) {
        assertThat(operation.node().get("summary").stringValue()).isNotBlank();
        assertThat(operation.node().get("description").stringValue()).isNotBlank();
        assertThat(operation.node().get("tags").size()).isPositive();
        assertThat(operation.node().get("responses").propertyNames())
                .anyMatch(status -> status.matches("[23].."))
                .contains("503");
        if (!operation.path().matches("/(problems|actuator)/?.*")) {
            assertThat(operation.node().get("responses").propertyNames()).contains("400", "429");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void definesThePathsParametersAndNoneTwice(Operation operation) {
        Set<String> inPath = new HashSet<>();
        Matcher names = PATH_PARAMETER.matcher(operation.path());
        while (names.find()) {
            assertThat(inPath.add(names.group(1))).isTrue();
        }
        List<String> places = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String in = parameter.get("in").stringValue();
            places.add(in + " " + parameter.get("name").stringValue());
            if (in.equals("path")) {
                assertThat(parameter.get("required").booleanValue()).isTrue();
                assertThat(inPath).contains(parameter.get("name").stringValue());
            }
        }

        assertThat(places).doesNotHaveDuplicates();
        inPath.forEach(name -> assertThat(places).contains("path " + name));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesWithProblemDetailsOnly(Operation operation) {
        if (operation.path().equals("/actuator/health")) {
            return;
        }
        operation.node().get("responses").properties().stream()
                .filter(answer -> answer.getKey().matches("[45].."))
                .forEach(answer -> assertThat(ApiDefinition.resolve(DOCUMENT, answer.getValue())
                                .path("content")
                                .propertyNames())
                        .as(answer.getKey())
                        .containsExactly("application/problem+json"));
    }

    @Test
    void definesEveryTagOnceAndUsesIt() {
        List<String> defined = DOCUMENT.get("tags")
                .valueStream()
                .map(tag -> tag.get("name").stringValue())
                .toList();
        Set<String> used = new HashSet<>();
        operations().forEach(operation -> operation.node().get("tags").forEach(tag -> used.add(tag.stringValue())));

        assertThat(defined).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
        DOCUMENT.get("tags")
                .forEach(tag -> assertThat(tag.get("description").stringValue()).isNotBlank());
    }

    @Test
    void definesEveryWayToSignInThatItNames() {
        Set<String> defined =
                new HashSet<>(DOCUMENT.at("/components/securitySchemes").propertyNames());

        for (JsonNode ways : DOCUMENT.findValues("security")) {
            ways.forEach(way -> assertThat(defined).containsAll(way.propertyNames()));
        }
    }

    /** OpenAPI 3.0.3, 4.7.23: what stands beside a reference is passed over. */
    @Test
    void putsNothingBesideAReference() {
        each("", DOCUMENT, (place, node) -> {
            if (node.path("$ref").isString()) {
                assertThat(node.size()).as(place).isEqualTo(1);
            }
        });
    }

    @Test
    void listsValuesOnceAndOfTheTypeThatItSays() {
        each("", DOCUMENT, (place, node) -> {
            if (node.path("enum").isArray()) {
                List<JsonNode> values = node.get("enum").valueStream().toList();
                assertThat(values).as(place).isNotEmpty().doesNotHaveDuplicates();
                assertThat(values).as(place).allMatch(value -> isOfType(value, node));
            }
            if (node.has("default") && node.has("type")) {
                assertThat(isOfType(node.get("default"), node)).as(place).isTrue();
            }
        });
    }

    @Test
    void givesExamplesThatAreOfTheirType() {
        each("", DOCUMENT, (place, node) -> {
            JsonNode schema = node.has("schema") ? ApiDefinition.resolve(DOCUMENT, node.get("schema")) : node;
            if (node.has("example") && schema.path("type").isString()) {
                assertThat(isOfType(node.get("example"), schema)).as(place).isTrue();
            }
        });
    }

    @Test
    void saysWhatIsInEveryList() {
        each("", DOCUMENT, (place, node) -> {
            if (node.path("type").asString("").equals("array")) {
                assertThat(node.has("items")).as(place).isTrue();
            }
        });
    }

    @Test
    void writesPathsWithoutQueryAndWithoutSlashAtTheirEnd() {
        assertThat(DOCUMENT.get("paths").propertyNames())
                .allMatch(path -> path.equals("/") || path.matches("(/[^/?#]+)+"))
                .doesNotHaveDuplicates();
        List<String> shapes = DOCUMENT.get("paths").propertyNames().stream()
                .map(path -> PATH_PARAMETER.matcher(path).replaceAll("{}"))
                .toList();
        assertThat(shapes).doesNotHaveDuplicates();
    }

    @Test
    void hasNothingInItsWordsThatABrowserWouldRun() {
        each("", DOCUMENT, (place, node) -> {
            for (String words : List.of("description", "title", "summary")) {
                assertThat(node.path(words).asString(""))
                        .as(place)
                        .doesNotContainIgnoringCase("<script")
                        .doesNotContain("eval(");
            }
        });
    }

    private static boolean isOfType(JsonNode value, JsonNode schema) {
        if (value.isNull()) {
            return schema.path("nullable").asBoolean(false);
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private static void each(String place, JsonNode node, BiConsumer<String, JsonNode> check) {
        if (node.isObject()) {
            check.accept(place, node);
            node.properties().forEach(member -> each(place + "/" + member.getKey(), member.getValue(), check));
        } else if (node.isArray()) {
            int at = 0;
            for (JsonNode entry : node) {
                each(place + "/" + at++, entry, check);
            }
        }
    }
}
