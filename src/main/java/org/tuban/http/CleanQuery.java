package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a query that cannot be decoded before anything reads a parameter of it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class CleanQuery extends OncePerRequestFilter {

    private final ProblemWriter problems;

    CleanQuery(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            problems.write(request, response, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private static Optional<Problem> refusal(HttpServletRequest request) {
        try {
            QueryString.parse(request.getQueryString());
            return Optional.empty();
        } catch (Problem problem) {
            return Optional.of(problem);
        }
    }
}
