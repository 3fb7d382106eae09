package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who needs not be looked at to be given a tile that everybody may see: nobody in particular, who did not ask too often. */
@Component
public final class OpenDoor {

    private final Rates rates;

    OpenDoor(Rates rates) {
        this.rates = rates;
    }

    /**
     * Counts the request if it brings neither credentials nor the cookie of a session.
     *
     * @return true if a tile may be given to it; false if it has to go the way of all requests, where it is counted or
     *     refused
     */
    public boolean lets(HttpServletRequest request) {
        return !CallerFilter.hasCredentials(request)
                && SessionCookie.find(request).isEmpty()
                && rates.count(Optional.empty(), request.getRemoteAddr(), Rates.Kind.TILE)
                        .isZero();
    }
}
