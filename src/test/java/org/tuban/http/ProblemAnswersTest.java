package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Page;
import org.tuban.access.WebLayer;
import tools.jackson.databind.JsonNode;

/** Whatever a controller or Spring MVC throws is answered with problem details and gives nothing away. */
@SpringBootTest(
        classes = {WebLayer.class, ProblemAnswersTest.Probe.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tuban.demo-password=" + WebLayer.PASSWORD, "tuban.page=classpath:/http/page/"})
@ExtendWith(OutputCaptureExtension.class)
class ProblemAnswersTest {

    /** A controller that fails in every way. */
    @RestController
    static class Probe {

        record Body(@Nullable String to, int count, Map<String, Object> evidence) {}

        @PostMapping(path = "/probe/body", consumes = "application/json", produces = "application/json")
        Body body(@RequestBody Body body) {
            return body;
        }

        @GetMapping("/probe/number/{number}")
        Map<String, Long> number(@PathVariable long number, @RequestParam int limit) {
            return Map.of("number", number, "limit", (long) limit);
        }

        @GetMapping("/probe/header")
        Map<String, String> header(@RequestHeader("X-Wanted") String wanted) {
            return Map.of("wanted", wanted);
        }

        @GetMapping("/probe/own")
        void own() {
            throw new Problem(ProblemType.EVIDENCE_MISSING, "signed_households is missing")
                    .with("fields", java.util.List.of(Map.of("field", "\uD840")));
        }

        @GetMapping("/probe/bug")
        void bug() {
            throw new IllegalStateException("SELECT secret FROM account at /srv/tuban/var");
        }

        @GetMapping("/probe/stack")
        void stack() {
            throw new StackOverflowError("deep in org.tuban");
        }

        @GetMapping("/probe/database")
        void database() {
            throw new IllegalStateException(
                    "wrapped", new SQLException("jdbc:postgresql://10.0.0.1/secret refused", "08001"));
        }

        @GetMapping("/probe/half")
        void half(OutputStream out) throws IOException {
            out.write("{\"half\":".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IllegalStateException("in the middle");
        }
    }

    private static final String LEAD = Page.basic("lead", WebLayer.PASSWORD);

    @LocalServerPort
    int port;

    private Page page;

    @BeforeEach
    void openPage() {
        page = new Page(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "image/png", "application/geo+json", "garbage", "*/*;q=0"})
    void answersWithProblemDetailsWhateverIsAccepted(String accept) {
        HttpResponse<String> answer = page.get("/probe/own", "Accept", accept);

        assertProblem(answer, 422, "evidence-missing");
        assertThat(Page.json(answer).toString())
                .isEqualTo("{\"type\":\"/problems/evidence-missing\",\"title\":\"Evidence is missing or not valid\","
                        + "\"status\":422,\"detail\":\"signed_households is missing\",\"instance\":\"/probe/own\","
                        + "\"fields\":[{\"field\":\"\uFFFD\"}],\"requestId\":\"%s\"}"
                                .formatted(answer.headers()
                                        .firstValue("X-Request-Id")
                                        .orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /problems", "POST, /", "PUT, /js/probe.js", "POST, /problems/internal", "PATCH, /index.html"})
    void saysWhichMethodsThereAre(String method, String address) {
        HttpResponse<String> answer = page.send(method, address, null);

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/nothing",
                "/error",
                "/js/nothing.js",
                "/js/",
                "/webjars/leaflet/nothing.js",
                "/webjars/other/a.js",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/shutdown",
                "/swagger-ui.html",
                "/h2-console",
                "/.git/config",
                "/WEB-INF/web.xml",
                "/application.yml",
                "/data/demo/accounts.json",
                "/db/migration/sqlite/V2__accounts.sql"
            })
    void saysThatNothingIsThere(String address) {
        assertProblem(page.get(address, "Accept", "text/html"), 404, "not-found");
    }

    @Test
    void saysThatThereIsNoSuchProblem() {
        assertProblem(page.get("/problems/nothing"), 404, "not-found");
    }

    @Test
    void saysWhichTypesItReadsAndWrites() {
        HttpResponse<String> read = page.post("/probe/body", "<a/>", "Content-Type", "text/xml", "Authorization", LEAD);
        HttpResponse<String> garbled = page.post("/probe/body", "{}", "Content-Type", "garbage", "Authorization", LEAD);
        HttpResponse<String> write = page.post("/probe/body", "{}", "Accept", "image/png", "Authorization", LEAD);

        assertProblem(read, 415, "unsupported-media-type");
        assertProblem(garbled, 415, "unsupported-media-type");
        assertProblem(write, 406, "not-acceptable");
        assertThat(Page.json(read).path("allowed").asString()).isEqualTo("application/json");
        assertThat(Page.json(write).path("allowed").asString()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /probe/number/x?limit=1   | number   | x    | a whole number
                    /probe/number/1?limit=x   | limit    | x    | a whole number
                    /probe/number/1?limit=1e9 | limit    | 1e9  | a whole number
                    /probe/number/1           | limit    | null | a value; it must be there
                    /probe/header             | X-Wanted | null | a value; it must be there
                    /problems?a=1             | a        | 1    | nothing: this address takes no parameters
                    """)
    void saysWhichParameterIsWrongAndWhatIsAllowed(String address, String parameter, String value, String allowed) {
        HttpResponse<String> answer = page.get(address);

        assertProblem(answer, 400, "invalid-parameter");
        JsonNode problem = Page.json(answer);
        assertThat(problem.path("parameter").asString()).isEqualTo(parameter);
        assertThat(
                        problem.path("value").isNull()
                                ? "null"
                                : problem.path("value").asString())
                .isEqualTo(value);
        assertThat(problem.path("allowed").asString()).isEqualTo(allowed);
    }

    @Test
    void saysWhereABodyIsWrong() {
        HttpResponse<String> answer = page.post("/probe/body", "{\"to\":\"a\",\n\"count\":\"x\"}");

        assertProblem(answer, 400, "invalid-body");
        JsonNode problem = Page.json(answer);
        assertThat(problem.path("path").asString()).isEqualTo("count");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("allowed").asString()).isEqualTo("a whole number");
    }

    @Test
    void refusesALongBodyBeforeItReadsIt() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /probe/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1073741824\r\nExpect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "/problems/body-too-large", "Connection: close");
        }
    }

    @Test
    void refusesALongBodyOfUnknownLengthAtTheByteThatIsTooMany() throws IOException {
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /probe/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int count = 0; count < 81; count++) {
                out.write(chunk);
            }
            byte[] answer = socket.getInputStream().readNBytes(2_000);

            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/body-too-large");
        }
    }

    @Test
    void keepsABugToItselfAndLogsItUnderAnId(CapturedOutput log) {
        HttpResponse<String> answer = page.get("/probe/bug");

        assertProblem(answer, 500, "internal");
        String id = Page.json(answer).path("id").asString();
        assertThat(answer.body()).contains(id).doesNotContain("SELECT", "/srv", "Exception", "org.");
        assertThat(log.getAll()).contains(id, "SELECT secret FROM account");
    }

    @Test
    void answersEvenWhenTheStackIsFull() {
        assertProblem(page.get("/probe/stack"), 500, "internal");
    }

    @Test
    void saysWhenToComeBackWhenTheDatabaseIsAway() {
        HttpResponse<String> answer = page.get("/probe/database");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).doesNotContain("jdbc", "10.0.0.1");
    }

    @Test
    void breaksTheConnectionWhenItFailsInTheMiddleOfAnAnswer() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /probe/half HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).contains("{\"half\":").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void listsEveryProblemAtItsAddress() {
        JsonNode list = Page.json(page.get("/problems")).path("problems");

        assertThat(list.size()).isEqualTo(ProblemType.values().length);
        list.forEach(entry ->
                assertThat(page.get(entry.path("type").asString()).statusCode()).isEqualTo(200));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(Page.json(answer).path("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(Page.json(answer).path("status").asInt()).isEqualTo(status);
    }
}
