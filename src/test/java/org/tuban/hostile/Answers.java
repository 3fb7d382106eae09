package org.tuban.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.tuban.testing.RawHttp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What every answer must keep to, whatever it answers. */
final class Answers {

    private static final JsonMapper JSON = new JsonMapper();

    /** Class names, stack traces, SQL, files of the machine: nothing that a client needs. */
    private static final Pattern LEAK = Pattern.compile(
            "\\b(?:org|com|tools|jakarta|java|javax|sun|jdk)\\.[a-z]+\\.[A-Za-z.]+|\\w+Exception\\b|\\bat [\\w.$]+\\(|\\.java:\\d|"
                    + "SQLSTATE|PSQL|SQLITE|\\bSELECT\\b|\\bFROM\\b|\\bWHERE\\b|syntax error|near \"|ST_[A-Z]|jdbc:|Hikari|"
                    + "/(?:tmp|home|root|usr|var)/|root:x:0|password_hash|Tomcat");

    /** Members of a problem that repeat what the client sent. */
    private static final List<String> ECHOES = List.of("value", "parameter", "instance");

    private Answers() {}

    static void assertHarmless(RawHttp.Answer answer, HostileRequest request) {
        assertThat(answer.status()).as("%s%n%s", request, answer).isBetween(200, 499);
        assertThat(answer.headers())
                .as("%s%n%s", request, answer)
                .containsEntry("x-content-type-options", "nosniff")
                .containsKey("content-security-policy")
                .doesNotContainKeys("server", "x-powered-by", "evil");
        if (!request.target().contains("evil.example")) {
            assertThat(answer.body()).as("%s", request).doesNotContain("evil.example");
        }
        if (answer.status() >= 400) {
            assertProblem(answer, request);
        }
        switch (request.refusal()) {
            case MAY_PASS -> {}
            case FINDS_NOTHING ->
                assertThat(answer.status() >= 400 || answer.body().contains("\"numberMatched\":0"))
                        .as("%s%n%s", request, answer)
                        .isTrue();
            case REFUSED ->
                assertThat(answer.status()).as("%s%n%s", request, answer).isGreaterThanOrEqualTo(400);
            case NAMED -> assertNamed(answer, request);
        }
    }

    private static void assertProblem(RawHttp.Answer answer, HostileRequest request) {
        assertThat(answer.headers().get("content-type"))
                .as("%s%n%s", request, answer)
                .isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString("")).as(answer.body()).startsWith("/problems/");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("title").asString("")).as(answer.body()).isNotBlank();
        assertThat(problem.path("detail").asString("")).as(answer.body()).isNotBlank();
        String type = problem.path("type").asString();
        if (type.equals("/problems/invalid-parameter")) {
            assertThat(problem.propertyNames()).as(answer.body()).contains("parameter", "value", "allowed");
        }
        if (type.equals("/problems/invalid-body")) {
            assertThat(problem.propertyNames()).as(answer.body()).contains("path", "allowed");
        }
        assertThat(leakOf(problem, request))
                .as("%s%n%s", request, answer.body())
                .isEmpty();
    }

    private static void assertNamed(RawHttp.Answer answer, HostileRequest request) {
        assertThat(answer.status()).as("%s%n%s", request, answer).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("parameter").asString(""))
                .as("%s%n%s", request, answer.body())
                .isNotEmpty();
    }

    /** The first leak in what the service says of its own; empty if there is none. */
    private static String leakOf(JsonNode problem, HostileRequest request) {
        ObjectNode own = ((ObjectNode) problem).deepCopy();
        String parameter = own.path("parameter").asString("");
        ECHOES.forEach(own::remove);
        String detail = own.path("detail").asString("");
        own.put("detail", parameter.isEmpty() ? detail : detail.replace(parameter, ""));
        var found = LEAK.matcher(own.toString());
        while (found.find()) {
            if (!request.sends(found.group())) {
                return found.group();
            }
        }
        return "";
    }
}
