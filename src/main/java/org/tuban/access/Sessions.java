package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sessions of the page: end after 30 minutes without a request, after 12 hours, and at once when the account's password,
 * roles or right to sign in change.
 */
@Component
class Sessions {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    private final AccountStore store;
    private final Clock clock;

    Sessions(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The account of the request's session; a session that is over is ended. */
    Optional<Caller> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return find(session);
        } catch (IllegalStateException endedMeanwhile) {
            // Another request of the same page signed out between two lines of ours.
            return Optional.empty();
        }
    }

    private Optional<Caller> find(HttpSession session) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Caller> caller = Optional.of(signedIn)
                .filter(known -> !known.isOver(now))
                .flatMap(known -> store.find(known.account()))
                .filter(stored -> stored.version() == signedIn.version())
                .filter(stored -> stored.account().enabled())
                .map(stored -> stored.account().toCaller());
        if (caller.isPresent()) {
            session.setAttribute(ATTRIBUTE, signedIn.seenAt(now));
        } else {
            session.invalidate();
        }
        return caller;
    }

    /** True if the request's session is one of an account, be it over or not. */
    static boolean isBegun(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        try {
            return session != null && session.getAttribute(ATTRIBUTE) != null;
        } catch (IllegalStateException endedMeanwhile) {
            // Another request of the same page signed out between two lines of ours.
            return false;
        }
    }

    /** Signs in: the session goes on under another id, so that nobody else can know it. */
    void begin(HttpServletRequest request, StoredAccount stored) {
        HttpSession session = request.getSession(true);
        request.changeSessionId();
        Instant now = clock.instant();
        session.setAttribute(ATTRIBUTE, new SignedIn(stored.account().name(), stored.version(), now, now));
    }

    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
