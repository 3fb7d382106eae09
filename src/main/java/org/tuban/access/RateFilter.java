package org.tuban.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.ProblemWriter;
import org.tuban.http.Reading;

/** Keeps one client from taking the service away from the others: 429 with {@code Retry-After} (RFC 6585, section 4). */
final class RateFilter extends OncePerRequestFilter {

    /** A tile, of a layer or of the whole; tile sets are documents like others. */
    private static final Pattern TILE = Pattern.compile("/ogc(/collections/[^/]+)?/tiles/[^/]+/[^/]+/[^/]+/[^/]+");

    private final Rates rates;
    private final ProblemWriter problems;

    RateFilter(Rates rates, ProblemWriter problems) {
        this.rates = rates;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Doors.isBehindOne(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller = SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? Optional.of(token.getPrincipal())
                : Optional.empty();
        Duration wait = rates.count(caller, request.getRemoteAddr(), kind(request));
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many requests from here; wait a little")
                        .retryAfter(wait));
    }

    private static Rates.Kind kind(HttpServletRequest request) {
        if (!Reading.is(request)) {
            return Rates.Kind.WRITE;
        }
        return TILE.matcher(Reading.path(request)).matches() ? Rates.Kind.TILE : Rates.Kind.READ;
    }
}
