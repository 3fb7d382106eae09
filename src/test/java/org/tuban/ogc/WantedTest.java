package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

class WantedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/geo+json",
                "application/geo+json | application/geo+json",
                "application/json | application/json",
                "application/geo+json, application/json;q=0.8 | application/geo+json",
                "application/json;q=0.8, application/geo+json;q=0.9 | application/geo+json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8",
                "text/html;q=0.5, application/json | application/json",
                "text/* | text/html;charset=UTF-8",
                "application/* | application/geo+json",
                "image/png, */*;q=0.1 | application/geo+json"
            })
    void findsTheTypeThatTheClientLikesMost(String accept, String expected) {
        Wanted wanted = Wanted.by(request(accept, null), ResourceKind.FEATURES);

        assertThat(wanted.type()).hasToString(expected);
    }

    @Test
    void givesJsonToAClientThatSaysNothing() {
        assertThat(Wanted.by(request(null, null), ResourceKind.DOCUMENT).representation())
                .isEqualTo(Representation.JSON);
    }

    @ParameterizedTest
    @CsvSource({"json, JSON", "html, HTML"})
    void letsTheParameterGoBeforeTheHeader(String f, Representation expected) {
        assertThat(Wanted.by(request("image/png", "f=" + f), ResourceKind.DOCUMENT)
                        .representation())
                .isEqualTo(expected);
    }

    @Test
    void servesTheDefinitionByItsOwnType() {
        String accept = "application/vnd.oai.openapi+json;version=3.0, application/json;q=0.5";

        assertThat(Wanted.by(request(accept, null), ResourceKind.DEFINITION).type())
                .hasToString("application/vnd.oai.openapi+json;version=3.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/gml+xml", "text/html;q=0", "a/b/c", "nonsense"})
    void refusesWhatItCannotMake(String accept) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> Wanted.by(request(accept, null), ResourceKind.DOCUMENT));

        assertThat(problem.type()).isEqualTo(ProblemType.NOT_ACCEPTABLE);
        assertThat(problem.members()).containsEntry("value", accept).containsKey("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "JSON", "", "json,html"})
    void refusesAFormThatThereIsNot(String f) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> Wanted.by(request(null, "f=" + f), ResourceKind.DOCUMENT));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "f").containsEntry("value", f);
    }

    private static MockHttpServletRequest request(String accept, String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ogc");
        request.setQueryString(query);
        if (accept != null) {
            request.addHeader("Accept", accept);
        }
        return request;
    }
}
