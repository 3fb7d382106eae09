package org.tuban.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.FeatureRef;

class LinkTest {

    private static final FeatureRef PARCEL = new FeatureRef("parcel", "PCL-FSX-01");
    private static final FeatureRef BLOCK = new FeatureRef("block", "BLK-FSX-3");

    @ParameterizedTest
    @CsvSource({"2021,2021", "2021-05,2021", "2021,2021-05", "2021-05-31,2021-05", "2020,2023-12-08"})
    void takesAnEndThatMayLieAfterTheBeginning(String validFrom, String validTo) {
        assertThat(link(null, validFrom, validTo).isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2021,2020", "2021-05,2021-04", "2021-05-31,2021-05-30", "2021-06,2021-05-31"})
    void refusesAnEndBeforeTheBeginning(String validFrom, String validTo) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link(null, validFrom, validTo))
                .withMessageContaining(validTo)
                .withMessageContaining(validFrom);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "21", "2021-13", "2023-02-29", "2021-1-1", "2021/05", "next year"})
    void refusesADateTheCalendarDoesNotHave(String date) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link(null, date, null))
                .withMessageContaining("validFrom \"%s\"".formatted(date))
                .withMessageContaining("YYYY-MM");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAShareThatIsNoPart(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link(share, null, null))
                .withMessageContaining("0 to 1");
    }

    @Test
    void refusesALinkOfAFeatureWithItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Link("LNK-1", "part_of", PARCEL, PARCEL, Basis.STATED, null, null, null, "src-a", null, 0))
                .withMessageContaining("parcel/PCL-FSX-01");
    }

    @Test
    void knowsTheOtherEnd() {
        Link link = link(0.5, "2021", null);

        assertThat(link.otherThan(PARCEL)).isEqualTo(BLOCK);
        assertThat(link.otherThan(BLOCK)).isEqualTo(PARCEL);
    }

    private static Link link(@Nullable Double share, @Nullable String validFrom, @Nullable String validTo) {
        return new Link("LNK-1", "part_of", PARCEL, BLOCK, Basis.STATED, share, validFrom, validTo, "src-a", null, 0);
    }
}
