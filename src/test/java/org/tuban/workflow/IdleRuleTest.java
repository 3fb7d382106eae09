package org.tuban.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Label;

class IdleRuleTest {

    private static final Label WORDS = new Label("字", "words");

    private static final IdleRule RULE = new IdleRule(
            WORDS,
            "src",
            "IDLE_SUSPECT",
            "idle_suspect_since",
            List.of(
                    new IdleRule.Ground("GRANTED", "agreed_start_on", 1, List.of(), WORDS, WORDS),
                    new IdleRule.Ground(
                            "PAUSED",
                            "paused_on",
                            1,
                            List.of(
                                    new IdleRule.Share("started_area_pct", "1/3"),
                                    new IdleRule.Share("invested_pct", "1/4")),
                            WORDS,
                            WORDS)),
            List.of(new IdleRule.Stage(2, WORDS, WORDS), new IdleRule.Stage(1, WORDS, WORDS)));

    @ParameterizedTest(name = "agreed {0}, asked on {1}: {2} days overdue")
    @CsvSource({
        "2025-05-31, 2026-05-30, -",
        "2025-05-31, 2026-05-31, -",
        "2025-05-31, 2026-06-01, 1",
        "2025-05-31, 2026-12-01, 184",
        // The year that follows has no 29 February: the span ends with its last day.
        "2024-02-29, 2025-02-28, -",
        "2024-02-29, 2025-03-01, 1",
        "2023-02-28, 2024-02-28, -",
        "2023-02-28, 2024-02-29, 1",
        "2023-03-01, 2024-03-01, -",
        "2023-03-01, 2024-03-02, 1"
    })
    void countsFromTheDayAfterTheYearHasPassed(LocalDate agreed, LocalDate today, String overdue) {
        Optional<IdleRule.Finding> finding = RULE.judge(parcel(Map.of("agreed_start_on", agreed)), "GRANTED", today);

        assertThat(finding.map(found -> String.valueOf(found.daysOverdue())).orElse("-"))
                .isEqualTo(overdue);
        finding.ifPresent(found -> {
            assertThat(found.first()).isEqualTo(agreed.plusYears(1).plusDays(1));
            assertThat(found.countedFrom()).isEqualTo(agreed);
        });
    }

    @ParameterizedTest(name = "{0} % of the area, {1} % of the money: {2}")
    @CsvSource({
        "33.3, 90, true",
        "33.4, 90, false",
        "33.333333333, 25, true",
        "90, 24.99, true",
        "90, 25, false",
        "33.34, 25, false",
        ", 10, true",
        "10, , true",
        ", 90, false",
        ", , false"
    })
    void findsAPauseOnlyIfTooLittleWasDone(Double area, Double money, boolean found) {
        Map<String, Object> values = new HashMap<>();
        values.put("paused_on", LocalDate.of(2025, 1, 1));
        values.put("started_area_pct", area);
        values.put("invested_pct", money);

        assertThat(RULE.judge(parcel(values), "PAUSED", LocalDate.of(2026, 1, 2))
                        .isPresent())
                .isEqualTo(found);
        assertThat(RULE.judge(parcel(values), "PAUSED", LocalDate.of(2026, 1, 1)))
                .isEmpty();
    }

    @Test
    void saysNothingAboutOtherStatesAndDaysThatAreNotKnown() {
        LocalDate late = LocalDate.of(2030, 1, 1);

        assertThat(RULE.judge(parcel(Map.of()), "GRANTED", late)).isEmpty();
        assertThat(RULE.judge(parcel(Map.of("agreed_start_on", LocalDate.of(2020, 1, 1))), "STARTED", late))
                .isEmpty();
    }

    @Test
    void putsTheStagesInTheirOrder() {
        assertThat(RULE.stages()).extracting(IdleRule.Stage::years).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"0.33", "1/0", "one third", "1/3/4"})
    void refusesALimitThatIsNoFraction(String below) {
        assertThatThrownBy(() -> new IdleRule.Share("invested_pct", below))
                .hasMessageContaining("a fraction such as 1/3");
    }

    private static Feature parcel(Map<String, Object> values) {
        return new Feature(
                new FeatureRef("parcel", "P"), 1, 1, null, new HashMap<>(values), Instant.EPOCH, Instant.EPOCH, "test");
    }
}
