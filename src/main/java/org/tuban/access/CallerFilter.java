package org.tuban.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.ProblemWriter;

/**
 * Finds out who is asking: by HTTP Basic (RFC 7617) or an access token (RFC 6750) when the request has
 * credentials, else by its session.
 *
 * <p>Credentials are looked at first and at once; a session only when somebody wants to know, which spares the database
 * a question for each file of the page.
 */
final class CallerFilter extends OncePerRequestFilter {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    static final String CHALLENGE = "Basic realm=\"tuban\", charset=\"UTF-8\"";

    private final SignIn signIn;
    private final BearerCheck bearers;
    private final Sessions sessions;
    private final ProblemWriter problems;

    CallerFilter(Proofs proofs, ProblemWriter problems) {
        this.signIn = proofs.signIn();
        this.bearers = proofs.bearers();
        this.sessions = proofs.sessions();
        this.problems = problems;
    }

    /** True if the request brings its own credentials; past this filter they are right. */
    static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader("Authorization") != null;
    }

    /** True if the request is known by its session and not by credentials of its own. */
    static boolean isOfSession(HttpServletRequest request) {
        return !hasCredentials(request)
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasCredentials(request)) {
            SecurityContextHolder.setDeferredContext(SingletonSupplier.of(
                    () -> sessions.find(request).map(CallerFilter::context).orElseGet(SecurityContextImpl::new)));
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = byCredentials(request, response);
        if (caller.isPresent()) {
            SecurityContextHolder.setContext(context(caller.get()));
            chain.doFilter(request, response);
        }
    }

    private static SecurityContext context(Caller caller) {
        return new SecurityContextImpl(new CallerToken(caller));
    }

    /** Empty if the credentials are refused; then that is answered. */
    private Optional<Caller> byCredentials(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            return Optional.of(byCredentials(request.getHeader("Authorization"), request));
        } catch (Problem refusal) {
            boolean wrong = refusal.type() == ProblemType.NOT_SIGNED_IN
                    && refusal.headers().isEmpty();
            problems.write(request, response, wrong ? refusal.withHeader("WWW-Authenticate", CHALLENGE) : refusal);
            return Optional.empty();
        }
    }

    private Caller byCredentials(String header, HttpServletRequest request) {
        if (isOf(BEARER, header)) {
            return bearers.verify(header.substring(BEARER.length()).strip(), request);
        }
        Credentials credentials = credentials(header);
        StoredAccount stored = signIn.verify(credentials.name(), credentials.password(), request.getRemoteAddr());
        if (stored.oneTime()) {
            throw newPasswordNeeded();
        }
        return stored.account().toCaller();
    }

    static Problem newPasswordNeeded() {
        return new Problem(
                ProblemType.NEW_PASSWORD_NEEDED,
                "This password serves once: sign in with POST %s and the member newPassword"
                        .formatted(SessionController.ADDRESS));
    }

    private static boolean isOf(String scheme, String header) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** True if the request comes with an access token, which may not make others or choose passwords. */
    static boolean isByToken(HttpServletRequest request) {
        return hasCredentials(request) && isOf(BEARER, request.getHeader("Authorization"));
    }

    private record Credentials(String name, String password) {}

    private static Credentials credentials(String header) {
        if (!isOf(BASIC, header)) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Authorization: allowed is Basic or Bearer");
        }
        String pair = decode(header.substring(BASIC.length()).strip()).orElse("");
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new Problem(
                    ProblemType.NOT_SIGNED_IN,
                    "Authorization: allowed is Basic with name:password in UTF-8 and Base64");
        }
        return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private static Optional<String> decode(String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            String pair = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return pair.indexOf(0) < 0 ? Optional.of(pair) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException garbled) {
            return Optional.empty();
        }
    }
}
