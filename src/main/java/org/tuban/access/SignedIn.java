package org.tuban.access;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What a session keeps of its account.
 *
 * @param account the account's name
 * @param version its version at sign-in: another one ends the session
 * @param since when it signed in
 * @param seen when it was last heard of
 */
record SignedIn(String account, long version, Instant since, Instant seen) implements Serializable {

    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    @Serial
    private static final long serialVersionUID = 1L;

    boolean isOver(Instant now) {
        return !now.isBefore(since.plus(LONGEST)) || !now.isBefore(seen.plus(LONGEST_IDLE));
    }

    SignedIn seenAt(Instant now) {
        return new SignedIn(account, version, since, now);
    }
}
