package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void readsWhatItWrites() {
        assertThat(IfMatch.version(IfMatch.tag(3))).isEqualTo(3);
        assertThat(IfMatch.version(" \"12345678901\" ")).isEqualTo(12_345_678_901L);
        assertThat(IfMatch.version("\"3-2\"")).as("a view without two fields").isEqualTo(3);
    }

    @Test
    void asksForTheHeaderWhenThereIsNone() {
        Problem problem = catchThrowableOfType(Problem.class, () -> IfMatch.version(null));

        assertThat(problem.type()).isEqualTo(ProblemType.MISSING_PRECONDITION);
        assertThat(problem.type().status()).isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "*",
                "W/\"3\"",
                "\"3\", \"4\"",
                "\"3\",\"3\"",
                "\"0\"",
                "\"-3\"",
                "\"3-0\"",
                "\"3-\"",
                "\"03\"",
                "\"3",
                "\"three\"",
                "\"9999999999999999999\"",
                "'3'"
            })
    void refusesWhatIsNotOneStrongVersion(String header) {
        Problem problem = catchThrowableOfType(Problem.class, () -> IfMatch.version(header));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "If-Match").containsEntry("value", header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"3\" | true",
                "\"3\", \"4\" | true",
                "\"xyz\" ,\"3\" | true",
                "* | true",
                "\"0\" | false",
                "\"xyz\" | false",
                "W/\"3\" | false",
                "W/\"3\", \"4\" | false",
                "\"\" | false"
            })
    void readsWhatAWriterHasSeenAsTheStandardHasIt(String header, boolean matches) {
        IfMatch.Seen seen = IfMatch.read(header);

        assertThat(seen.said()).isTrue();
        assertThat(seen.matches(3)).isEqualTo(matches);
    }

    @Test
    void knowsThatNothingWasSaid() {
        assertThat(IfMatch.read(null).said()).isFalse();
        assertThat(IfMatch.read(null).matches(3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "**", "\"3", "\"3\" \"4\"", "\"3\",", "w/\"3\"", "'3'", "\"a b\""})
    void refusesWhatIsNoListOfEntityTags(String header) {
        Problem problem = catchThrowableOfType(Problem.class, () -> IfMatch.read(header));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "If-Match").containsEntry("value", header);
    }
}
