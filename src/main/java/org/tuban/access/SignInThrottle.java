package org.tuban.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * Slows down those who guess passwords: 10 failures a minute for an account from one address, 30 from one address in
 * all. The owner of an account can still sign in from elsewhere.
 *
 * <p>An attempt counts from its begin, so that many at once are not all let through before the first has failed.
 */
@Component
final class SignInThrottle {

    static final int MOST_BY_ACCOUNT = 10;
    static final int MOST_BY_ADDRESS = 30;

    private final Clock clock;
    private final AttemptWindow byAccount = new AttemptWindow(MOST_BY_ACCOUNT);
    private final AttemptWindow byAddress = new AttemptWindow(MOST_BY_ADDRESS);

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** An attempt that was let through. */
    record Attempt(String account, String address, Instant time) {

        String accountKey() {
            return address + " " + account;
        }
    }

    /**
     * Counts an attempt.
     *
     * @param address numeric address of the client; of IPv6 only the network part counts
     * @throws Problem too-many-attempts, with the time to wait
     */
    synchronized Attempt admit(String account, String address) {
        Attempt attempt = new Attempt(account, ClientNetwork.of(address), clock.instant());
        Duration wait = byAccount.wait(attempt.accountKey(), attempt.time());
        Duration longer = byAddress.wait(attempt.address(), attempt.time());
        Duration longest = wait.compareTo(longer) > 0 ? wait : longer;
        if (longest.compareTo(Duration.ZERO) > 0) {
            throw new Problem(ProblemType.TOO_MANY_ATTEMPTS, "Too many failed sign-ins from here; wait a little")
                    .retryAfter(longest);
        }
        byAccount.add(attempt.accountKey(), attempt.time());
        byAddress.add(attempt.address(), attempt.time());
        return attempt;
    }

    /** Takes the attempt back: it did not fail. */
    synchronized void forgive(Attempt attempt) {
        byAccount.remove(attempt.accountKey(), attempt.time());
        byAddress.remove(attempt.address(), attempt.time());
    }
}
