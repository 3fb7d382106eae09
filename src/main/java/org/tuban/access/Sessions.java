package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tuban.http.Problem;

/**
 * Sessions of the page: end after 30 minutes without a request, after 12 hours, and at once when the account's password,
 * roles or right to sign in change.
 *
 * <p>They are in the database, so that every service on it knows them. That somebody was seen is written once a minute
 * at most, since reading would cost a write otherwise.
 */
@Component
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_BROWSER = 200;

    /** So many of one account at a time; the oldest make room. */
    private static final int MOST = 50;

    private final SessionStore store;
    private final SessionCookie cookie;
    private final Deeds deeds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sessions(
            SessionStore store,
            SessionCookie cookie,
            Deeds deeds,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.cookie = cookie;
        this.deeds = deeds;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The account of the request's session, if it has one that is not over. */
    Optional<Caller> find(HttpServletRequest request) {
        Instant now = now();
        Optional<SessionStore.Known> known = SessionCookie.find(request)
                .flatMap(value -> store.findKnown(Secrets.hash(value)))
                .filter(found -> !found.session().isOver(now));
        known.map(SessionStore.Known::session)
                .filter(session -> !now.isBefore(session.seenAt().plus(SEEN_EVERY)))
                .ifPresent(session -> see(session, now));
        return known.map(found -> found.account().toCaller());
    }

    /** A database that takes no writes, as when its disk is full, still answers readers. */
    private void see(Session session, Instant now) {
        try {
            transaction.executeWithoutResult(status -> store.see(session.id(), now));
        } catch (DataAccessException | TransactionException refused) {
            LOG.debug("session {}: not written that it was seen", session.id(), refused);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Signs in: the browser's session, if it has one, ends, and another begins under an id that nobody else can know.
     *
     * @return the cookie
     */
    String begin(StoredAccount stored, SignInWay way, HttpServletRequest request, HttpServletResponse response) {
        String value = Secrets.create();
        String account = stored.account().name();
        Instant now = now();
        Session session = new Session(Secrets.id(), account, way, request.getRemoteAddr(), browser(request), now, now);
        transaction.executeWithoutResult(status -> {
            store.deleteOver(now);
            current(request).ifPresent(old -> store.delete(old.account(), old.id()));
            store.list(account, now).stream().skip(MOST - 1L).forEach(oldest -> store.delete(account, oldest.id()));
            store.insert(session, Secrets.hash(value), stored.epoch());
            deeds.tell(Act.SIGN_IN, account, account, Map.of("session", session.id(), "way", way.id()));
        });
        cookie.set(value, request, response);
        return value;
    }

    /** Whether the request's session is still on, whenever it is asked. Asking does not make it longer. */
    BooleanSupplier watch(HttpServletRequest request) {
        Optional<String> hash = SessionCookie.find(request).map(Secrets::hash);
        return () -> hash.flatMap(store::findKnown)
                .filter(found -> !found.session().isOver(now()))
                .isPresent();
    }

    private static String browser(HttpServletRequest request) {
        String name = request.getHeader("User-Agent");
        if (name == null) {
            return "";
        }
        String plain = name.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_BROWSER));
    }

    /** The session whose cookie the request brings, over or not. */
    Optional<Session> current(HttpServletRequest request) {
        return SessionCookie.find(request).flatMap(value -> store.find(Secrets.hash(value)));
    }

    /** Signs out. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        current(request)
                .ifPresent(session -> transaction.executeWithoutResult(status -> {
                    if (store.delete(session.account(), session.id())) {
                        deeds.tell(Act.SIGN_OUT, session.account(), session.account(), Map.of("session", session.id()));
                    }
                }));
        cookie.clear(request, response);
    }

    /** Those of an account, the newest first. */
    List<Session> list(String account) {
        return store.list(account, now());
    }

    /** Ends one of an account's sessions. Throws not-found if it has no such. */
    void revoke(String account, String id) {
        transaction.executeWithoutResult(status -> {
            if (!store.delete(account, id)) {
                throw Problem.notFound("session '%s' of account '%s'".formatted(id, account));
            }
            deeds.tell(Act.SESSION_REVOKED, account, Map.of("session", id));
        });
    }

    /** Ends all of an account's sessions. */
    void revokeAll(String account) {
        transaction.executeWithoutResult(status -> {
            if (store.deleteAll(account) > 0) {
                deeds.tell(Act.SESSION_REVOKED, account, Map.of("session", "all"));
            }
        });
    }
}
