package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.Reading;

/**
 * Decides about access tokens in the header {@code Authorization}. Source: RFC 6750, sections 2.1 and 3.
 *
 * <p>A token that is right is never slowed down by wrong ones from the same address; those count as failed sign-ins.
 */
@Component
class BearerCheck {

    private static final String CHALLENGE = "Bearer realm=\"tuban\", error=\"%s\", error_description=\"%s\"";

    private final Tokens tokens;
    private final SignInThrottle throttle;

    BearerCheck(Tokens tokens, SignInThrottle throttle) {
        this.tokens = tokens;
        this.throttle = throttle;
    }

    /**
     * Whom the token belongs to.
     *
     * @throws Problem not-signed-in, the same for a token that is unknown, over, revoked, or of a closed account;
     *     forbidden if it is not good for what is asked; too-many-attempts
     */
    Caller verify(String secret, HttpServletRequest request) {
        Optional<Tokens.Bearer> bearer = tokens.find(secret);
        if (bearer.isEmpty()) {
            throttle.admit("", request.getRemoteAddr());
            String words = "The token is unknown, revoked or over";
            throw new Problem(ProblemType.NOT_SIGNED_IN, words)
                    .withHeader("WWW-Authenticate", CHALLENGE.formatted("invalid_token", words));
        }
        if (!Reading.is(request) && !bearer.get().scopes().contains(TokenScope.WRITE)) {
            String words = "The token is for reading; one with the scope write may change things";
            throw new Problem(ProblemType.FORBIDDEN, words)
                    .with("reason", "scope")
                    .withHeader(
                            "WWW-Authenticate",
                            CHALLENGE.formatted("insufficient_scope", words) + ", scope=\"read write\"");
        }
        return bearer.get().caller();
    }
}
