package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.tuban.access.Role;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

class JsonRulesTest {

    record Body(
            String to,
            int count,
            boolean sure,
            LocalDate on,
            Role role,
            List<String> names,
            Map<String, Object> evidence) {}

    private final JsonMapper json = mapper();

    private static JsonMapper mapper() {
        JsonFactoryBuilder factory = JsonFactory.builder();
        JsonRules.limit(factory, new BodyLimit(DataSize.ofMegabytes(5), DataSize.ofMegabytes(5)));
        JsonMapper.Builder mapper = JsonMapper.builder(factory.build());
        JsonRules.beStrict(mapper);
        return mapper.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"to":5}                              | to            | text of Unicode characters, without NUL
                    {"to":true}                           | to            | text of Unicode characters, without NUL
                    {"to":"a\\u0000b"}                    | to            | text of Unicode characters, without NUL
                    {"to":"\\ud840"}                      | to            | text of Unicode characters, without NUL
                    {"count":"5"}                         | count         | a whole number
                    {"count":5.5}                         | count         | a whole number
                    {"count":null}                        | count         | a whole number
                    {"sure":"yes"}                        | sure          | true or false
                    {"sure":1}                            | sure          | true or false
                    {"on":"2024-02-30"}                   | on            | a date such as 2024-02-29
                    {"role":"king"}                       | role          | one of viewer, lead, planner, admin
                    {"role":1}                            | role          | one of viewer, lead, planner, admin
                    {"names":"a"}                         | names         | a list
                    {"names":["a",5]}                     | names[1]      | text of Unicode characters, without NUL
                    {"evidence":[]}                       | evidence      | an object
                    {"evidence":{"note":"\\ud840"}}       | evidence.note | text of Unicode characters, without NUL
                    []                                    | ''            | an object
                    """)
    void saysWhichMemberIsWrongAndWhatIsAllowed(String text, String path, String allowed) {
        Problem problem = refuse(text);

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", path).containsEntry("allowed", allowed);
    }

    @Test
    void namesTheMembersThatThereAreWhenItFindsAnother() {
        Problem problem = refuse("{\"count\":1,\"sure\":true,\"too\":\"GRANTED\"}");

        assertThat(problem.members())
                .containsEntry("path", "too")
                .containsEntry("allowed", "the members count, evidence, names, on, role, sure, to");
    }

    record Tree(@Nullable JsonNode value) {}

    @Test
    void tellsWhatWasNotSentFromNull() {
        assertThat(json.readValue("{}", Tree.class).value()).isNull();
        assertThat(json.readValue("{\"value\":null}", Tree.class).value()).isEqualTo(NullNode.getInstance());
    }

    @Test
    void pointsAtTheLineOfWhatIsNoJson() {
        Problem problem = refuse("{\n  \"to\": \"a\",\n  oops\n}");

        assertThat(problem.members()).containsEntry("line", 3);
        assertThat(problem.getMessage()).contains("double-quote").doesNotContain("tools.jackson", "java.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"to":"a","to":"b"}
                    {"to":"a"} {"to":"b"}
                    {"to":"a"} x
                    {"count":NaN}
                    {"count":Infinity}
                    {"count":+1}
                    {'to':'a'}
                    {"to":"a",}
                    {"to":"a" /* why */}
                    {"evidence":{"a":1,"a":2}}
                    {"to":
                    """)
    void refusesWhatOtherParsersReadInDifferentWays(String text) {
        assertThat(refuse(text).type()).isEqualTo(ProblemType.INVALID_BODY);
    }

    @Test
    void refusesWhatIsTooDeepTooLongOrTooPrecise() {
        String deep = "{\"evidence\":" + "{\"a\":".repeat(120) + "1" + "}".repeat(121);
        String longText = "{\"to\":\"" + "x".repeat(1_000_001) + "\"}";
        String longNumber = "{\"evidence\":{\"a\":" + "1".repeat(101) + "}}";

        assertThat(List.of(deep, longText, longNumber))
                .allSatisfy(text -> assertThat(refuse(text).members()).containsEntry("allowed", JsonRules.LIMITS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":["x","b\\u0000"]}              | /a/1  | text of Unicode characters, without NUL
                    {"a":{"b":"\\udc00"}}               | /a/b  | text of Unicode characters, without NUL
                    {"a":{"\\ud840":1}}                 | /a    | names of Unicode characters, without NUL
                    {"a":[1,[1e400]]}                   | /a/1/0 | a number up to 1.7e308
                    {"a":-1e999}                        | /a    | a number up to 1.7e308
                    """)
    void holdsTreesToTheSameRules(String text, String path, String allowed) {
        Problem problem = catchThrowableOfType(Problem.class, () -> json.readValue(text, JsonNode.class));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", path).containsEntry("allowed", allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":1,"a":2}
                    {"a":{"b":1,"b":2}}
                    {"a":1} {}
                    {"a":NaN}
                    {"a":
                    """)
    void readsTreesNoLessStrictly(String text) {
        assertThat(catchThrowableOfType(JacksonException.class, () -> json.readValue(text, JsonNode.class)))
                .isNotNull();
    }

    @Test
    void readsAnyTreeThatCanBeKept() {
        String text = "{\"a\":[null,true,1,-2.5,\"𠮷\",{\"b\":{}}]}";

        assertThat(json.readValue(text, JsonNode.class).toString()).isEqualTo(text);
        assertThat(json.readValue("null", JsonNode.class).isNull()).isTrue();
    }

    @Test
    void writesMembersInTheDeclaredOrder() {
        Body body = new Body("a", 1, true, LocalDate.of(2024, 2, 29), Role.LEAD, List.of(), Map.of());

        assertThat(json.writeValueAsString(body))
                .isEqualTo("{\"to\":\"a\",\"count\":1,\"sure\":true,\"on\":\"2024-02-29\",\"role\":\"lead\","
                        + "\"names\":[],\"evidence\":{}}");
    }

    private Problem refuse(String text) {
        return UnreadableBody.explain(
                catchThrowableOfType(JacksonException.class, () -> json.readValue(text, Body.class)));
    }
}
