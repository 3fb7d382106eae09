package org.tuban.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

class LocalCalendarTest {

    private static final Instant NOW = Instant.parse("2024-03-01T04:00:00Z");
    private static final Instant LAST = Instant.parse("2024-02-21T02:30:00Z");

    private final LocalCalendar calendar =
            new LocalCalendar(Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Asia/Shanghai"));

    @Test
    void countsTheDaysOfTheInstallation() {
        Instant afterMidnightThere = Instant.parse("2024-02-29T16:00:00Z");

        LocalCalendar there =
                new LocalCalendar(Clock.fixed(afterMidnightThere, ZoneOffset.UTC), ZoneId.of("Asia/Shanghai"));

        assertThat(there.today()).isEqualTo(LocalDate.of(2024, 3, 1));
    }

    @Test
    void leavesNowToTheWrite() {
        assertThat(calendar.readValidFrom(null, LAST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-28T16:00:00Z",
        "2024-03-01, 2024-02-29T16:00:00Z",
        "2024-02-21, 2024-02-21T02:30:00Z",
        "2024-02-29T08:00:00+08:00, 2024-02-29T00:00:00Z",
        "2024-02-29t00:00:00.5z, 2024-02-29T00:00:00.500Z",
        "2024-02-21T02:30:00Z, 2024-02-21T02:30:00Z",
        "2024-03-01T04:00:00Z, 2024-03-01T04:00:00Z",
    })
    void readsDaysAndTimes(String text, Instant meant) {
        assertThat(calendar.readValidFrom(text, LAST)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-02-30",
                "2024-02-29T25:00:00Z",
                "2024-02-29T08:00:00",
                "2024-02-29 08:00:00Z",
                "2024-02-29T08:00:00+99:00",
                "yesterday",
                "+02024-02-29"
            })
    void refusesWhatIsNeither(String text) {
        assertThat(refused(text).members()).containsEntry("path", "validFrom").containsEntry("value", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-02", "2024-03-01T04:00:01Z", "9999-12-31"})
    void refusesTheFuture(String text) {
        assertThat(refused(text).members().get("allowed")).isEqualTo("not after now (2024-03-01T04:00:00Z)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-20", "2024-02-21T02:29:59Z", "0000-01-01"})
    void refusesToGoBackBeyondTheLastStep(String text) {
        assertThat(String.valueOf(refused(text).members().get("allowed")))
                .startsWith("not before 2024-02-21T02:30:00Z");
    }

    private Problem refused(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> calendar.readValidFrom(text, LAST));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        return problem;
    }
}
