package org.tuban.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.FeatureRef;

class ObservationTest {

    @Test
    void takesAFigureOrWordsOrBoth() {
        assertThat(observation(7.0, null, "2023-12").value()).isEqualTo(7);
        assertThat(observation(null, "三化三前", "2023").text()).isEqualTo("三化三前");
        assertThat(observation(2000.0, "2000亩", "2023-12-08").text()).isEqualTo("2000亩");
    }

    @Test
    void refusesNeitherFigureNorWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation(null, "  ", "2023"))
                .withMessageContaining("value");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesAFigureThatIsNoNumber(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation(value, null, "2023"))
                .withMessageContaining("finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2023-00", "2023-02-30", "12.2023"})
    void refusesADateTheCalendarDoesNotHave(String asOf) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation(7.0, null, asOf))
                .withMessageContaining("asOf \"%s\"".formatted(asOf));
    }

    private static Observation observation(@Nullable Double value, @Nullable String text, String asOf) {
        return new Observation(
                "OBS-1",
                new FeatureRef("block", "BLK-FSX-3"),
                "enterprises_above_scale",
                value,
                text,
                "count",
                null,
                asOf,
                "src-a",
                ObservationBasis.STATED,
                null,
                0);
    }
}
