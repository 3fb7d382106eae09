package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Remembers of a request what tells later whether its caller may still be there. */
@Component
public final class Standings {

    private static final String BEARER = "Bearer ";

    private final AccountStore store;
    private final Sessions sessions;
    private final Tokens tokens;

    Standings(AccountStore store, Sessions sessions, Tokens tokens) {
        this.store = store;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** The standing of a request's caller. It keeps no session alive: staying is not asking. */
    public Standing of(HttpServletRequest request, Caller caller) {
        if (!caller.signedIn()) {
            return () -> true;
        }
        BooleanSupplier key = key(request);
        long epoch = epoch(caller.name());
        return () -> epoch == epoch(caller.name()) && key.getAsBoolean();
    }

    /** Whether what the request came in by would still let it in: a token, or a session; a password is in the epoch. */
    private BooleanSupplier key(HttpServletRequest request) {
        String credentials = request.getHeader("Authorization");
        if (credentials == null) {
            return sessions.watch(request);
        }
        if (!credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return () -> true;
        }
        String secret = credentials.substring(BEARER.length()).strip();
        return () -> tokens.find(secret).isPresent();
    }

    /** Epoch of an enabled account; 0 for one that is not there or may not sign in. */
    private long epoch(String account) {
        return store.find(account)
                .filter(stored -> stored.account().enabled())
                .map(StoredAccount::epoch)
                .orElse(0L);
    }
}
