package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ParametersTest {

    @Test
    void readsNamesAndValuesAsUtf8() {
        assertThat(QueryString.parse("q=%E5%9B%BE%E6%96%91+a&%E9%95%87=&flag&&limit=5"))
                .containsExactly(
                        new QueryString.Parameter("q", "图斑 a"),
                        new QueryString.Parameter("镇", ""),
                        new QueryString.Parameter("flag", ""),
                        new QueryString.Parameter("limit", "5"));
        assertThat(QueryString.parse("q=%F0%A0%80%80")).containsExactly(new QueryString.Parameter("q", "\uD840\uDC00"));
        assertThat(QueryString.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%00",
                "q=a%00b",
                "q=%",
                "q=%4",
                "q=%zz",
                "q=%-1",
                "q=%ED%A0%80",
                "q=%ED%BF%BF",
                "q=%C0%80",
                "q=%ff"
            })
    void refusesWhatCannotBeDecodedOrKept(String query) {
        Problem problem = catchThrowableOfType(Problem.class, () -> QueryString.parse(query));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "q");
    }

    @Test
    void refusesMoreThanFiftyParameters() {
        assertThatCode(() -> QueryString.parse("a=1&".repeat(50))).doesNotThrowAnyException();

        Problem problem = catchThrowableOfType(Problem.class, () -> QueryString.parse("a=1&".repeat(51)));

        assertThat(problem.getMessage()).contains("50");
    }

    @Test
    void namesTheKnownParametersWhenItRefusesOne() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> Parameters.onlyKnown(request("limt=5"), Set.of("limit", "bbox")));

        assertThat(problem.members())
                .containsEntry("parameter", "limt")
                .containsEntry("value", "5")
                .containsEntry("allowed", "one of the parameters bbox, limit");
    }

    @Test
    void refusesAParameterGivenTwice() {
        Problem known = catchThrowableOfType(
                Problem.class, () -> Parameters.onlyKnown(request("limit=5&limit=6"), Set.of("limit")));
        Problem found = catchThrowableOfType(Problem.class, () -> Parameters.find(request("q=a&q=b"), "q"));

        assertThat(known.members()).containsEntry("parameter", "limit").containsEntry("value", "6");
        assertThat(found.members()).containsEntry("parameter", "q").containsEntry("value", "b");
    }

    @Test
    void findsAParameterThatIsThereOnce() {
        assertThat(Parameters.find(request("q=%E5%B1%BF"), "q")).contains("屿");
        assertThat(Parameters.find(request("q="), "q")).contains("");
        assertThat(Parameters.find(request(""), "q")).isEmpty();
    }

    private static HttpServletRequest request(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/search");
        request.setQueryString(query);
        return request;
    }
}
