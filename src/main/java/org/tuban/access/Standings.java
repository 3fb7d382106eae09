package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Remembers of a request what tells later whether its caller may still be there. */
@Component
public final class Standings {

    private final AccountStore store;
    private final Sessions sessions;

    Standings(AccountStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /** The standing of a request's caller. It keeps no session alive: staying is not asking. */
    public Standing of(HttpServletRequest request, Caller caller) {
        if (!caller.signedIn()) {
            return () -> true;
        }
        BooleanSupplier session = CallerFilter.hasCredentials(request) ? () -> true : sessions.watch(request);
        long version = version(caller.name());
        return () -> version == version(caller.name()) && session.getAsBoolean();
    }

    /** Version of an enabled account; 0 for one that is not there or may not sign in. */
    private long version(String account) {
        return store.find(account)
                .filter(stored -> stored.account().enabled())
                .map(StoredAccount::version)
                .orElse(0L);
    }
}
