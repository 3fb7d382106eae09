package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tuban.access.WebLayer;
import org.tuban.testing.RawHttp;

/** Requests that break before any controller: the container's and the firewall's refusals are problem details too. */
@WebLayer.Test
class BrokenRequestsTest {

    @LocalServerPort
    int port;

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("GET /%00 HTTP/1.1", 400),
                Arguments.of("GET /a|b HTTP/1.1", 400),
                Arguments.of("GET /a<b>c HTTP/1.1", 400),
                Arguments.of("GET /..%2f HTTP/1.1", 400),
                Arguments.of("GET /../../etc/passwd HTTP/1.1", 400),
                Arguments.of("GET /js/..%5c..%5capplication.yml HTTP/1.1", 400),
                Arguments.of("GET /js/%2e%2e/application.yml HTTP/1.1", 400),
                Arguments.of("GET /;jsessionid=1 HTTP/1.1", 400),
                Arguments.of("GET /%zz HTTP/1.1", 400),
                Arguments.of("GET /%ED%A0%80 HTTP/1.1", 400),
                Arguments.of("GET /problems?a=%zz HTTP/1.1", 400),
                Arguments.of("GET /problems?a=%00 HTTP/1.1", 400),
                Arguments.of("GET /problems?%00=a HTTP/1.1", 400),
                Arguments.of("GET /problems?a=%ED%A0%80 HTTP/1.1", 400),
                Arguments.of("GET /problems?a=%ff HTTP/1.1", 400),
                Arguments.of("GET /problems?a={b} HTTP/1.1", 400),
                Arguments.of("GET /problems?" + "a=1&".repeat(60) + " HTTP/1.1", 400),
                Arguments.of("GET / HTTP/9.9", 400),
                Arguments.of("TRACE / HTTP/1.1", 405),
                Arguments.of("PROPFIND / HTTP/1.1", 405),
                Arguments.of("BREW / HTTP/1.1", 405),
                Arguments.of("GET /problems?a=" + "x".repeat(20_000) + " HTTP/1.1", 400));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void answersBrokenRequestsWithProblemDetails(String requestLine, int status) throws IOException {
        RawHttp.Answer answer = new RawHttp(port).get(requestLine, "Accept: text/html");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertProblem(answer);
    }

    @Test
    void answersTooLargeHeadersWithProblemDetails() throws IOException {
        RawHttp.Answer answer = new RawHttp(port).get("GET / HTTP/1.1", "X-Large: " + "x".repeat(20_000));

        assertThat(answer.status()).isIn(400, 431);
        assertProblem(answer);
    }

    @Test
    void answersMissingForeignAndGarbledHostWithoutServerError() throws IOException {
        RawHttp raw = new RawHttp(port);

        RawHttp.Answer missing = raw.send("GET /problems HTTP/1.1\r\nConnection: close\r\n\r\n");
        RawHttp.Answer garbled = raw.send("GET /problems HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
        RawHttp.Answer twice = raw.send("GET /problems HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");

        assertThat(Stream.of(missing, garbled, twice)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertProblem(answer);
        });
    }

    @Test
    void answersUnknownTransferCodingAndContradictingLengthsWithProblemDetails() throws IOException {
        RawHttp raw = new RawHttp(port);

        RawHttp.Answer coding = raw.get("POST /api/session HTTP/1.1", "Transfer-Encoding: foo");
        RawHttp.Answer length = raw.get("POST /api/session HTTP/1.1", "Content-Length: 1", "Content-Length: 2");
        RawHttp.Answer negative = raw.get("POST /api/session HTTP/1.1", "Content-Length: -1");

        assertThat(Stream.of(coding, length, negative)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertProblem(answer);
        });
    }

    @Test
    void refusesAHeaderWithControlCharactersWhenSomebodyReadsIt() throws IOException {
        RawHttp.Answer answer = new RawHttp(port).get("GET /problems HTTP/1.1", "Authorization: Basic \u0081\u0082");

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer);
    }

    private static void assertProblem(RawHttp.Answer answer) {
        assertThat(answer.headers()).as(answer.toString()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.headers()).containsKey("content-security-policy").doesNotContainKey("server");
        assertThat(answer.body()).startsWith("{\"type\":\"/problems/").doesNotContain("Tomcat", "org.", "Exception");
    }
}
