package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "010, 10", "1000, 1000", "1001, 1000", "99999999999999999999, 1000"})
    void takesTheMostInPlaceOfMore(String text, int limit) {
        assertThat(Limit.parse(text, 10, 1000)).isEqualTo(limit);
    }

    @Test
    void takesTheDefaultWhenThereIsNone() {
        assertThat(Limit.parse(null, 10, 1000)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000", "-1", "+5", "1.5", "1e3", "ten", " 5", "５", "0x10", "5;DROP TABLE parcel"})
    void refusesLessThanOneAndWhatIsNoNumber(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Limit.parse(text, 10, 1000));

        assertThat(problem.members())
                .containsEntry("parameter", "limit")
                .containsEntry("value", text)
                .containsEntry("allowed", "a whole number from 1 to 1000");
    }
}
