package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeParameterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "open", textBlock = """
                    2024-02-29T08:00:00Z                       | 2024-02-29T08:00:00Z | 2024-02-29T08:00:00Z
                    2024-02-29t08:00:00.5z                     | 2024-02-29T08:00:00.5Z | 2024-02-29T08:00:00.5Z
                    2024-03-01T00:30:00+08:00                  | 2024-02-29T16:30:00Z | 2024-02-29T16:30:00Z
                    2024-02-29                                 | 2024-02-29T00:00:00Z | 2024-02-29T23:59:59.999999999Z
                    2024-01-01/2024-02-01                      | 2024-01-01T00:00:00Z | 2024-02-01T23:59:59.999999999Z
                    2024-01-01T00:00:00Z/2024-01-01T00:00:00Z  | 2024-01-01T00:00:00Z | 2024-01-01T00:00:00Z
                    2024-01-01/..                              | 2024-01-01T00:00:00Z | open
                    2024-01-01/                                | 2024-01-01T00:00:00Z | open
                    ../2024-01-01T12:00:00Z                    | open | 2024-01-01T12:00:00Z
                    /2024-01-01T12:00:00Z                      | open | 2024-01-01T12:00:00Z
                    ../..                                      | open | open
                    9999-12-31                                 | 9999-12-31T00:00:00Z | 9999-12-31T23:59:59.999999999Z
                    """)
    void readsInstantsDaysAndSpans(String text, @Nullable Instant from, @Nullable Instant to) {
        assertThat(DatetimeParameter.parse(text)).isEqualTo(new DatetimeParameter(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "yesterday",
                "2024",
                "2024-02",
                "2024-2-1",
                "2024-02-30",
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "0000-01-01",
                "12024-01-01",
                "2024-02-29T08:00:00",
                "2024-02-29T08:00Z",
                "2024-02-29 08:00:00Z",
                "2024-02-29T24:00:00Z",
                "2024-02-29T08:60:00Z",
                "2024-02-29T08:00:00.Z",
                "2024-02-29T08:00:00.1234567890Z",
                "2024-02-29T08:00:00+25:00",
                "2024-02-29T08:00:00 08:00",
                "2024-02-29T08:00:00+0800",
                "２０２４-02-29",
                "2024-02-01/2024-01-01",
                "2024-01-01/2024-02-01/2024-03-01",
                "2024-01-01/P1M",
                "2024-01-01/now",
                ".../2024-01-01",
                "2024-01-01' OR '1'='1"
            })
    void refusesWhatIsNoTimeAndSaysWhatIs(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> DatetimeParameter.parse(text));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "datetime").containsEntry("value", text);
        assertThat(problem.members().get("allowed").toString()).isNotBlank();
    }
}
