package org.tuban.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody signed in to the page: ends after 30 minutes without a request and after 12 hours.
 *
 * @param id 16 hexadecimal digits; not the cookie, which is kept nowhere
 * @param account name of the account
 * @param way how it signed in
 * @param address numeric address of the client at sign-in
 * @param browser what the browser called itself, cut to 200 characters
 * @param begunAt when it signed in
 * @param seenAt when it was last heard of, to the minute
 */
record Session(
        String id, String account, SignInWay way, String address, String browser, Instant begunAt, Instant seenAt) {

    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    boolean isOver(Instant now) {
        return !now.isBefore(begunAt.plus(LONGEST)) || !now.isBefore(seenAt.plus(LONGEST_IDLE));
    }
}
