package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

class SignInThrottleTest {

    private final MovableClock clock = new MovableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void refusesTheEleventhFailureForAnAccountFromOneAddress() {
        fail(10, "lead", "192.0.2.1");

        Problem problem = catchThrowableOfType(Problem.class, () -> throttle.admit("lead", "192.0.2.1"));

        assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_ATTEMPTS);
        assertThat(problem.headers()).containsEntry("Retry-After", "60");
        assertThat(problem.members()).containsEntry("retryAfter", 60L);
    }

    @Test
    void letsTheOwnerInFromElsewhereAndOthersFromThere() {
        fail(10, "lead", "192.0.2.1");

        assertThatCode(() -> throttle.admit("lead", "192.0.2.2")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.admit("planner", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void refusesTheThirtyFirstFailureFromOneAddressWhateverTheAccounts() {
        for (int account = 0; account < 30; account++) {
            fail(1, "account" + account, "192.0.2.1");
        }

        assertThat(catchThrowableOfType(Problem.class, () -> throttle.admit("other", "192.0.2.1")))
                .isNotNull();
    }

    @Test
    void letsInAgainWhenTheFirstFailureIsAMinuteOld() {
        fail(5, "lead", "192.0.2.1");
        clock.advance(Duration.ofSeconds(20));
        fail(5, "lead", "192.0.2.1");
        clock.advance(Duration.ofSeconds(15));

        Problem early = catchThrowableOfType(Problem.class, () -> throttle.admit("lead", "192.0.2.1"));
        clock.advance(Duration.ofSeconds(25));

        assertThat(early.headers()).containsEntry("Retry-After", "25");
        assertThatCode(() -> throttle.admit("lead", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void doesNotCountWhatDidNotFail() {
        for (int call = 0; call < 100; call++) {
            throttle.forgive(throttle.admit("lead", "192.0.2.1"));
        }

        assertThatCode(() -> throttle.admit("lead", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        for (int host = 1; host <= 10; host++) {
            throttle.admit("lead", "2001:db8:0:1::" + host);
        }

        assertThat(catchThrowableOfType(Problem.class, () -> throttle.admit("lead", "2001:db8:0:1::ffff")))
                .isNotNull();
        assertThatCode(() -> throttle.admit("lead", "2001:db8:0:2::1")).doesNotThrowAnyException();
    }

    @Test
    void forgetsTheQuietestKeyWhenThereAreTooMany() {
        AttemptWindow window = new AttemptWindow(1);
        Instant now = clock.instant();
        for (int key = 0; key <= 10_000; key++) {
            window.add("key" + key, now);
        }

        assertThat(window.wait("key0", now)).isZero();
        assertThat(window.wait("key10000", now)).isEqualTo(Duration.ofMinutes(1));
    }

    private void fail(int times, String account, String address) {
        for (int attempt = 0; attempt < times; attempt++) {
            throttle.admit(account, address);
        }
    }
}
